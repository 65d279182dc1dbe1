"""Received invoices: written as they stand, never recomputed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.commands.rates import stated
from ogniwo.finance.invoicing.errors import ReceivedAlready
from ogniwo.finance.invoicing.models import Invoice
from ogniwo.finance.invoicing.rules import purchase_rate_days
from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import cause
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import ZERO, rounded, rounded_to_sum, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.errors import NoTerms
from ogniwo.masterdata.taxation.errors import NoRate
from ogniwo.masterdata.taxation.queries import Exchange, exchange_before, rates_on
from ogniwo.masterdata.taxation.rules import Rate, Taxed, TaxedLine
from ogniwo.masterdata.trade.commands import write_computed
from ogniwo.masterdata.trade.rules import Computed, ComputedLine, HeaderInput, LineInput

TYPE = "invoicing.purchase_invoice"
HAVE = """SELECT h.party_id, h.their_reference FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id
  WHERE d.type = 'invoicing.purchase_invoice' AND d.state NOT IN ('void', 'discarded') AND (h.party_id, h.their_reference) IN (SELECT * FROM unnest(%s::uuid[], %s::text[]))"""


# The lock makes two people who enter one supplier's invoice see each other.
PARTIES = "SELECT party_id, payment_days FROM parties_partyterms WHERE party_id = ANY(%s) ORDER BY party_id FOR NO KEY UPDATE"
PRODUCTS = "SELECT p.id, p.code FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class StatedLine:
    """A line as the supplier wrote it. ``net`` is theirs; ``tax`` empty where they state tax by rate only."""

    description: str
    quantity: Decimal
    net: Decimal
    tax_class: str
    price: Decimal = ZERO
    unit: str = ""
    tax: Decimal | None = None
    product: UUID | None = None
    discount_percent: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class PurchaseInput:
    """A received invoice. ``taxes``: tax class -> tax as stated; ``payable_total`` what the document says is due.

    ``payment_method``: transfer, split (split payment), cash or card. ``rate``: company units for one of ``currency``, by hand or as the document states. ``details``: what else it says.
    """

    party: UUID
    number: str
    issued_on: date
    lines: tuple[StatedLine, ...]
    payable_total: Decimal
    received_on: date
    supplied_on: date | None = None
    due_on: date | None = None
    currency: str = "PLN"
    taxes: Mapping[str, Decimal] = field(default_factory=dict)
    rate: Decimal | None = None
    rate_day: date | None = None
    bank_account: str = ""
    payment_method: str = "transfer"
    note: str = ""
    corrects: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    state: str = "draft"


@command("invoicing.receive_invoices", _("Enter a received invoice"), roles=("accountant", "buyer"))
def receive_invoices(invoices: Sequence[PurchaseInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write drafts of received invoices with the amounts they state; nothing is recomputed.

    Where the stated tax of a rate is not the sum of its lines', the difference stands on its largest line; what is left
    between the lines and ``payable_total`` is booked as rounding. Raises Refused: ReceivedAlready, NotOurs, NoTaxRate.
    """
    wrong: list[BusinessError] = []
    parties = {row[0]: row for row in unit.rows(PARTIES, [[i.party for i in invoices]])}
    have = set(unit.rows(HAVE, [[i.party for i in invoices], [i.number for i in invoices]]))
    wrong += [ReceivedAlready(record=n, number=i.number) for n, i in enumerate(invoices) if (i.party, i.number) in have]
    wrong += [NoTerms(record=n) for n, i in enumerate(invoices) if i.party not in parties]
    codes = dict(unit.rows(PRODUCTS, [list({line.product for i in invoices for line in i.lines if line.product})]))
    rates = {key: found.rate for key, found in rates_on(unit, {i.supplied_on or i.issued_on for i in invoices}).items()}
    computed = [_computed(n, i, codes, rates, wrong) for n, i in enumerate(invoices)]
    if wrong:
        raise Refused(wrong)
    found = _exchange(unit, invoices)
    computed = [_at_books_rate(i, c, f) for i, c, f in zip(invoices, computed, found, strict=True)]
    written = [write_computed(unit, TYPE, i.state, [c])[0] for i, c in zip(invoices, computed, strict=True)]
    for i, w, f in zip(invoices, written, found, strict=True):
        days = parties[i.party][1] or 0
        unit.add(draft(Invoice)(
            document_id=w.id, register="purchase", issued_on=i.issued_on, supplied_on=i.supplied_on or i.issued_on, tax_point=i.supplied_on or i.issued_on,
            due_on=i.due_on or i.issued_on + timedelta(days=days), received_on=i.received_on, payable_total=i.payable_total, corrects_id=i.corrects,
            bank_account=i.bank_account, payment_method=i.payment_method, details=dict(i.details), **_rates(i, f),
        ))  # fmt: skip
    cause(unit, [(i.corrects, w.id, "corrects") for i, w in zip(invoices, written, strict=True) if i.corrects])
    return [w.id for w in written]


