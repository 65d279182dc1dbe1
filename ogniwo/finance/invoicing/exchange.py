"""Reading the rates of invoices in foreign currencies: the books', the tax act's and income tax's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.money.rules import convert
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.words import said

USES = {"books": _("Books"), "tax": _("VAT"), "income": _("Income tax")}
RATES = """SELECT h.net, h.tax, h.rate, h.rate_per, h.rate_source, i.rate_number, h.rate_day, i.tax_rate, i.tax_rate_per, i.tax_rate_source, i.tax_rate_number, i.tax_rate_day,
    i.income_rate, i.income_rate_per, i.income_rate_source, i.income_rate_number, i.income_rate_day
  FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id JOIN trade_tradedocument h ON h.document_id = i.document_id
  JOIN tenancy_company c ON c.id = i.company_id WHERE i.document_id = %s AND d.currency <> c.currency"""
ABROAD = """SELECT i.document_id, d.type, coalesce(n.text, h.their_reference, ''), i.register, coalesce(s.name, ''), i.entry_day, d.currency, h.net, h.rate, h.rate_per,
    i.income_rate, i.income_rate_per, i.income_rate_source, i.income_rate_number, i.income_rate_day
  FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id JOIN trade_tradedocument h ON h.document_id = i.document_id JOIN tenancy_company c ON c.id = i.company_id
  LEFT JOIN numbering_number n ON n.document_id = d.id LEFT JOIN documents_subject s ON s.id = d.subject_id
  WHERE d.state = 'posted' AND d.currency <> c.currency AND i.entry_day >= %(since)s AND i.entry_day <= %(as_of)s AND (%(register)s = '' OR i.register = %(register)s)
  ORDER BY i.register DESC, i.entry_day, i.document_id"""


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate of an invoice: ``rate`` company units for ``per`` of its currency, by its table and day; net and tax at it. ``use`` in words."""

    use: str
    rate: Decimal | None
    per: int
    source: str
    number: str
    day: date | None
    net: Decimal | None
    tax: Decimal | None

    @property
    def table(self) -> str:
        """The table and its number, and for how many units it is."""
        return " ".join(part for part in (self.source, self.number, f"/ {self.per}" if self.per > 1 else "") if part)


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """Net of a posted foreign invoice in company currency, as the books have it and as income tax counts it; ``difference``: tax less books."""

    document_id: UUID
    type: str
    number: str
    register: str
    party: str
    day: date
    currency: str
    net_doc: Decimal
    rate: Decimal
    books: Decimal
    income_rate: Decimal
    source: str
    table: str
    rate_day: date | None
    income: Decimal
    difference: Decimal


@query("invoicing.rates", _("Exchange rates of an invoice"), roles=("accountant",))
def rates(invoice: UUID, *, acting: Acting) -> list[RateRow]:
    """The books' rate, the tax act's and income tax's, each with its table and day; nothing for an invoice in the company's currency."""
    found = rows(acting, RATES, [invoice])
    if not found:
        return []
    net, tax, *rest = found[0]
    out = []
    for n, title in enumerate(USES.values()):
        rate, per, source, number, day = rest[n * 5 : n * 5 + 5]
        at = [convert(amount, rate, per=Decimal(per)) if rate else None for amount in (net, tax)]
        out.append(RateRow(said(title, acting.language), rate, per, source, number, day, *at))
    return out


@query("invoicing.rates_form", _("Rates of an invoice as they are"), roles=("accountant",))
def rates_form(invoice: UUID, *, acting: Acting) -> dict[str, object]:
    """The form of an invoice's rates, filled with them."""
    names = dict(zip(USES, rates(invoice, acting=acting), strict=False))
    return {"invoice": invoice, **{use: {"rate": r.rate, "per": r.per, "source": r.source, "number": r.number, "day": r.day} for use, r in names.items() if r.rate}}


@query("invoicing.income_rates", _("Foreign invoices for income tax"), roles=("accountant",))
def income_rates(*, as_of: date, since: date | None = None, register: str = "", acting: Acting) -> list[IncomeRow]:
    """Posted invoices in foreign currencies booked from ``since`` (the year's start) to ``as_of``: revenue and cost at the books' rate and at income tax's.

    Company currency. Where income tax has no rate of its own, the books' stands. Source: CIT act, art. 12 ust. 2, 15 ust. 1.
    """
    out = []
    for row in rows(acting, ABROAD, {"as_of": as_of, "since": since or as_of.replace(month=1, day=1), "register": register}):
        net, rate, per, income_rate, income_per, source, table, day = row[7:]
        books = convert(net, rate, per=Decimal(per))
        income = convert(net, income_rate, per=Decimal(income_per)) if income_rate else books
        out.append(IncomeRow(*row[:8], rate, books, income_rate or rate, source, table, day, income, income - books))
    return out
