"""Invoices that came before their goods, and credits before the goods went back: met when they come, or found later."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import link, lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.purchasing.commands.matching import BUYERS, TYPE
from ogniwo.supply.purchasing.commands.pairing import Found, by_itself, flow_on
from ogniwo.supply.purchasing.errors import NothingWaits, UnknownUnit
from ogniwo.supply.purchasing.posting.clearing import clear_later
from ogniwo.supply.purchasing.queries.matching import InvoiceLine, in_own_units, invoice_lines, waiting_lines

LOCK = "SELECT id FROM documents_document WHERE id = ANY(%s) ORDER BY id FOR UPDATE"


@command("purchasing.meet_receipts", _("Match with what came later"), roles=BUYERS, sets="invoices")
def meet_receipts(invoices: Sequence[UUID], *, on: date | None = None, unit: Unit, acting: Acting) -> int:
    """Match posted invoices whose goods came (or went back) later; received-not-invoiced is cleared by line and the price difference booked ``on``.

    Receiving an order does it by itself; this is for receipts that stood unmatched when the invoice was posted. ``on``: today when left out.
    Returns how many pairs were made. Raises Refused: NothingWaits, UnknownUnit.
    """
    lock(unit, invoices, type=TYPE, states=("posted",))
    waiting = [a for a in in_own_units(unit, invoice_lines(unit, invoices)) if a.left and a.stocked]
    strange = [UnknownUnit(record=a.document, line=a.line, unit=a.unit, position=a.position, product=a.description) for a in waiting if not a.known]
    if strange or not waiting:
        raise Refused(strange or [NothingWaits(record=i) for i in invoices])
    made = by_itself(unit, waiting)
    if not made:
        raise Refused([NothingWaits(record=i) for i in invoices])
    _book(unit, made, on or acting.today)
    return len(made)


def meet_invoices(unit: Unit, lines: Collection[int], parties: Collection[UUID], products: Collection[UUID], *, on: date) -> int:
    """Part of a receipt's or a return's act: posted invoices that waited for just these lines are matched with them."""
    if not products:
        return 0
    waiting = [a for a in waiting_lines(unit, parties, products) if a.known and a.left]
    if not waiting:
        return 0
    unit.rows(LOCK, [sorted({a.document for a in waiting})])
    unit.flush()
    still = {a.line for a in waiting}
    locked = in_own_units(unit, [a for a in invoice_lines(unit, sorted({a.document for a in waiting})) if a.line in still])
    made = by_itself(unit, [a for a in locked if a.left], only=lines)
    if made:
        _book(unit, made, on)
    return len(made)


def _book(unit: Unit, made: Sequence[Found], on: date) -> None:
    asked: dict[int, InvoiceLine] = {f.asked.line: f.asked for f in made}
    link(unit, [flow_on(f) for f in made])
    books.write(unit, clear_later(unit, [(f.asked.line, f.offered.line, f.quantity, asked[f.asked.line].quantity) for f in made], on=on))
    unit.touch({a.document for a in asked.values()})
