"""Writing trade documents: kernel rows, header, lines and sums, for a whole set at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.commands import Locked, NewLine, new, update
from ogniwo.kernel.documents.models import Line
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax
from ogniwo.masterdata.trade.rules import ComputedDocument, ComputedLine

DocumentDraft, TradeLineDraft, TaxDraft = draft(TradeDocument), draft(TradeLine), draft(TradeTax)


@dataclass(slots=True)
class Written:
    """What was drafted for one document: kernel row, header, kernel lines and trade lines, in the order of its computed lines."""

    id: UUID
    document: Any
    header: Any
    lines: list[Any]
    trade_lines: list[Any]
    computed: ComputedDocument


def write(unit: Unit, type: str, *, state: str, documents: Sequence[ComputedDocument]) -> list[Written]:
    """Draft documents of ``type`` with their lines and sums, and add them to the unit; the caller adds its own tables."""
    return [_write(unit, type, state, computed) for computed in documents]


def _write(unit: Unit, type: str, state: str, c: ComputedDocument) -> Written:
    sums = c.taxed
    if sums is None:
        raise LookupError("a document is computed before it is written")
    more = {"owner_id": c.owner_id} if c.owner_id else {}
    document, lines = new(
        unit, type, state=state, day=c.day, currency=c.currency, subject_id=c.party_id, total=sums.gross, title=c.title, branch_id=c.branch_id,
        lines=[_kernel_line(line) for line in c.lines], **more,
    )  # fmt: skip
    header = DocumentDraft(
        document_id=document.id, party_id=c.party_id, currency=c.currency, price_mode=c.price_mode, rounding=c.rounding, payment_days=c.payment_days,
        net=sums.net, tax=sums.tax, gross=sums.gross, rate=c.rate, rate_per=c.rate_per, rate_source=c.rate_source, rate_day=c.rate_day,
        their_reference=c.their_reference, note=c.note, ship_to=c.ship_to, custom=c.custom,
    )  # fmt: skip
    trade_lines = [_trade_line(document.id, line.id, computed) for line, computed in zip(lines, c.lines, strict=True)]
    unit.add(header, trade_lines, _taxes(document.id, c))
    return Written(document.id, document, header, lines, trade_lines, c)


def _kernel_line(line: ComputedLine) -> NewLine:
    return NewLine(line.description, line.quantity, line.unit, line.net)


def _trade_line(document_id: UUID, line_id: int, c: ComputedLine) -> Any:
    return TradeLineDraft(
        line_id=line_id, document_id=document_id, product_id=c.product.id if c.product else None, description=c.description[:300], unit=c.unit,
        quantity=c.quantity, quantity_base=c.quantity_base, price=c.price, price_reason=c.price_reason, discount_percent=c.discount_percent,
        tax_class=c.rate.code, rate_percent=c.rate.percent, net=c.net, tax=c.tax, gross=c.gross, cost_estimate=c.cost_estimate,
    )  # fmt: skip


def _taxes(document_id: UUID, c: ComputedDocument) -> list[Any]:
    totals = c.taxed.totals if c.taxed else ()
    return [TaxDraft(document_id=document_id, tax_class=t.rate.code, rate_percent=t.rate.percent, net=t.net, tax=t.tax, gross=t.gross) for t in totals]


def replace(unit: Unit, documents: Mapping[UUID, tuple[Locked, ComputedDocument]]) -> None:
    """Give locked drafts new headers and lines: three deletes and one statement a table, however many.

    Lines that something already came from can't go: the database refuses (documents_flow).
    """
    ids = list(documents)
    for table in ("trade_tradetax", "trade_tradeline", "documents_line"):
        unit.do(f"DELETE FROM {table} WHERE document_id = ANY(%s)", [ids])  # noqa: S608 - names of ours
    headers = []
    for document_id, (_locked, c) in documents.items():
        numbers = unit.ids(len(c.lines))
        for position, (number, line) in enumerate(zip(numbers, c.lines, strict=True), 1):
            made = _kernel_line(line)
            unit.add(draft(Line)(id=number, document_id=document_id, position=position, text=made.text[:300], quantity=made.quantity, unit=made.unit, amount=made.amount))
            unit.add(_trade_line(document_id, number, line))
        unit.add(_taxes(document_id, c))
        headers.append((document_id, c))
    update(unit, {i: {"subject_id": c.party_id, "day": c.day, "currency": c.currency, "total": c.taxed.gross, "title": c.title} for i, c in headers if c.taxed})
    _update_headers(unit, headers)


COLUMNS = {
    "party_id": "uuid", "currency": "text", "price_mode": "text", "rounding": "text", "payment_days": "int", "net": "numeric", "tax": "numeric",
    "gross": "numeric", "rate": "numeric", "rate_per": "int", "rate_source": "text", "rate_day": "date", "their_reference": "text", "note": "text",
}  # fmt: skip


def _update_headers(unit: Unit, headers: Sequence[tuple[UUID, ComputedDocument]]) -> None:
    sums = [c.taxed for _i, c in headers]
    values: list[list[Any]] = [[i for i, _c in headers]]
    for name in COLUMNS:
        values.append([getattr(t if name in ("net", "tax", "gross") else c, name) for (_i, c), t in zip(headers, sums, strict=True)])
    casts = ", ".join(["%b::uuid[]", *(f"%b::{cast}[]" for cast in COLUMNS.values())])
    names = ", ".join(["i", *(f"c{n}" for n in range(len(COLUMNS)))])
    sets = ", ".join(f"{name} = u.c{n}" for n, name in enumerate(COLUMNS))
    unit.do(f"UPDATE trade_tradedocument t SET {sets} FROM unnest({casts}) u({names}) WHERE t.document_id = u.i", values)  # noqa: S608 - names of ours
