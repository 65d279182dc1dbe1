"""Matching suppliers' invoices to what was received, by itself and by hand."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import link, lock, move
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.models import TradeLine
from ogniwo.supply.purchasing.errors import NothingToMatch, NotSameSupplier
from ogniwo.supply.purchasing.models import Match
from ogniwo.supply.purchasing.queries.matching import InvoiceLine, ReceiptLine, invoice_lines, products_by_gtin, receipt_lines, supplier_codes
from ogniwo.supply.purchasing.rules import Asked, Difference, InvoicedLine, Offered, Tolerance, differences, pair, product_of

TYPE = "invoicing.purchase_invoice"
BUYERS = ("buyer", "accountant")
ZERO = Decimal(0)
RECEIPTS = "SELECT 1 FROM documents_document WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
POLICY = "SELECT policies FROM tenancy_company WHERE id = current_setting('ogniwo.company')::int"
UNMATCH = "DELETE FROM purchasing_match WHERE document_id = ANY(%s) RETURNING invoice_line_id, receipt_line_id, quantity"


@command("purchasing.match_invoices", _("Match with receipts"), roles=BUYERS, sets="invoices")
def match_invoices(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Match lines of received invoices to what was received: by product, supplier's code or name, the order named in the text first.

    Returns how many matches were made. Differences of quantity and price stand on each match; nothing is changed on the invoice
    but the product of a line recognised by the supplier's code. An invoice whose goods are all matched becomes matched.
    """
    locked = lock(unit, invoices, type=TYPE, states=("draft", "matched"))
    unit.flush()
    asked = invoice_lines(unit, invoices)
    parties = {line.party for line in asked}
    _recognise(unit, asked, parties)
    offered = _locked_receipts(unit, receipt_lines(unit, parties=parties))
    made: list[tuple[InvoiceLine, ReceiptLine, Decimal, str]] = []
    by_line, by_receipt = {a.line: a for a in asked}, {o.line: o for o in offered}
    for party, currency in dict.fromkeys((a.party, a.currency) for a in asked):
        mine = [_asked(a) for a in asked if (a.party, a.currency) == (party, currency)]
        theirs = [_offered(o) for o in offered if (o.party, o.currency) == (party, currency)]
        made += [(by_line[p.asked], by_receipt[p.offered], p.quantity, p.how) for p in pair(mine, theirs)]  # type: ignore[index]
    _write(unit, made)
    whole = {a.document for a in asked if a.matched} - {a.document for a in asked if a.stocked and a.matched != a.quantity}
    move(unit, [d for d in locked if d.state == "draft" and d.id in whole], "match")
    return len(made)


@command("purchasing.match_line", _("Match a line by hand"), roles=BUYERS)
def match_line(invoice: UUID, invoice_line: int, receipt_line: int, quantity: Decimal | None = None, *, unit: Unit, acting: Acting) -> int:
    """Say by hand what receipt an invoice line is for; empty ``quantity``: as much as goes. A credit is matched below zero."""
    (locked,) = lock(unit, [invoice], type=TYPE, states=("draft", "matched"))
    asked = [a for a in invoice_lines(unit, [invoice]) if a.line == invoice_line]
    offered = _locked_receipts(unit, receipt_lines(unit, lines=[receipt_line]))
    if not asked or not offered:
        raise Refused([NotFound(record=invoice, line=invoice_line)])
    a, o = asked[0], offered[0]
    if (a.party, a.currency) != (o.party, o.currency):
        raise Refused([NotSameSupplier(record=invoice, line=invoice_line)])
    rest = a.quantity - a.matched
    most = min(rest, o.left) if rest > 0 else max(rest, -o.invoiced)
    wanted = most if quantity is None else quantity
    if not wanted or wanted * most <= 0 or abs(wanted) > abs(most):
        raise Refused([NothingToMatch(record=invoice, line=invoice_line, asked=wanted, left=most)])
    if a.product != o.product and o.product:
        a.product = o.product
        change(unit, TradeLine, {a.line: {"product_id": o.product, "quantity_base": a.quantity}})
    _write(unit, [(a, o, wanted, "hand")])
    whole = all(b.matched == b.quantity for b in invoice_lines(unit, [invoice]) if b.stocked and b.line != a.line) and a.matched == a.quantity
    if locked.state == "draft" and whole:
        move(unit, [locked], "match")
    return a.line


