"""Writing draft sales invoices, by hand or from lines of other documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.commands.post_invoices import book, choose_days
from ogniwo.finance.invoicing.commands.rates import stated
from ogniwo.finance.invoicing.errors import SupplyAfterIssue
from ogniwo.finance.invoicing.models import Invoice
from ogniwo.finance.invoicing.posting import of_written
from ogniwo.finance.invoicing.rules import sale_rate_days
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import exchange_before
from ogniwo.masterdata.trade.commands import Written, derive_documents, write_documents
from ogniwo.masterdata.trade.queries.sources import Source
from ogniwo.masterdata.trade.rules import Derivation, HeaderInput, LineInput, Take

TYPE = "invoicing.invoice"
AHEAD_DAYS = 60
InvoiceDraft = draft(Invoice)


@dataclass(frozen=True, slots=True)
class InvoiceInput:
    """An invoice to write: ``header.day`` is the issue date; ``supplied_on`` empty is the same day."""

    header: HeaderInput
    lines: tuple[LineInput, ...]
    supplied_on: date | None = None


@command("invoicing.write_invoices", _("Write an invoice"), roles=("accountant", "seller"))
def write_invoices(invoices: Sequence[InvoiceInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft sales invoices that come from no other document. Prices left empty come from the price lists.

    Raises Refused with every reason for every line (trade.*), SupplyAfterIssue.
    """
    late = [
        SupplyAfterIssue(record=n, supplied_on=i.supplied_on, issued_on=i.header.day)
        for n, i in enumerate(invoices) if i.supplied_on and i.supplied_on > i.header.day + timedelta(days=AHEAD_DAYS)
    ]  # fmt: skip
    if late:
        raise Refused(late)
    written = write_documents(unit, TYPE, "draft", [(i.header, i.lines) for i in invoices])
    add_invoices(unit, written, [i.supplied_on or i.header.day for i in invoices])
    return [w.id for w in written]


@command("invoicing.write_invoice", _("New invoice"), roles=("accountant", "seller"))
def write_invoice(header: HeaderInput, lines: Sequence[LineInput], *, supplied_on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Write one draft sales invoice. The date of the header is the date of issue; an empty supply date is the same day."""
    return write_invoices([InvoiceInput(header, tuple(lines), supplied_on)], unit=unit)


def issuing(on: date, *, together: bool = False) -> Derivation:
    """How invoices issued ``on`` are made of lines of deliveries or orders (flow ``invoiced``)."""
    return Derivation(TYPE, "posted", "invoiced", on, together=together)


def issue_invoices(takes: Sequence[Take], how: Derivation, sources: Mapping[int, Source], *, supply_days: Mapping[int, date], unit: Unit) -> list[UUID]:
    """Issue and post invoices as `issuing` says, part of the caller's act, which has locked and read their ``sources``.

    ``supply_days``: the day of supply of each source line; a collective invoice has the latest. Raises Refused with TooMuch for what is
    invoiced already, NoOpenMonth, TaxPeriodLocked.
    """
    made = derive_documents(unit, takes, how, sources)
    invoices = add_invoices(unit, made, [max(supply_days[line] for line in w.sources) for w in made])
    postings = [of_written(w, invoice, sources) for w, invoice in zip(made, invoices, strict=True)]
    choose_days(unit, postings)
    for p, invoice in zip(postings, invoices, strict=True):
        invoice.tax_period, invoice.entry_day = p.tax_period, p.entry_day
    book(unit, postings)
    return [w.id for w in made]


def add_invoices(unit: Unit, written: Sequence[Written], supplied: Sequence[date], **more: Any) -> list[Any]:
    """Add the invoices' own rows to written trade documents; where the currency is foreign, with the rates of the tax act and of income tax; returns them."""
    days = [sale_rate_days(day, w.computed.header.day) for w, day in zip(written, supplied, strict=True)]
    foreign = {(w.computed.header.currency, day) for w, d in zip(written, days, strict=True) if w.computed.rate for day in (d.tax, d.income, w.computed.header.day)}
    rates = exchange_before(unit, foreign) if foreign else {}
    made = []
    for w, day, sought in zip(written, supplied, days, strict=True):
        currency, header = w.computed.header.currency, w.computed.header
        books = rates.get((currency, header.day))
        made.append(InvoiceDraft(**{
            "document_id": w.id, "register": "sale", "issued_on": header.day, "supplied_on": day, "tax_point": day, "due_on": header.day + timedelta(days=header.payment_days),
            "payable_total": w.header.gross, **_books_rate("tax", w), **_books_rate("income", w), **stated("tax", rates.get((currency, sought.tax))),
            **stated("income", rates.get((currency, sought.income))), "rate_number": books.number if books and books.day == w.computed.rate_day else "", **more,
        }))  # fmt: skip
    unit.add(made)
    return made


def _books_rate(name: str, w: Written) -> dict[str, Any]:
    """The books' own rate, where no table before the day is known."""
    c = w.computed
    return {f"{name}_rate": c.rate, f"{name}_rate_per": c.rate_per, f"{name}_rate_source": c.rate_source, f"{name}_rate_day": c.rate_day}
