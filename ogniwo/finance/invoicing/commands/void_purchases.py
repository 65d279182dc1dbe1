"""Taking back purchase invoices that were posted by mistake: every fact by a new one, never changed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing.commands.void_invoices import CorrectedAlready
from ogniwo.finance.invoicing.errors import NoOpenMonth, SettledAlready
from ogniwo.finance.invoicing.hooks import (
    InvoicesVoided,
    PurchasesDiscarded,
    PurchasesToVoid,
    purchases_discarded,
    purchases_to_void,
    purchases_voided,
)
from ogniwo.finance.invoicing.rules import booking_day
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

TYPE = "invoicing.purchase_invoice"
OPEN = "SELECT month FROM books_period WHERE area IN ('books', 'purchases', 'stock') GROUP BY month HAVING bool_and(NOT locked)"
BOOKED = "SELECT max(entry_day) FROM invoicing_invoice WHERE document_id = ANY(%s)"
CORRECTED = "SELECT DISTINCT i.corrects_id FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id WHERE i.corrects_id = ANY(%s) AND d.state IN ('draft', 'matched', 'posted')"
SETTLED = """SELECT i.document_id, abs(i.amount_doc - b.open_doc), abs(i.amount_doc), i.currency FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id
  WHERE i.document_id = ANY(%s) AND (b.open_doc, b.open) <> (i.amount_doc, i.amount) ORDER BY i.id"""


@command("invoicing.void_purchase_invoices", _("Take back: posted by mistake"), roles=("accountant",), sets="invoices")
def void_purchase_invoices(invoices: Sequence[UUID], *, reason: str, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Take posted purchase invoices back: the entry, the VAT register, the open item, price differences of stock and what was cleared of receipts.

    Nothing is deleted: each fact gets an opposite one (red storno) dated ``on``, today when left out, or the first open day after it
    where that month is locked. The receipts wait for an invoice again, and the supplier's number may be entered again. In the VAT register it
    is taken back in its own month, as a correction of it once that is locked. Raises Refused with every reason: SettledAlready (paid or set off), CorrectedAlready, NoOpenMonth,
    and what other modules have against it.
    """
    locked = lock(unit, invoices, type=TYPE, states=("posted",))
    ids = [d.id for d in locked]
    wrong: list[BusinessError] = [CorrectedAlready(record=i) for (i,) in unit.rows(CORRECTED, [ids])]
    wrong += [SettledAlready(record=i, settled=settled, amount=amount, currency=currency) for i, settled, amount, currency in unit.rows(SETTLED, [ids])]
    if wrong:
        raise Refused(wrong)
    purchases_to_void.ask(PurchasesToVoid(tuple(ids)), unit=unit)
    day = _day(unit, ids, on or acting.today)
    move(unit, locked, "void")
    books.reverse(unit, ids, on=day)
    for document in locked:
        unit.changed(document.id, "reason", None, reason)
    unit.flush()
    purchases_voided.tell(InvoicesVoided(tuple(ids), day), unit=unit)
    return ids


@command("invoicing.discard_purchase_invoices", _("Discard"), roles=("accountant", "buyer"), sets="invoices")
def discard_purchase_invoices(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Put received invoices that were not posted aside; their matches are taken back, and the supplier's number or file may be entered again."""
    locked = lock(unit, invoices, type=TYPE, states=("draft", "waiting", "matched"))
    ids = [d.id for d in locked]
    purchases_discarded.tell(PurchasesDiscarded(tuple(ids)), unit=unit)
    move(unit, locked, "discard")
    return ids


def _day(unit: Unit, invoices: Sequence[UUID], asked: date) -> date:
    """The day asked for, never before the invoices were booked; the first open one after it where its month is locked."""
    ((booked,),) = unit.rows(BOOKED, [list(invoices)])
    wanted = max(asked, booked)
    day = booking_day(wanted, wanted, {month for (month,) in unit.rows(OPEN)})
    if day is None:
        raise Refused([NoOpenMonth(month=f"{wanted:%Y-%m}", field="on")])
    return day
