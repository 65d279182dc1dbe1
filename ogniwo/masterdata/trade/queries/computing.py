"""The one way from what was typed to a document's figures: for the grid on the screen and for what is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.money.rules import places as places_of
from ogniwo.kernel.money.rules import product as times
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.catalog.errors import NoOwnField, NotItsUnit, OwnFieldWrong
from ogniwo.masterdata.catalog.queries import Item, PriceAsk, items, list_prices, own_of_documents, supplier_prices
from ogniwo.masterdata.catalog.rules import ListPrice, PriceFound, Wanted, price_for
from ogniwo.masterdata.catalog.rules.custom import NoSuchField, Own, WrongValue, values
from ogniwo.masterdata.parties.errors import NoTerms
from ogniwo.masterdata.taxation.errors import NoRate
from ogniwo.masterdata.taxation.queries import ClassRate, Exchange, exchange_before, rates_on
from ogniwo.masterdata.taxation.rules import PricedLine, PriceMode, Rate, Rounding, taxed
from ogniwo.masterdata.trade.errors import NoPrice, NoProduct, NoText, WrongCurrency, WrongDiscount, WrongPrice, WrongQuantity
from ogniwo.masterdata.trade.hooks import COSTS
from ogniwo.masterdata.trade.rules import Computed, ComputedLine, HeaderInput, LineInput

Given = Sequence[tuple[HeaderInput, Sequence[LineInput]]]
USUAL_DAYS = 14
TERMS = """SELECT c.currency, c.policies, (SELECT code FROM taxation_taxclass WHERE active ORDER BY position, code LIMIT 1),
  t.party_id, p.name, t.party_class, t.payment_days, t.currency, t.tax_class_id
  FROM tenancy_company c LEFT JOIN (parties_partyterms t JOIN parties_party p ON p.subject_id = t.party_id) ON t.party_id = ANY(%s)
  WHERE c.id = nullif(current_setting('ogniwo.company', true), '')::int"""


@dataclass(frozen=True, slots=True)
class _Party:
    name: str
    party_class: str
    payment_days: int | None
    currency: str
    tax_class: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """All that documents of one computation need, read with one statement each."""

    currency: str
    days: int
    tax_class: str
    parties: dict[UUID, _Party]
    items: dict[UUID, Item]
    codes: dict[str, UUID]
    rates: dict[tuple[str, date], ClassRate]
    prices: dict[str, list[ListPrice]]
    supplier: list[ListPrice]
    exchange: dict[tuple[str, date], Exchange]
    costs: dict[UUID, Decimal]
    own: dict[str, Own]


def compute(rows: Rows, documents: Given, *, estimate: bool = True) -> list[Computed]:
    """Documents decided and summed, faults by line within; the same few statements for one document and for a thousand.

    ``rows``: a Unit in commands, a Reader in queries. A document is computed as of its header's day.
    """
    known = _read(rows, documents, estimate=estimate)
    return [_document(known, header, lines) for header, lines in documents]


def _read(rows: Rows, documents: Given, *, estimate: bool) -> _Known:
    headers = [header for header, _lines in documents]
    lines = [line for _header, some in documents for line in some]
    parties: dict[UUID, _Party] = {}
    company: tuple[Any, ...] = ()
    for own, policies, first, pk, *rest in rows.rows(TERMS, [list({h.party for h in headers})]):
        company = own, data(policies), first
        if pk:
            parties[pk] = _Party(*rest)
    currency, policy, first = company
    found = items(rows, [x.product for x in lines if x.product], [x.code for x in lines if x.code and not x.product])
    days = {h.day for h in headers}
    unpriced = set(found) if any(x.price is None for x in lines) else set()
    currencies = {c for h in headers for c in (h.currency, parties[h.party].currency if h.party in parties else "") if c} | {currency}
    ask = PriceAsk(list(parties), unpriced, currencies, days or {date.min})
    foreign = {(c, h.day) for h in headers for c in currencies if c != currency}
    costs: dict[UUID, Decimal] = {pk: item.standard_cost for pk, item in found.items() if item.standard_cost is not None}
    for source in COSTS if estimate and found and any(not h.buying for h in headers) else ():
        costs |= source(rows, list(found))
    return _Known(
        currency, int(policy.get("payment_days", USUAL_DAYS)), str(policy.get("tax_class") or first or ""), parties, found,
        {item.code: pk for pk, item in found.items()}, rates_on(rows, days) if days else {},
        list_prices(rows, ask) if any(not h.buying for h in headers) else {}, supplier_prices(rows, ask) if any(h.buying for h in headers) else [],
        exchange_before(rows, foreign), costs, own_of_documents(rows) if any(h.custom for h in headers) else {},
    )  # fmt: skip


def _own(known: _Known, header: HeaderInput, faults: list[BusinessError]) -> dict[str, object]:
    """Values of the company's own fields, by their types."""
    try:
        return values(known.own, header.custom)
    except NoSuchField as no:
        faults.append(NoOwnField(key=str(no)))
    except WrongValue as no:
        faults.append(OwnFieldWrong(key=no.key, value=no.value))
    return {}


