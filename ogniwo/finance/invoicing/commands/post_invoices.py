"""Posting invoices of both registers: books, tax register, open items, legal numbers, in one act."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing import posting
from ogniwo.finance.invoicing.errors import NoOpenMonth, TaxPeriodLocked
from ogniwo.finance.invoicing.hooks import InvoicesPosted, invoices_posted
from ogniwo.finance.invoicing.posting import Posting
from ogniwo.finance.invoicing.rules import Declared, Months, booking_day, purchase_period, sale_period
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.taxation.errors import NoExchangeRate

TYPES = ("invoicing.invoice", "invoicing.correction", "invoicing.purchase_invoice")
MONTHS = "SELECT area, month, locked FROM books_period WHERE area IN ('books', 'sales', 'purchases', 'vat')"
CORRECTS = "books.lock_month"
"""Who may lock a month of tax may add to a locked one: its declaration is to be corrected then."""
DAYS = """UPDATE invoicing_invoice i SET tax_period = u.p, entry_day = u.e FROM unnest(%s::uuid[], %s::date[], %s::date[]) u(i, p, e) WHERE i.document_id = u.i"""


@command("invoicing.post_invoices", _("Approve and post"), roles=("accountant", "seller"), sets="invoices")
def post_invoices(invoices: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post draft invoices and corrections, sales and purchases, all or none: books, tax, open items, legal numbers.

    Each is booked on its day of supply while that month is open, else on the first open day. Its tax due is declared in the
    month of its tax point; once the tax of that month is locked, as a correction of its register, by who may lock months.
    Input tax is deducted in the month chosen, else in the first open one of its month and the three after. Raises Refused
    with every reason for every invoice. Source: Polish VAT act, art. 19a, 86 ust. 10-13.
    """
    locked = lock(unit, invoices, type=TYPES, states=("draft", "matched"))
    unit.flush()
    postings = posting.load(unit, invoices)
    choose_days(unit, postings)
    move(unit, locked, "post")
    unit.do(DAYS, spread([(p.document_id, p.tax_period, p.entry_day) for p in postings], 3))
    book(unit, postings)
    return list(invoices)


def book(unit: Unit, postings: Sequence[Posting]) -> None:
    """Number and book invoices whose days are chosen, and tell of them."""
    number(unit, [ToNumber(p.document_id, p.type, p.branch_id, p.issued_on if p.register == "sale" else p.entry_day, again=p.replaces) for p in postings])
    books.write(unit, posting.drafts(unit, postings))
    invoices_posted.tell(InvoicesPosted(tuple(p.document_id for p in postings)), unit=unit)


def choose_days(unit: Unit, postings: Sequence[Posting]) -> None:
    """Choose the entry day and the tax period of each; raises Refused where no month is open."""
    months: dict[str, set[date]] = defaultdict(set)
    locked: set[date] = set()
    for area, month, shut in unit.rows(MONTHS):
        if not shut:
            months[area].add(month)
        elif area == "vat":
            locked.add(month)
    tax = Months(months["vat"], locked)
    wrong: list[BusinessError] = []
    for p in postings:
        area = "sales" if p.register == "sale" else "purchases"
        day = booking_day(p.supplied_on, p.issued_on, months["books"] & months[area])
        declared = _declared(p, unit.acting.today, tax)
        if p.foreign and not p.rate:
            wrong.append(NoExchangeRate(record=p.document_id, currency=p.currency, day=p.supplied_on))
        if day is None:
            wrong.append(NoOpenMonth(record=p.document_id, month=f"{p.supplied_on:%Y-%m}"))
        elif declared is None or (declared.corrected_on and not unit.acting.may(CORRECTS)):
            month = declared.period if declared else p.chosen_period or _tax_day(p)
            wrong.append(TaxPeriodLocked(record=p.document_id, month=f"{month:%Y-%m}"))
        else:
            p.entry_day, p.tax_period, p.corrected_on = day, declared.period, declared.corrected_on
    if wrong:
        raise Refused(wrong)


def _tax_day(p: Posting) -> date:
    """When its tax point was, and a received invoice was there."""
    return p.tax_point if p.sale else max(p.tax_point, p.received_on or p.tax_point)


def _declared(p: Posting, today: date, months: Months) -> Declared | None:
    return sale_period(p.tax_point, today, months) if p.sale else purchase_period(_tax_day(p), today, months, chosen=p.chosen_period)
