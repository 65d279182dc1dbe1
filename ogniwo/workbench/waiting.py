"""Tiles that are saved lists: the figure is the number of rows of the list as its address asks, so tile and list never differ."""

from collections.abc import Callable

from django.http import QueryDict

from ogniwo.kernel.access.acting import Acting
from ogniwo.workbench import kernel_door, listing, registry
from ogniwo.workbench.declare import Figure, List, Tile


def waits(screen: str, query: str, words: tuple[str, str], *, order: int, tone: str = "info") -> None:
    """Put on the start page how many rows the list `screen` has under `query` (its view or filters), for those who may ask it.

    `words` are the tile's title and note; `tone` is its own when there are some. A list of a module that is not in this edition makes no tile.
    """
    found = registry.SCREENS.get(screen)
    if isinstance(found, List):
        registry.add_tile("home", Tile(words[0], counted(screen, query, words[1], tone), opens=f"/s/{screen}/" + (f"?{query}" if query else ""), order=order,
                                       permission=kernel_door.name_of(found.source)))


def counted(name: str, query: str, note: str, tone: str) -> Callable[..., Figure]:
    """The source of such a tile; it counts no further than the list itself does."""
    def count(*, acting: Acting) -> Figure:
        screen = registry.screen(name)
        if not isinstance(screen, List):
            return Figure(0)
        rows = listing.narrowed(screen, listing.ask(screen, QueryDict(query), acting), acting)
        number = rows.order_by()[: listing.BOUND + 1].count()
        return Figure(number, note, tone if number else "neutral")
    return count