def _document(known: _Known, header: HeaderInput, lines: Sequence[LineInput]) -> Computed:
    party = known.parties.get(header.party)
    faults: list[BusinessError] = [] if party else [NoTerms(record=header.party)]
    agreed = party or _Party("", "", None, known.currency, None)
    currency = header.currency or agreed.currency or known.currency
    days = header.payment_days if header.payment_days is not None else agreed.payment_days if agreed.payment_days is not None else known.days
    header = replace(header, currency=currency, payment_days=days, custom=_own(known, header, faults))
    decided = []
    for n, given in enumerate(lines, 1):
        try:
            decided.append(_line(known, header, agreed, given))
        except BusinessError as no:
            no.line = n
            faults.append(no)
    return finished(header, agreed.name, decided, faults, known.exchange.get((currency, header.day)) if currency != known.currency else None)


def finished(header: HeaderInput, party_name: str, decided: Sequence[ComputedLine], faults: list[BusinessError], rate: Exchange | None) -> Computed:
    """A document whose lines are decided, with its figures; ``rate`` where its currency is foreign."""
    try:
        places = places_of(header.currency)
    except ValueError:
        places = 3
    if places > 2:  # amounts are kept with two places
        faults.append(WrongCurrency(currency=header.currency))
        places = 2
    figures = taxed(
        [PricedLine(n, x.quantity, x.price, x.rate, x.discount_percent) for n, x in enumerate(decided)],
        price_mode=PriceMode(header.price_mode), rounding=Rounding(header.rounding), places=places,
    )  # fmt: skip
    summed = tuple(replace(x, net=f.net, tax=f.tax, gross=f.gross) for x, f in zip(decided, figures.lines, strict=True))
    more: dict[str, Any] = {"rate": rate.rate, "rate_per": rate.per, "rate_source": rate.source, "rate_day": rate.day} if rate else {}
    return Computed(header, party_name, summed, figures, tuple(faults), **more)


def _line(known: _Known, header: HeaderInput, party: _Party, given: LineInput) -> ComputedLine:
    """One line without its figures. Raises the line's fault."""
    item = known.items.get(given.product or known.codes.get(given.code) or UUID(int=0))
    if item is None and (given.product or given.code):
        raise NoProduct(product=given.code or given.product)
    description = given.description or (say(item.name, "pl") if item else "")
    if not description:
        raise NoText()
    for fault in _wrong(given):
        raise fault
    unit = given.unit or (item.unit if item else "")
    if item and unit not in item.units:
        raise NotItsUnit(product=item.code, unit=unit)
    base = item.units[unit].apply(given.quantity) if item else given.quantity
    code = given.tax_class or party.tax_class or (item.tax_class if item else known.tax_class)
    rate = known.rates.get((code, header.day))
    if rate is None:
        raise NoRate(tax_class=code, day=header.day)
    price, reason, why = _price(known, header, _Asked(replace(given, unit=unit), item, rate.rate, party.party_class))
    cost = known.costs.get(item.id) if item else None
    return ComputedLine(
        given, item.id if item else None, item.code if item else "", description[:300], unit, given.quantity, base, price, reason,
        given.discount_percent, rate.rate, Decimal(0), Decimal(0), Decimal(0), None if cost is None else rounded(times(cost, base)), why,
    )  # fmt: skip


def _wrong(given: LineInput) -> Iterator[BusinessError]:
    if not given.quantity.is_finite() or not given.quantity or given.quantity != rounded(given.quantity, 6):
        yield WrongQuantity(quantity=given.quantity)
    if given.price is not None and (not given.price.is_finite() or given.price != rounded(given.price, 6)):
        yield WrongPrice(price=given.price)
    if not given.discount_percent.is_finite() or not 0 <= given.discount_percent <= 100:
        yield WrongDiscount()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A line whose price is asked."""

    given: LineInput
    item: Item | None
    rate: Rate
    party_class: str


def _price(known: _Known, header: HeaderInput, asked: _Asked) -> tuple[Decimal, str, tuple[Reason, ...]]:
    given, item = asked.given, asked.item
    if given.price is not None:
        return given.price, "typed", ()
    if item is None:
        raise NoPrice(product=given.description)
    wanted = Wanted(item.id, given.quantity, given.unit, header.currency, header.day, header.party, asked.party_class or None, item.units)
    if header.buying:
        found, source = price_for(wanted, known.supplier), "supplier"
    else:
        found, source = price_for(wanted, known.prices.get(header.price_mode, [])), "list"
    if found is None and not (header.buying and header.price_mode == "net"):
        found = _other_mode(wanted, known, header, asked.rate)
    if found is None:
        raise NoPrice(product=item.code)
    return found.price, source, found.reasons


def _other_mode(wanted: Wanted, known: _Known, header: HeaderInput, rate: Rate) -> PriceFound | None:
    """A price of a list of the other mode, with or without the line's tax, to 6 places."""
    other = "net" if header.price_mode == "gross" else "gross"
    found = price_for(wanted, known.supplier if header.buying else known.prices.get(other, []))
    if found is None:
        return None
    factor = Fraction(100 + (rate.percent or 0)) / 100
    exact: Any = Fraction(found.price) * factor if header.price_mode == "gross" else Fraction(found.price) / factor
    return replace(found, price=rounded(exact, 6))
