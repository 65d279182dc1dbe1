"""Taking back posted payments: a line of a statement that was accepted wrongly waits again."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.hooks import PurchasesToVoid, purchases_to_void
from ogniwo.finance.invoicing.rules import booking_day
from ogniwo.finance.treasury.commands.matching import propose
from ogniwo.finance.treasury.errors import InPaymentRun, NoOpenMonth
from ogniwo.finance.treasury.hooks import PaymentsTakenBack, payments_taken_back
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

STATEMENT, PAYMENT = "treasury.statement", "treasury.payment"
PAYMENTS = "SELECT p.document_id, p.booked_on, l.document_id, p.line_id FROM treasury_payment p JOIN treasury_statementline l ON l.line_id = p.line_id WHERE p.document_id = ANY(%s)"
OPEN = "SELECT month FROM books_period WHERE area = 'books' AND NOT locked"
FLOWED = "SELECT f.source_id, f.target_id, f.kind, -f.quantity FROM documents_flow f JOIN documents_line t ON t.id = f.target_id WHERE t.document_id = ANY(%s) AND f.kind = 'paid'"
WAITS = "UPDATE treasury_statementline SET state = 'open', payment_id = NULL WHERE payment_id = ANY(%s)"
AGAIN = """UPDATE treasury_runline r SET live = true, paid_on = NULL FROM treasury_match m, treasury_payment p, documents_document d
  WHERE p.document_id = ANY(%s) AND m.line_id = p.line_id AND r.item_id = m.item_id AND m.amount < 0 AND r.paid_on = p.booked_on AND NOT r.live
    AND d.id = r.document_id AND d.state = 'sent' AND NOT EXISTS (SELECT 1 FROM treasury_runline o WHERE o.item_id = r.item_id AND o.live)"""
ITEMS = """SELECT i.document_id FROM ledger_openitem i WHERE i.document_id = ANY(%s) AND (
    EXISTS (SELECT 1 FROM treasury_runline r WHERE r.item_id = i.id AND r.live)
    OR EXISTS (SELECT 1 FROM treasury_runcredit c JOIN treasury_runline r ON r.line_id = c.line_id AND r.live WHERE c.item_id = i.id)
    OR EXISTS (SELECT 1 FROM treasury_match m JOIN treasury_statementline l ON l.line_id = m.line_id AND l.payment_id IS NULL WHERE m.item_id = i.id AND m.accepted))"""


@command("treasury.take_back_payments", _("Take the payment back"), roles=("accountant",), sets="payments")
def take_back_payments(payments: Sequence[UUID], *, reason: str, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Take posted payments back, when a line of a statement was accepted wrongly: the entry by red storno, the settlements by opposite ones.

    What they settled is open again, and the lines of the statement wait at the desk with a new proposal. What a payment's own prepayment had
    settled later is undone too. ``on``: today when left out, never before the payment; the first open day after it where that month is locked.
    The money itself is not touched: the bank's line is still there, to be matched rightly. Raises Refused: WrongState, NoOpenMonth.
    """
    rows = unit.rows(PAYMENTS, [list(payments)])
    statements = documents.lock(unit, list(dict.fromkeys(row[2] for row in rows)), type=STATEMENT)
    locked = documents.lock(unit, payments, type=PAYMENT, states=("posted",))
    day = _day(unit, max([on or acting.today, *(row[1] for row in rows)]))
    documents.move(unit, locked, "void")
    ids = [d.id for d in locked]
    books.reverse(unit, ids, on=day)
    unit.do(AGAIN, [ids])
    unit.do(WAITS, [ids])
    unit.do("DELETE FROM treasury_match WHERE line_id = ANY(%s)", [[row[3] for row in rows]])
    documents.link(unit, unit.rows(FLOWED, [ids]))
    documents.move(unit, [s for s in statements if s.state == "posted"], "reopen")
    for payment in ids:
        unit.changed(payment, "reason", None, reason)
    unit.flush()
    propose(unit, statements=[s.id for s in statements])
    payments_taken_back.tell(PaymentsTakenBack(tuple(ids), day), unit=unit)
    return ids


def _day(unit: Unit, wanted: date) -> date:
    day = booking_day(wanted, wanted, {month for (month,) in unit.rows(OPEN)})
    if day is None:
        raise Refused([NoOpenMonth(month=f"{wanted:%Y-%m}")])
    return day


@purchases_to_void.listen
def refuse_about_to_be_paid(asked: PurchasesToVoid, *, unit: Any) -> Iterable[BusinessError]:
    """An invoice in a payment run, or accepted for a line of a statement that is not posted yet, is not taken back."""
    return [InPaymentRun(record=document) for (document,) in unit.rows(ITEMS, [list(asked.invoices)])]
