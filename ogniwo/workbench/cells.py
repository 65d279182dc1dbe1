"""From a row and a column to what stands in a cell: words, address, tone. Rows are mappings (queries) or dataclasses."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench import format as fmt
from ogniwo.workbench import kernel_door, registry
from ogniwo.workbench.declare import Amount, Badge, Column, Day, Number, Quantity, Ref, State, Text
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.words import said

TONE_ICONS = {"good": "circle-check", "warn": "alert-triangle", "bad": "alert-triangle", "info": "circle-dot", "neutral": "circle"}


class Row(dict[str, Any]):
    """A row of a query whose fields are also read as attributes, so that functions over rows read like over records."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(slots=True)
class Cell:
    """One cell as drawn: `kind` decides its dress, `raw` is what an export writes."""

    column: Column
    kind: str
    text: str
    raw: Any = None
    href: str = ""
    tone: str = ""
    icon: str = ""
    tags: Sequence[str] = ()
    label: str = ""

    @property
    def card(self) -> str:
        return self.column.card


def visible(columns: Sequence[Column], acting: Acting) -> list[Column]:
    """The columns this person may see; the others are absent everywhere."""
    return [c for c in columns if (not c.sensitive or acting.sees(c.sensitive)) and (not c.permission or acting.may(c.permission))]


def title_of(column: Column, language: str) -> str:
    """The column's words; a path without words is spelt out."""
    return said(column.title, language) if column.title else column.name.rsplit("__", 1)[-1].replace("_", " ").capitalize()


def value_of(row: Any, path: str) -> Any:
    """The value at a path of a row; missing links give None."""
    if isinstance(row, Mapping):
        return row.get(path)
    for part in path.split("__"):
        row = getattr(row, part, None)
        if row is None:
            return None
    return row


def key_of(row: Any, path: str = "pk") -> Any:
    """The key of a row: at `path`, else its `id`."""
    found = value_of(row, path)
    return found if found is not None else value_of(row, "id")


def paths_of(columns: Sequence[Column]) -> list[str]:
    """All paths a query must answer for these columns."""
    found: dict[str, None] = {}
    for c in columns:
        wanted = [] if c.values else [c.name]
        if isinstance(c, Ref):
            wanted.append(label_of(c))
        wanted += [p for p in (getattr(c, "currency", ""), getattr(c, "unit", ""), c.opens_by) if p]
        found.update(dict.fromkeys(wanted))
    return list(found)


def label_of(column: Ref) -> str:
    """The path of a reference's words."""
    return column.label or f"{column.name}__name"


def computed(columns: Sequence[Column], ids: Sequence[Any], acting: Acting) -> dict[str, Mapping[Any, Any]]:
    """Values of contributed columns for a whole page, one call each."""
    return {c.name: c.values(ids, acting=acting) for c in columns if c.values and ids}


def draw(row: Any, column: Column, acting: Acting, extra: Mapping[str, Mapping[Any, Any]], key: Any) -> Cell:
    """One cell."""
    language = acting.language
    raw = extra[column.name].get(key) if column.values and column.name in extra else value_of(row, column.name)
    cell = Cell(column, column.kind, "", raw)
    if isinstance(column, Badge):
        _badge(cell, column, language)
    elif isinstance(column, Ref):
        cell.text = cell.raw = say(value_of(row, label_of(column)), language) if raw is not None else ""
        if column.opens and isinstance(column.opens, str) and raw is not None and can_open(column.opens, acting):
            cell.href = link(column.opens, value_of(row, column.opens_by) if column.opens_by else raw)
        return cell if not callable(column.opens) else _opened(cell, row, column, key, acting)
    else:
        cell.text = text_of(raw, column, row, language, own=acting.currency)
        if isinstance(column, Number) and not raw:
            cell.text = said(column.draft, language)
        if isinstance(column, Day) and column.late and raw and raw < acting.today and column.late(row):
            cell.tone, cell.icon = "bad", "alert-triangle"
        if column.kind == "tags":
            cell.tags = [str(t) for t in raw or ()]
        if column.kind == "bool":
            cell.icon = "check" if raw else ""
    return _opened(cell, row, column, key, acting)


def _opened(cell: Cell, row: Any, column: Column, key: Any, acting: Acting) -> Cell:
    if not column.opens or cell.href:
        return cell
    if callable(column.opens):
        cell.href = column.opens(row) or ""
    elif can_open(column.opens, acting):
        target = value_of(row, column.opens_by) if column.opens_by else key
        cell.href = link(column.opens, target) if target is not None else ""
    return cell


def can_open(name: str, acting: Acting) -> bool:
    """Whether a screen exists and the person may see it."""
    found = registry.screen(name)
    source = getattr(found, "source", None) or getattr(found, "query", None)
    return found is not None and (kernel_door.may_see(acting, source, inherited=True) if source is not None else True)


def _badge(cell: Cell, column: Badge, language: str) -> None:
    state = column.states.get(cell.raw) or column.states.get(str(cell.raw))
    if cell.raw is None:
        return
    if not isinstance(state, State):
        state = State(str(state or cell.raw))
    cell.text, cell.tone = said(state.title, language), state.tone
    cell.icon = state.icon or TONE_ICONS.get(state.tone, "circle")


def text_of(raw: Any, column: Column, row: Any, language: str, *, own: str = "") -> str:
    """The words or figures of a value; an amount names its currency where it is not the company's ``own``."""
    if raw is None:
        return ""
    if column.kind == "amount":
        currency = value_of(row, column.currency) if isinstance(column, Amount) and column.currency else ""
        figure = fmt.amount(raw, language, places=column.places if isinstance(column, Amount) else 2)
        return f"{figure} {currency}" if currency and currency != own else figure
    if isinstance(column, Text) and (column.words or column.said):
        return said(column.words.get(str(raw), str(raw)), language)
    if column.kind == "quantity":
        unit = say(value_of(row, column.unit), language) if isinstance(column, Quantity) and column.unit else ""
        return f"{fmt.quantity(raw, language)} {unit}".strip()
    return plain(raw, language, column.kind)


def fact(raw: Any, language: str) -> str:
    """A value standing alone beside its words: money with its places."""
    return fmt.amount(raw, language) if isinstance(raw, Decimal) and raw.as_tuple().exponent == -2 else plain(raw, language)


def plain(raw: Any, language: str, kind: str = "text") -> str:
    """Any value in words, by its type."""
    if raw is None:
        return ""
    if kind == "percent":
        return f"{fmt.quantity(raw, language, most=2)}\N{NO-BREAK SPACE}%"
    if isinstance(raw, bool):
        return said(_("Yes") if raw else _("No"), language)
    if isinstance(raw, datetime):
        return fmt.moment(raw, language)
    if isinstance(raw, date):
        return fmt.month(raw, language) if kind == "month" else fmt.day(raw, language)
    if isinstance(raw, Decimal):
        return fmt.quantity(raw, language)
    if isinstance(raw, int) and kind == "count":
        return fmt.quantity(raw, language)
    if isinstance(raw, Mapping):
        return say(raw, language)
    if isinstance(raw, (list, tuple)):
        return ", ".join(plain(one, language) for one in raw)
    return str(raw)
