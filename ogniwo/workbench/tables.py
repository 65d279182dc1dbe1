"""Tables under records, in panels and reports: rows of a query or dataclasses, drawn with totals."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.workbench import cells, kernel_door
from ogniwo.workbench.declare import Column

LIMIT = 500


@dataclass(slots=True)
class Table:
    """A drawn table."""

    heads: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    totals: list[str]
    more: bool = False


def table(source: Any, columns: Sequence[Column], acting: Acting, *, record: str = "", limit: int = LIMIT,
          opens: Callable[[Column, Any], str] | None = None) -> Table:
    """Draw rows. `record` makes the first cell a link; `opens(column, row)` gives an address for a figure."""
    seen = cells.visible(columns, acting)
    rows, more = fetch(source, seen, limit)
    ids = [cells.key_of(row) for row in rows]
    extra = cells.computed(seen, ids, acting)
    drawn = []
    for row, key in zip(rows, ids, strict=True):
        line = [_cell(row, c, acting, extra, key, opens) for c in seen]
        if record and key is not None and line and not line[0].href and cells.can_open(record, acting):
            line[0].href, line[0].kind = cells.link(record, key), "number"
        drawn.append({"cells": line, "level": getattr(row, "level", 0) or 0, "strong": bool(getattr(row, "strong", False)), "key": key})
    heads = [{"title": cells.title_of(c, acting.language), "right": c.right, "kind": c.kind} for c in seen]
    return Table(heads, drawn, totals(rows, seen, acting) if not more else [], more)


def _cell(row: Any, column: Column, acting: Acting, extra: Mapping[str, Any], key: Any, opens: Callable[[Column, Any], str] | None) -> cells.Cell:
    if opens is None or not callable(column.opens):
        return cells.draw(row, column, acting, extra, key)
    quiet = _without_opens(column)
    cell = cells.draw(row, quiet, acting, extra, key)
    cell.href = opens(column, row) if cell.raw is not None else ""
    return cell


def _without_opens(column: Column) -> Column:
    return replace(column, opens="")


def fetch(source: Any, columns: Sequence[Column], limit: int) -> tuple[list[Any], bool]:
    """At most `limit` rows, and whether there are more."""
    if isinstance(source, QuerySet):
        wanted = dict.fromkeys(["pk", *cells.paths_of(columns)])
        found: list[Any] = [cells.Row(r) for r in kernel_door.with_document(source, wanted).values(*wanted)[: limit + 1]]
    else:
        found = list(source)[: limit + 1]
    return found[:limit], len(found) > limit


def totals(rows: Sequence[Any], columns: Sequence[Column], acting: Acting) -> list[str]:
    """Figures for the foot; rows marked `strong` are sums themselves and are not added again."""
    if not any(c.total for c in columns):
        return []
    out = []
    for c in columns:
        if c.total and not _mixed(rows, c):
            figures = [cells.value_of(row, c.name) for row in rows if not getattr(row, "strong", False)]
            out.append(cells.text_of(sum((f for f in figures if f is not None), Decimal(0)), c, {}, acting.language))
        else:
            out.append("")
    return out


def _mixed(rows: Sequence[Any], column: Column) -> bool:
    """Whether a column's amounts are in several currencies, so that their sum would mean nothing."""
    path = getattr(column, "currency", "")
    return bool(path) and len({cells.value_of(row, path) for row in rows}) > 1
