"""From what a person gives to lines with money: a fixed number of statements for any number of documents."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import UnitFactor, places, product, rounded
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.catalog.rules import ListPrice, Wanted, price_for
from ogniwo.masterdata.taxation.queries import ClassRate, Exchange, exchange_before, rates_on
from ogniwo.masterdata.trade.errors import NoExchangeRate, NoLines, NoPrice, NoProduct, NoTaxRate, NothingAsked, NotOurs, UnknownProduct, UnknownUnit
from ogniwo.masterdata.trade.hooks import unit_costs
from ogniwo.masterdata.trade.rules import ComputedDocument, ComputedLine, HeaderInput, LineInput, ProductFacts, priced

PRODUCTS = """SELECT p.id, p.code, p.name, p.unit_id, t.tax_class_id, t.product_class, t.stocked
  FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.id = ANY(%s) OR p.code = ANY(%s)"""
UNITS = "SELECT product_id, unit_id, numerator, denominator FROM catalog_productunit WHERE product_id = ANY(%s)"
PARTIES = """SELECT t.party_id, t.party_class, t.payment_days, t.currency, t.tax_class_id, x.price_list_id, t.owner_id, t.branch_id
  FROM parties_partyterms t LEFT JOIN catalog_partyprices x ON x.party_id = t.party_id WHERE t.party_id = ANY(%s)"""
PRICES = """SELECT r.id, l.id, l.code, r.product_id, r.unit, r.price, l.currency, r.from_quantity, r.valid_from, r.valid_to
  FROM catalog_price r JOIN catalog_pricelist l ON l.id = r.price_list_id WHERE r.product_id = ANY(%s) AND l.active AND (l.standard OR l.id = ANY(%s))"""
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(slots=True)
class Terms:
    """A party's terms, as a document needs them."""

    party_class: str
    payment_days: int | None
    currency: str
    tax_class: str | None
    price_list: UUID | None
    owner_id: int | None
    branch_id: int | None


@dataclass(slots=True)
class Known:
    """All that computing a set of documents needs, read at once."""

    products: dict[Any, ProductFacts]
    parties: dict[UUID, Terms]
    prices: dict[UUID, list[tuple[UUID, ListPrice]]]
    rates: dict[tuple[str, date], ClassRate]
    exchange: dict[tuple[str, date], Exchange]
    costs: dict[UUID, Decimal]
    currency: str
    language: str


def compute(rows: Rows, asked: Sequence[tuple[HeaderInput, Sequence[LineInput]]], *, acting: Any, base_currency: str | None = None) -> list[ComputedDocument]:
    """Resolve headers and lines and put money on them; eight statements at most, whatever the number.

    Raises Refused with every reason for every line; a line's error carries ``line`` = its number from 0, and
    ``record`` = the document's number in the set.
    """
    known = _read(rows, asked, acting, base_currency)
    wrong: list[BusinessError] = []
    done = [_document(n, header, lines, known, wrong) for n, (header, lines) in enumerate(asked)]
    if wrong:
        raise Refused(wrong)
    return [d for d in done if d is not None]


def _read(rows: Rows, asked: Sequence[tuple[HeaderInput, Sequence[LineInput]]], acting: Any, base: str | None) -> Known:
    ids, codes = _asked_products(asked)
    products: dict[Any, ProductFacts] = {}
    for key, code, name, unit, tax_class, product_class, stocked in rows.rows(PRODUCTS, [list(ids), list(codes)]):
        products[key] = products[code] = ProductFacts(key, code, say(data(name), acting.language), unit, tax_class, product_class, stocked, {unit: UnitFactor(1)})
    found = [key for key in products if isinstance(key, UUID)]
    for key, unit, numerator, denominator in rows.rows(UNITS, [found]):
        products[key].units[unit] = UnitFactor(numerator, denominator)
    parties = {party: Terms(*rest) for party, *rest in rows.rows(PARTIES, [list({header.party for header, _lines in asked})])}
    currency = base or rows.rows("SELECT currency FROM tenancy_company WHERE id = %s", [acting.company_id])[0][0]
    days = {header.day for header, _lines in asked}
    foreign = {(c, header.day) for header, _lines in asked if (c := _currency(header, parties, currency)) != currency}
    prices = _prices(rows, found, [t.price_list for t in parties.values() if t.price_list]) if _prices_needed(asked) else {}
    return Known(products, parties, prices, rates_on(rows, days), exchange_before(rows, foreign), unit_costs(rows, found), currency, acting.language)


def _asked_products(asked: Sequence[tuple[HeaderInput, Sequence[LineInput]]]) -> tuple[set[UUID], set[str]]:
    ids, codes = set(), set()
    for _header, lines in asked:
        for line in lines:
            key = as_id(line.product)
            (ids if isinstance(key, UUID) else codes).add(key) if key else None
    return ids, codes  # type: ignore[return-value]


def as_id(value: UUID | str | None) -> UUID | str | None:
    """A product as given: an id, also in text, or a code."""
    if isinstance(value, str):
        try:
            return UUID(value)
        except ValueError:
            return value.strip()
    return value


