"""Matching suppliers' invoices to what was received, and their credits to what went back; by itself and by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import link, lock, move
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.models import TradeLine
from ogniwo.supply.purchasing.commands.pairing import Found, by_itself, keep, locked_lines
from ogniwo.supply.purchasing.errors import NothingToMatch, NotSameSupplier, UnknownUnit
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
from ogniwo.supply.purchasing.rules import product_of

TYPE = "invoicing.purchase_invoice"
BUYERS = ("buyer", "accountant")
UNMATCH = "DELETE FROM purchasing_match WHERE document_id = ANY(%s) RETURNING invoice_line_id, receipt_line_id, quantity"


@command("purchasing.match_invoices", _("Match with receipts"), roles=BUYERS, sets="invoices")
def match_invoices(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Match lines of received invoices to what was received: by product, supplier's code or name, the order named in the text first.

    Quantities are compared in the product's own unit, by its conversions; a line in another unit stays unmatched. A correction's credit
    meets goods that went back to the supplier first, then the receipts of the invoice it corrects. Returns how many matches were made.
    Differences of quantity and price stand on each match; nothing is changed on the invoice but the product of a line recognised by the
    supplier's code. An invoice whose goods are all matched becomes matched.
    """
    locked = lock(unit, invoices, type=TYPE, states=("draft", "matched"))
    unit.flush()
    asked = invoice_lines(unit, invoices)
    _recognise(unit, asked)
    made = by_itself(unit, [a for a in asked if a.known])
    keep(unit, made)
    whole = {a.document for a in asked if a.matched} - {a.document for a in asked if a.stocked and a.left}
    move(unit, [d for d in locked if d.state == "draft" and d.id in whole], "match")
    return len(made)


@dataclass(frozen=True, slots=True)
class LineMatch:
    """So much of an invoice line is for a line of a receipt, or (below zero) of a return; in the product's own unit. Zero: nothing of it."""

    invoice_line: int
    receipt_line: int
    quantity: Decimal = Decimal(0)


@command("purchasing.match_lines", _("Match by hand"), roles=BUYERS)
def match_lines(invoice: UUID, lines: Sequence[LineMatch], *, unit: Unit, acting: Acting) -> UUID:
    """Say which receipts the lines of an invoice are for; rows without a quantity are left alone.

    All lines of the supplier that are still open stand in the form, with the supplier's code, name, what is open and the price; those that agree
    by product or code are filled in. A credit is matched below zero, with what went back or with what was invoiced. Returns the invoice.
    Raises Refused: NotSameSupplier, NothingToMatch beyond what is open, UnknownUnit, NotFound.
    """
    (locked,) = lock(unit, [invoice], type=TYPE, states=("draft", "matched"))
    unit.flush()
    wanted = [m for m in lines if m.quantity != 0]
    asked = {a.line: a for a in in_own_units(unit, invoice_lines(unit, [invoice]))}
    offered = {o.line: o for o in locked_lines(unit, [m.receipt_line for m in wanted])}
    _take_products(unit, wanted, asked, offered)
    made, wrong = _chosen(invoice, wanted, asked, offered)
    if wrong:
        raise Refused(wrong)
    keep(unit, made)
    if locked.state == "draft" and made and all(not a.left for a in asked.values() if a.stocked):
        move(unit, [locked], "match")
    return invoice


