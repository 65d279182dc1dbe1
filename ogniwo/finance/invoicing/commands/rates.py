"""The rates of invoices in foreign currencies: the tax act's, the books' and income tax's, each with its table and day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.errors import HomeCurrency
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.errors import NotARate
from ogniwo.masterdata.taxation.queries import Exchange

TYPES = ("invoicing.invoice", "invoicing.correction", "invoicing.purchase_invoice")
HAND = "manual"
NOW = """SELECT d.currency <> c.currency, h.rate, i.tax_rate, i.income_rate FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id
  JOIN trade_tradedocument h ON h.document_id = i.document_id JOIN tenancy_company c ON c.id = i.company_id WHERE i.document_id = %s"""
SET = {
    "books": (
        "UPDATE trade_tradedocument SET rate = %s, rate_per = %s, rate_source = %s, rate_day = %s WHERE document_id = %s",
        "UPDATE invoicing_invoice SET rate_number = %s WHERE document_id = %s",
    ),
    "tax": (
        "UPDATE invoicing_invoice SET tax_rate = %s, tax_rate_per = %s, tax_rate_source = %s, tax_rate_day = %s WHERE document_id = %s",
        "UPDATE invoicing_invoice SET tax_rate_number = %s WHERE document_id = %s",
    ),
    "income": (
        "UPDATE invoicing_invoice SET income_rate = %s, income_rate_per = %s, income_rate_source = %s, income_rate_day = %s WHERE document_id = %s",
        "UPDATE invoicing_invoice SET income_rate_number = %s WHERE document_id = %s",
    ),
}
ORIGINALS = """SELECT document_id, tax_rate, tax_rate_per, tax_rate_source, tax_rate_day, tax_rate_number, income_rate, income_rate_per, income_rate_source,
  income_rate_day, income_rate_number, rate_number FROM invoicing_invoice WHERE document_id = ANY(%s) AND tax_rate IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class RateInput:
    """``rate`` company units for ``per`` (one, when empty) of the currency, by table ``number`` of ``source`` (by hand, when empty) for ``day``."""

    rate: Decimal
    day: date
    per: int | None = None
    source: str = ""
    number: str = ""


@command("invoicing.set_rates", _("Set exchange rates"), roles=("accountant",))
def set_rates(invoice: UUID, *, books: RateInput | None = None, tax: RateInput | None = None, income: RateInput | None = None, unit: Unit, acting: Acting) -> UUID:
    """Set the rates of an invoice in a foreign currency that is not posted yet: the books', the tax act's, income tax's.

    One left out stays as it is. Raises Refused: HomeCurrency, NotARate.
    Source: accounting act (UoR) art. 30 ust. 2; VAT act art. 31a; CIT act art. 12 ust. 2, 15 ust. 1.
    """
    lock(unit, [invoice], type=TYPES, states=("draft", "matched", "waiting"))
    given = {use: rate for use, rate in (("books", books), ("tax", tax), ("income", income)) if rate is not None}
    ((foreign, *before),) = unit.rows(NOW, [invoice])
    if not foreign:
        raise Refused([HomeCurrency(record=invoice)])
    if wrong := [NotARate(record=invoice, percent=r.rate, field=f"{use}.rate") for use, r in given.items() if not r.rate.is_finite() or r.rate <= 0 or (r.per or 1) <= 0]:
        raise Refused(wrong)
    old = dict(zip(("books", "tax", "income"), before, strict=True))
    for use, r in given.items():
        where, number = SET[use]
        unit.do(where, [r.rate, r.per or 1, r.source or HAND, r.day, invoice])
        unit.do(number, [r.number[:30], invoice])
        unit.changed(invoice, f"{use}_rate", old[use], r.rate)
    return invoice


def stated(name: str, found: Exchange | None) -> dict[str, Any]:
    """A found rate as columns of an invoice; ``name``: tax or income."""
    if found is None:
        return {}
    values = {"rate": found.rate, "rate_per": found.per, "rate_source": found.source, "rate_day": found.day, "rate_number": found.number}
    return {f"{name}_{column}": value for column, value in values.items()}


def rates_of_originals(unit: Unit, invoices: Sequence[UUID]) -> Mapping[UUID, dict[str, Any]]:
    """The rates corrections take from the invoices they correct, as columns (VAT act, art. 31a; CIT act, art. 12 ust. 3j)."""
    names = ("tax_rate", "tax_rate_per", "tax_rate_source", "tax_rate_day", "tax_rate_number", "income_rate", "income_rate_per", "income_rate_source", "income_rate_day",
             "income_rate_number", "rate_number")  # fmt: skip
    return {document: dict(zip(names, rest, strict=True)) for document, *rest in unit.rows(ORIGINALS, [list(invoices)])}
