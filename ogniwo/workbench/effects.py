"""What an act would write, shown before it is done: the tables modules declared with `Effect`, the rest only counted."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.workbench import cells, registry
from ogniwo.workbench.words import said


@dataclass(slots=True)
class Shown:
    """One table of a preview."""

    title: str
    heads: list[dict[str, Any]]
    rows: list[list[cells.Cell]]
    more: int


LIMIT = 200


def draw(effects: Mapping[str, Sequence[Any]], acting: Acting) -> list[Shown]:
    """The effects a person can read, in the declared order; at most 200 rows a table."""
    out = []
    for declared in sorted(registry.EFFECTS.values(), key=lambda e: e.order):
        drafts = effects.get(declared.table) or ()
        if not drafts:
            continue
        rows = declared.rows(drafts, acting=acting) if declared.rows else drafts
        columns = cells.visible(declared.columns, acting)
        drawn = [[cells.draw(row, c, acting, {}, None) for c in columns] for row in rows[:LIMIT]]
        heads = [{"title": cells.title_of(c, acting.language), "right": c.right} for c in columns]
        out.append(Shown(said(declared.title, acting.language), heads, drawn, max(0, len(rows) - LIMIT)))
    return out