@command("purchasing.unmatch", _("Take matches back"), roles=BUYERS, sets="invoices")
def unmatch(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> int:
    """Take back all matches of invoices not posted yet; returns how many there were."""
    locked = lock(unit, invoices, type=TYPE, states=("draft", "matched"))
    gone = take_matches_back(unit, invoices)
    move(unit, [d for d in locked if d.state == "matched"], "unmatch")
    return gone


def take_matches_back(unit: Unit, invoices: Sequence[UUID]) -> int:
    """Part of an act: the matches of locked invoices go, and what flowed on by them."""
    unit.flush()
    rows = unit.rows("SELECT DISTINCT receipt_line_id FROM purchasing_match WHERE document_id = ANY(%s)", [list(invoices)])
    offered = {o.line: o for o in locked_lines(unit, [line for (line,) in rows])}
    gone = unit.rows(UNMATCH, [list(invoices)])
    flow_back(unit, gone, offered)
    return len(gone)


def flow_back(unit: Unit, gone: Iterable[tuple[int, int, Decimal]], offered: Mapping[int, ReceiptLine]) -> None:
    """Take back the flow of (invoice line, receipt line, quantity)."""
    links = []
    for invoice_line, receipt_line, quantity in gone:
        o = offered[receipt_line]
        now = o.invoiced - (-quantity if o.back else quantity)
        links.append((receipt_line, invoice_line, "invoiced", o.flow(now) - o.flow(o.invoiced)))
        o.invoiced = now
    link(unit, links)


def _recognise(unit: Unit, asked: list[InvoiceLine]) -> None:
    """Give lines without a product the one the supplier's code or the GTIN names; then every quantity in the product's own unit."""
    codes = supplier_codes(unit, list({a.party for a in asked}))
    gtins = products_by_gtin(unit, {code for a in asked if a.product is None for code in a.codes})
    changed: dict[int, dict[str, Any]] = defaultdict(dict)
    for a in asked:
        if a.product is None:
            a.product = product_of(a.codes, a.description, {**gtins, **codes.get(a.party, {})})  # type: ignore[assignment]
            if a.product is not None:
                changed[a.line]["product_id"] = a.product
                a.stocked = True
    before = {a.line: a.quantity for a in asked}
    for a in in_own_units(unit, asked):
        if a.known and (a.quantity != before[a.line] or a.line in changed):
            changed[a.line]["quantity_base"] = a.quantity
    change(unit, TradeLine, changed)


def _take_products(unit: Unit, wanted: Sequence[LineMatch], asked: Mapping[int, InvoiceLine], offered: Mapping[int, ReceiptLine]) -> None:
    """A line matched by hand is of the product of what it is matched with."""
    changed: dict[int, dict[str, Any]] = {}
    for m in wanted:
        a, o = asked.get(m.invoice_line), offered.get(m.receipt_line)
        if a and o and o.product and a.product != o.product and not a.matched:
            a.product = o.product
            changed[a.line] = {"product_id": o.product}
    for a in in_own_units(unit, [asked[line] for line in changed]):
        changed[a.line]["quantity_base"] = a.quantity
    change(unit, TradeLine, changed)


def _chosen(invoice: UUID, wanted: Sequence[LineMatch], asked: Mapping[int, InvoiceLine], offered: Mapping[int, ReceiptLine]) -> tuple[list[Found], list[BusinessError]]:
    made: list[Found] = []
    wrong: list[BusinessError] = []
    taken: dict[int, Decimal] = defaultdict(Decimal)
    for m in wanted:
        a, o = asked.get(m.invoice_line), offered.get(m.receipt_line)
        where: dict[str, Any] = {"record": invoice, "line": m.invoice_line}
        if a is None or o is None:
            wrong.append(NotFound(**where))
            continue
        most = _most(a.left - taken[a.line], o, taken[o.line])
        quantity = m.quantity
        if not a.known:
            wrong.append(UnknownUnit(unit=a.unit, position=a.position, product=a.description, **where))
        elif (a.party, a.currency) != (o.party, o.currency):
            wrong.append(NotSameSupplier(**where))
        elif quantity * most <= 0 or abs(quantity) > abs(most):
            wrong.append(NothingToMatch(asked=quantity, left=most, **where))
        else:
            made.append(Found(a, o, quantity, "hand"))
            taken[a.line] += quantity
            taken[o.line] += -quantity if o.back else quantity
    return made, wrong


def _most(rest: Decimal, o: ReceiptLine, taken: Decimal) -> Decimal:
    """The most of an invoice line that a receipt or return can take: a credit is below zero."""
    if o.back:
        return max(rest, -(o.left - taken)) if rest < 0 else Decimal(0)
    return min(rest, o.left - taken) if rest > 0 else max(rest, -(o.invoiced + taken))


__all__ = ["LineMatch", "match_invoices", "match_lines", "receipt_lines", "return_lines", "unmatch"]
