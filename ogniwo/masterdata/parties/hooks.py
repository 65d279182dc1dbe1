"""What parties offer: schemes of identifiers, and news of parties made, adopted or changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event

SCHEMES: dict[str, "Scheme"] = {}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of identifiers: ``check(typed)`` gives the plain value or raises ValueError (with ``say(language)``, if it can).

    ``country``: where it is given out; empty for anywhere. ``main``: asked for first in that country.
    """

    name: str
    title: str
    check: Callable[[str], str]
    country: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class PartiesSaved:
    """Parties added, adopted or changed by an act."""

    parties: Sequence[UUID]


parties_saved: Event[PartiesSaved] = Event("parties.saved")


def scheme(found: Scheme) -> Scheme:
    """Register a scheme."""
    SCHEMES[found.name] = found
    return found