@command("purchasing.unmatch", _("Take matches back"), roles=BUYERS, sets="invoices")
def unmatch(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Take back all matches of invoices not posted yet; returns how many there were."""
    locked = lock(unit, invoices, type=TYPE, states=("draft", "matched"))
    gone = unit.rows(UNMATCH, [list(invoices)])
    link(unit, [(receipt, invoice, "invoiced", -quantity) for invoice, receipt, quantity in gone])
    move(unit, [d for d in locked if d.state == "matched"], "unmatch")
    return len(gone)


def _recognise(unit: Unit, asked: Sequence[InvoiceLine], parties: Iterable[UUID]) -> None:
    """Give lines without a product the one the supplier's code or the GTIN names."""
    codes = supplier_codes(unit, list(parties))
    gtins = products_by_gtin(unit, {code for a in asked if a.product is None for code in a.codes})
    changed: dict[int, dict[str, Any]] = {}
    for a in asked:
        if a.product is None:
            a.product = product_of(a.codes, a.description, {**gtins, **codes.get(a.party, {})})  # type: ignore[assignment]
            if a.product is not None:
                changed[a.line] = {"product_id": a.product, "quantity_base": a.quantity}
                a.stocked = True
    change(unit, TradeLine, changed)


def _locked_receipts(unit: Unit, offered: list[ReceiptLine]) -> list[ReceiptLine]:
    """The same, read again under the receipts' locks: two invoices never take one receipt twice."""
    if not offered:
        return []
    unit.rows(RECEIPTS, [sorted({o.document for o in offered})])
    return receipt_lines(unit, lines=[o.line for o in offered])


def _asked(a: InvoiceLine) -> Asked:
    return Asked(a.line, a.quantity - a.matched, a.product, a.codes, a.description, a.names)


def _offered(o: ReceiptLine) -> Offered:
    return Offered(o.line, o.product, o.left, tuple(o.codes), (*o.names, o.description), (o.order_number, o.number, o.their_reference))


def _write(unit: Unit, made: Sequence[tuple[InvoiceLine, ReceiptLine, Decimal, str]]) -> None:
    tolerance = _tolerance(unit) if made else Tolerance()
    for number, (a, o, quantity, how) in zip(unit.ids(len(made)), made, strict=True):
        last = a.matched + quantity
        found = differences([InvoicedLine(
            a.line, a.quantity if last == a.quantity or o.left <= quantity else quantity, rounded(a.price, 6), o.ordered,
            rounded(o.order_price, 6) if o.order_price is not None else None, o.quantity, o.invoiced,
        )], tolerance)  # fmt: skip
        a.matched, o.invoiced = last, o.invoiced + quantity
        unit.add(draft(Match)(
            id=number, document_id=a.document, invoice_line_id=a.line, receipt_line_id=o.line, quantity=quantity, how=how, differences=[_data(d) for d in found],
        ))  # fmt: skip
    link(unit, [(o.line, a.line, "invoiced", quantity) for a, o, quantity, _how in made])


def _tolerance(unit: Unit) -> Tolerance:
    ((policies,),) = unit.rows(POLICY)
    said = data(policies)
    return Tolerance(*(Decimal(str(said.get(name, 0))) for name in ("match_quantity_percent", "match_price_percent", "match_amount")))


def _data(d: Difference) -> dict[str, Any]:
    """A difference as data: its kind, figures, and the reason with its words."""
    words = {name: f"{value.normalize():f}" if isinstance(value, Decimal) else str(value) for name, value in d.reason.words.items()}
    return {"kind": str(d.kind.value), "quantity": str(d.quantity), "value": str(d.value), "tolerated": d.tolerated, "says": d.reason.says, "words": words}
