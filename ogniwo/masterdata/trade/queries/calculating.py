"""What the line grid asks while somebody types: the document's own rule."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries.computing import compute
from ogniwo.masterdata.trade.rules import Computed, HeaderInput, LineInput
from ogniwo.workbench.declare import GridAnswer, GridRow, RowAnswer, Total

OF_LINE = {f.name for f in fields(LineInput)}
OF_HEADER = {f.name for f in fields(HeaderInput)}
NOBODY = UUID(int=0)


@query("trade.calc", _("Reckon lines"), roles=("accountant", "seller", "buyer", "storekeeper"))
def calc(rows: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting) -> GridAnswer:
    """Prices, figures and totals of lines as typed, by the same rule as the document's. Without a party: for anybody."""
    return answer(rows, header, acting=acting)


def answer(rows: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting, buying: bool = False) -> GridAnswer:
    """The same for a module's own grid (``calculate=partial(answer, buying=True)``)."""
    head, lines = as_typed(rows, header, acting=acting, buying=buying)
    (found,) = compute(Reader(), [(head, lines)])
    return GridAnswer(_rows(rows, lines, found), _totals(found))


def as_typed(rows: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting, buying: bool = False) -> tuple[HeaderInput, list[LineInput]]:
    """What was typed as a document's input; forms give ids as text."""
    said = {name.rpartition(".")[2]: value for name, value in header.items()}
    said |= {name: value for group in header.values() if isinstance(group, Mapping) for name, value in group.items()}
    given = {name: value for name, value in said.items() if name in OF_HEADER and value not in (None, "")}
    given |= {"party": _id(given.get("party")) or NOBODY, "buying": buying}
    if not isinstance(given.get("day"), date):
        given["day"] = acting.today
    values = [{name: value for name, value in row.values.items() if name in OF_LINE and value is not None} for row in rows]
    return HeaderInput(**given), [LineInput(**{**v, **({"product": _id(v["product"])} if "product" in v else {})}) for v in values]


def _id(value: Any) -> UUID | None:
    try:
        return value if isinstance(value, UUID) else UUID(str(value)) if value else None
    except ValueError:
        return None


def _rows(rows: Sequence[GridRow], lines: Sequence[LineInput], found: Computed) -> list[RowAnswer]:
    by_line = {id(line.given): line for line in found.lines}
    faults = {fault.line: fault for fault in found.faults if fault.line}
    out = []
    for n, (row, given) in enumerate(zip(rows, lines, strict=True), 1):
        line = by_line.get(id(given))
        if line is None:
            empty = not row.values
            out.append(RowAnswer(row.key, errors={} if empty or n not in faults else {faults[n].field or "description": faults[n].sentence()}))
            continue
        fill = {"description": line.description, "unit": line.unit, "price": line.price, "tax_class": line.rate.code}
        outputs = {"net": line.net, "tax": line.tax, "gross": line.gross, "code": line.code}
        out.append(RowAnswer(row.key, outputs, {name: value for name, value in fill.items() if row.values.get(name) in (None, "")}))
    return out


def _totals(found: Computed) -> list[Total]:
    rates = [Total(f"{each.rate.code} %" if each.rate.code.isdigit() else each.rate.code, each.tax, quiet=True) for each in found.taxed.totals]
    return [Total(_("Net"), found.taxed.net), *rates, Total(_("Tax"), found.taxed.tax), Total(_("Gross"), found.taxed.gross, strong=True)]