def _prices_needed(asked: Sequence[tuple[HeaderInput, Sequence[LineInput]]]) -> bool:
    return any(line.price is None for _header, lines in asked for line in lines)


def _prices(rows: Rows, products: list[UUID], lists: list[UUID]) -> dict[UUID, list[tuple[UUID, ListPrice]]]:
    found: dict[UUID, list[tuple[UUID, ListPrice]]] = defaultdict(list)
    for key, list_id, name, product_id, unit, price, currency, least, first, last in rows.rows(PRICES, [products, lists]):
        found[product_id].append((list_id, ListPrice(key, name, product_id, unit, price, currency, least, first, last)))
    return found


def _currency(header: HeaderInput, parties: Mapping[UUID, Terms], base: str) -> str:
    return header.currency or (parties[header.party].currency if header.party in parties else "") or base


def _document(n: int, header: HeaderInput, lines: Sequence[LineInput], known: Known, wrong: list[BusinessError]) -> ComputedDocument | None:
    terms = known.parties.get(header.party)
    if terms is None:
        wrong.append(NotOurs(record=n))
        return None
    currency = _currency(header, known.parties, known.currency)
    rate = known.exchange.get((currency, header.day))
    if currency != known.currency and rate is None:
        wrong.append(NoExchangeRate(record=n, currency=currency, day=header.day))
    if not lines:
        wrong.append(NoLines(record=n))
    before = len(wrong)
    made = [_line(n, k, line, header, terms, currency, known, wrong) for k, line in enumerate(lines)]
    if len(wrong) > before or not lines:
        return None
    computed = ComputedDocument(
        party_id=header.party, day=header.day, currency=currency, price_mode=header.price_mode or "net", rounding=header.rounding or "per_total",
        payment_days=terms.payment_days or 0 if header.payment_days is None else header.payment_days, lines=[m for m in made if m is not None],
        their_reference=header.their_reference, note=header.note, title=header.title, ship_to=dict(header.ship_to), branch_id=terms.branch_id, owner_id=terms.owner_id,
        rate=rate.rate if rate else None, rate_per=rate.per if rate else 1, rate_source=rate.source if rate else "", rate_day=rate.day if rate else None,
    )  # fmt: skip
    computed.taxed = priced(computed.lines, price_mode=computed.price_mode, rounding=computed.rounding, places=places(currency))
    return computed


def _line(n: int, k: int, line: LineInput, header: HeaderInput, terms: Terms, currency: str, known: Known, wrong: list[BusinessError]) -> ComputedLine | None:
    key = as_id(line.product)
    facts = known.products.get(key) if key else None
    problem = _problem(line, key, facts, n, k)
    if problem:
        wrong.append(problem)
        return None
    unit = line.unit or (facts.unit if facts else "")
    tax_class = line.tax_class or terms.tax_class or (facts.tax_class if facts else "23")
    rate = known.rates.get((tax_class, header.day))
    if rate is None:
        wrong.append(NoTaxRate(record=n, line=k, tax_class=tax_class, day=header.day))
        return None
    price, reason = _price(line, facts, header, terms, currency, unit, known)
    if price is None:
        wrong.append(NoPrice(record=n, line=k, product=facts.code if facts else line.description))
        return None
    base = rounded(line.quantity * facts.units[unit].ratio, 6) if facts and unit != facts.unit else line.quantity
    cost = known.costs.get(facts.id) if facts else None
    return ComputedLine(
        product=facts, description=line.description or (facts.name if facts else ""), unit=unit, quantity=line.quantity, quantity_base=base,
        price=price, price_reason=reason, discount_percent=line.discount_percent, rate=rate.rate,
        cost_estimate=None if cost is None else rounded(product(cost, base), 2),
    )  # fmt: skip


def _problem(line: LineInput, key: Any, facts: ProductFacts | None, n: int, k: int) -> BusinessError | None:
    if key and facts is None:
        return UnknownProduct(record=n, line=k, product=key)
    if not key and not line.description.strip():
        return NoProduct(record=n, line=k)
    if facts and line.unit and line.unit not in facts.units:
        return UnknownUnit(record=n, line=k, product=facts.code, unit=line.unit, own=facts.unit)
    return NothingAsked(record=n, line=k) if not line.quantity else None


def _price(line: LineInput, facts: ProductFacts | None, header: HeaderInput, terms: Terms, currency: str, unit: str, known: Known) -> tuple[Decimal | None, str]:
    if line.price is not None:
        return line.price, "given"
    if facts is None:
        return None, ""
    theirs = terms.price_list
    rows = [
        price if list_id != theirs else ListPrice(**{**_fields(price), "party_id": header.party})
        for list_id, price in known.prices.get(facts.id, ())
    ]
    wanted = Wanted(facts.id, line.quantity, unit, currency, header.day, header.party, terms.party_class or None, facts.units)
    found = price_for(wanted, rows)
    return (found.price, found.source.price_list[:20]) if found else (None, "")


def _fields(price: ListPrice) -> dict[str, Any]:
    return {name: getattr(price, name) for name in ListPrice.__slots__}
