"""What invoices are matched with, and what the form of matching by hand shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import readable
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, data
from ogniwo.supply.purchasing.models import Match
from ogniwo.supply.purchasing.queries.lists import sentence
from ogniwo.supply.purchasing.queries.matching import (
    InvoiceLine,
    ReceiptLine,
    in_own_units,
    invoice_lines,
    products_by_gtin,
    receipt_lines,
    return_lines,
    supplier_codes,
)
from ogniwo.supply.purchasing.rules import Asked, Offered, pair, product_of

LATER = """SELECT min(c.id), k.position, k.text, c.receipt_line_id, sum(c.quantity) FROM purchasing_cleared c JOIN documents_line k ON k.id = c.invoice_line_id
  WHERE c.document_id = %s AND c.match_id IS NULL GROUP BY 2, 3, 4 HAVING sum(c.quantity) <> 0 ORDER BY 2, 1"""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match of an invoice, with what differs in words; ``tolerated`` when all of it is within the company's tolerance."""

    pk: int
    position: int
    description: str
    receipt: str
    order: str
    quantity: Decimal
    unit: str
    how: str
    difference: str
    tolerated: bool


@query("purchasing.matches", _("Matches of an invoice"), roles=("buyer", "accountant"))
def matches(record_id: UUID, *, acting: Acting) -> list[MatchRow]:
    """What an invoice is matched to, and the differences of quantity and price; nothing of one the person may not see."""
    if not readable(record_id, acting=acting):
        return []
    rows = list(Match.objects.filter(document_id=record_id).select_related("invoice_line").order_by("invoice_line__position", "pk"))
    later = Reader().rows(LATER, [record_id])
    of = _by_line([r.receipt_line_id for r in rows] + [row[3] for row in later])
    return [
        MatchRow(r.pk, r.invoice_line.position, r.invoice_line.text, of[r.receipt_line_id].number, of[r.receipt_line_id].order_number, r.quantity,
                 of[r.receipt_line_id].unit, r.how, " ".join(sentence(d) for d in data(r.differences)), all(d["tolerated"] for d in data(r.differences))) for r in rows
    ] + [MatchRow(pk, position, text, of[line].number, of[line].order_number, quantity, of[line].unit, "later", "", tolerated=True) for pk, position, text, line, quantity in later]  # fmt: skip


def _by_line(lines: Iterable[int]) -> dict[int, ReceiptLine]:
    rows, wanted = Reader(), list(lines)
    return {o.line: o for o in [*receipt_lines(rows, lines=wanted), *return_lines(rows, lines=wanted)]} if wanted else {}


@query("purchasing.match_form", _("What an invoice may be matched with"), roles=("buyer", "accountant"))
def match_form(invoice: UUID, *, acting: Acting) -> dict[str, Any]:
    """Every line of an invoice beside every open line of its supplier it may be for: code, name, what is open, prices; what agrees is filled in."""
    rows = Reader()
    asked = [a for a in invoice_lines(rows, [invoice]) if a.left]
    parties = {a.party for a in asked}
    codes = supplier_codes(rows, parties)
    gtins = products_by_gtin(rows, {code for a in asked if a.product is None for code in a.codes})
    for a in asked:
        if a.product is None:
            a.product = product_of(a.codes, a.description, {**gtins, **codes.get(a.party, {})})  # type: ignore[assignment]
    in_own_units(rows, asked)
    offered = [o for o in [*receipt_lines(rows, parties=parties), *return_lines(rows, parties=parties)] if asked and o.currency == asked[0].currency]
    chosen = {**_proposed([a for a in asked if a.left > 0], [o for o in offered if not o.back]), **_proposed([a for a in asked if a.left < 0], [o for o in offered if o.back])}
    return {"invoice": invoice, "lines": [_row(a, o, chosen.get((a.line, o.line))) for a in asked for o in _sorted(a, offered)]}


def _proposed(asked: list[InvoiceLine], offered: list[ReceiptLine]) -> dict[tuple[Any, Any], Decimal]:
    sign = {a.line: -1 if a.left < 0 else 1 for a in asked}
    wanted = [Asked(a.line, abs(a.left), a.product, a.codes, a.description, a.names) for a in asked if a.known]
    there = [Offered(o.line, o.product, o.left, tuple(o.codes), (*o.names, o.description), (o.order_number, o.number, o.their_reference)) for o in offered]
    return {(p.asked, p.offered): p.quantity * sign[p.asked] for p in pair(wanted, there)}  # type: ignore[index]


def _sorted(a: InvoiceLine, offered: list[ReceiptLine]) -> list[ReceiptLine]:
    """Open lines a line may be for: those of its product first; receipts for a charge, returns for a credit (else what was invoiced)."""
    fitting = [o for o in offered if (o.back if a.left < 0 else not o.back)]
    return sorted(fitting, key=lambda o: (not a.product or o.product != a.product, o.day, o.line))


def _row(a: InvoiceLine, o: ReceiptLine, quantity: Decimal | None) -> dict[str, Any]:
    return {
        "invoice_line": a.line, "receipt_line": o.line, "invoiced": f"{a.position}. {a.description}", "wanted": a.left, "asks": rounded(a.price, 4),
        "theirs": ", ".join(o.codes), "what": f"{o.code} {o.description}".strip(), "paper": f"{o.number} {o.order_number}".strip(), "open": o.left,
        "price": rounded(o.order_price, 4) if o.order_price is not None else None, "quantity": quantity if quantity is not None else Decimal(0),
    }  # fmt: skip