@command("invoicing.receive_invoice", _("Enter a purchase invoice"), roles=("accountant", "buyer"))
def receive_invoice(invoice: PurchaseInput, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Enter one received invoice by hand, as it stands on paper."""
    return receive_invoices([invoice], unit=unit)


def _exchange(unit: Unit, invoices: Sequence[PurchaseInput]) -> list[dict[str, Exchange]]:
    """The last rates before the days of each foreign invoice, by use: books (UoR art. 30 ust. 2), tax, income. Missing ones are absent."""
    home = company_currency(unit)
    sought: list[dict[str, tuple[str, date]]] = []
    for i in invoices:
        supplied = i.supplied_on or i.issued_on
        days = purchase_rate_days(supplied, i.issued_on)
        uses = {"books": supplied, "tax": days.tax, "income": days.income}
        sought.append({use: (i.currency, day) for use, day in uses.items()} if i.currency != home else {})
    rates = exchange_before(unit, {key for uses in sought for key in uses.values()})
    return [{use: rates[key] for use, key in uses.items() if key in rates} for uses in sought]


def _at_books_rate(i: PurchaseInput, c: Computed, found: Mapping[str, Exchange]) -> Computed:
    books = found.get("books")
    return c if i.rate or books is None else replace(c, rate=books.rate, rate_per=books.per, rate_source=books.source, rate_day=books.day)


def _rates(i: PurchaseInput, found: Mapping[str, Exchange]) -> dict[str, Any]:
    """The rates of the tax act and of income tax as columns. The one the document states is the tax act's and the books'."""
    given = {name: {f"{name}_rate": i.rate, f"{name}_rate_source": "stated", f"{name}_rate_day": i.rate_day} for name in ("tax", "income")} if i.rate else {"tax": {}, "income": {}}
    tax = given["tax"] or stated("tax", found.get("tax"))
    books = found.get("books")
    return {**tax, **(stated("income", found.get("income")) or given["income"]), "rate_number": books.number if books and not i.rate else ""}


def _computed(n: int, i: PurchaseInput, codes: Mapping[UUID, str], rates: Mapping[tuple[str, date], Rate], wrong: list[BusinessError]) -> Computed:
    on = i.supplied_on or i.issued_on
    found: list[Rate] = []
    for k, line in enumerate(i.lines):
        if (line.tax_class, on) not in rates:
            wrong.append(NoRate(record=n, line=k, tax_class=line.tax_class, day=on))
        found.append(rates.get((line.tax_class, on)) or Rate(line.tax_class, None))
    lines = tuple(
        ComputedLine(
            given=LineInput(product=line.product, description=line.description, quantity=line.quantity, unit=line.unit, price=line.price, tax_class=line.tax_class),
            product=line.product, code=codes.get(line.product, "") if line.product else "", description=line.description, unit=line.unit, quantity=line.quantity,
            quantity_base=line.quantity, price=line.price, price_reason="stated", discount_percent=line.discount_percent, rate=rate, net=line.net, tax=tax,
            gross=line.net + tax, cost_estimate=None,
        )
        for line, rate, tax in zip(i.lines, found, _tax(i, found), strict=True)
    )  # fmt: skip
    header = HeaderInput(
        party=i.party, day=i.issued_on, currency=i.currency, payment_days=((i.due_on or i.issued_on) - i.issued_on).days, their_reference=i.number, note=i.note, buying=True,
    )  # fmt: skip
    as_stated = Taxed.of(TaxedLine(k, line.rate, line.net, line.tax, line.gross) for k, line in enumerate(lines))
    return Computed(header, "", lines, as_stated, (), rate=i.rate, rate_source="stated" if i.rate else "", rate_day=i.rate_day)


def _tax(i: PurchaseInput, rates: Sequence[Rate]) -> list[Decimal]:
    """Tax of each line as stated; where it is stated by rate, its lines sum to that."""
    taxes = [ZERO] * len(rates)
    groups: dict[str, list[int]] = defaultdict(list)
    for k, rate in enumerate(rates):
        groups[rate.code].append(k)
    for code, members in groups.items():
        exact = [_exact(i.lines[k], rates[k]) for k in members]
        for k, tax in zip(members, rounded_to_sum(exact, rounded(total(exact))), strict=True):
            taxes[k] = tax
        if code in i.taxes:  # what the supplier's own rounding adds stands on the rate's largest line
            largest = max(members, key=lambda k: abs(i.lines[k].net))
            taxes[largest] += i.taxes[code] - total(taxes[k] for k in members)
    return taxes


def _exact(line: StatedLine, rate: Rate) -> Decimal:
    return line.net * (rate.percent or ZERO) / 100 if line.tax is None else line.tax
