"""Posting invoices of both registers: books, tax register, open items, legal numbers, in one act."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing import posting
from ogniwo.finance.invoicing.errors import NoOpenMonth, TaxPeriodLocked
from ogniwo.finance.invoicing.hooks import InvoicesPosted, invoices_posted
from ogniwo.finance.invoicing.posting import Posting
from ogniwo.finance.invoicing.rules import booking_day
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit, spread

TYPES = ("invoicing.invoice", "invoicing.correction", "invoicing.purchase_invoice")
OPEN = "SELECT area, month FROM books_period WHERE NOT locked AND area IN ('books', 'sales', 'purchases', 'vat')"
DAYS = """UPDATE invoicing_invoice i SET tax_period = u.p, entry_day = u.e FROM unnest(%s::uuid[], %s::date[], %s::date[]) u(i, p, e) WHERE i.document_id = u.i"""


@command("invoicing.post_invoices", _("Approve and post"), roles=("accountant", "seller"), sets="invoices")
def post_invoices(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post draft invoices and corrections, sales and purchases, all or none: books, tax, open items, legal numbers.

    Each is booked on its day of supply while that month is open, else on the first open day; its tax is declared in
    the month of its tax point. Raises Refused with every reason for every invoice.
    """
    locked = lock(unit, invoices, type=TYPES, states=("draft", "matched"))
    unit.flush()
    postings = posting.load(unit, invoices)
    if postings:
        unit.notes["currency"] = postings[0].base  # the books ask for it next
    _days(unit, postings)
    move(unit, locked, "post")
    number(unit, [ToNumber(p.document_id, p.type, p.branch_id, p.issued_on if p.register == "sale" else p.entry_day, again=p.replaces) for p in postings])
    unit.do(DAYS, spread([(p.document_id, p.tax_period, p.entry_day) for p in postings], 3))
    books.write(unit, posting.drafts(unit, postings))
    invoices_posted.tell(InvoicesPosted(tuple(invoices)), unit=unit)
    return list(invoices)


def _days(unit: Unit, postings: Sequence[Posting]) -> None:
    """Choose the entry day and the tax period of each; raises Refused where no month is open."""
    months: dict[str, set[date]] = {}
    for area, month in unit.rows(OPEN):
        months.setdefault(area, set()).add(month)
    wrong: list[BusinessError] = []
    for p in postings:
        area = "sales" if p.register == "sale" else "purchases"
        day = booking_day(p.supplied_on, p.issued_on, months.get("books", set()) & months.get(area, set()))
        period = (p.tax_point if p.register == "sale" else max(p.tax_point, p.received_on or p.tax_point)).replace(day=1)
        if day is None:
            wrong.append(NoOpenMonth(record=p.document_id, month=f"{p.supplied_on:%Y-%m}"))
        elif period not in months.get("vat", set()):
            wrong.append(TaxPeriodLocked(record=p.document_id, month=f"{period:%Y-%m}"))
        else:
            p.entry_day, p.tax_period = day, period
    if wrong:
        raise Refused(wrong)
