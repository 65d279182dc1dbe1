"""Choosing a price: whose list, from what quantity, on which day."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ogniwo.kernel.money.rules import UnitFactor, rounded
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _

PRICE_PLACES = 6
_SAME = UnitFactor(1)


@dataclass(frozen=True, slots=True)
class ListPrice:
    """A row of a price list: ``price`` for one ``unit`` from ``from_quantity`` of that unit on, days inclusive.

    ``party_id`` is set on a list agreed with one party, ``party_class`` on one for a class of parties.
    """

    key: Hashable
    price_list: str
    product_id: Hashable
    unit: str
    price: Decimal
    currency: str
    from_quantity: Decimal = Decimal(0)
    valid_from: date | None = None
    valid_to: date | None = None
    party_id: Hashable | None = None
    party_class: str | None = None

    @property
    def rank(self) -> int:
        """How closely the list is meant: 2 for the party, 1 for its class, 0 for everybody."""
        return 2 if self.party_id is not None else 1 if self.party_class is not None else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``units``: how many of the product's own unit one of each other unit is."""

    product_id: Hashable
    quantity: Decimal
    unit: str
    currency: str
    on: date
    party_id: Hashable | None = None
    party_class: str | None = None
    units: Mapping[str, UnitFactor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriceFound:
    """The price for one unit asked for, the row it comes from, and why that row won; ``reasons`` explain both."""

    price: Decimal
    source: ListPrice
    reasons: tuple[Reason, ...]


def price_for(wanted: Wanted, prices: Sequence[ListPrice]) -> PriceFound | None:
    """The price that holds, or None when no list has one.

    The party's own list goes before that of its class, that before the standard one. Within a list the
    highest quantity reached wins, then the latest start, then the unit asked for, then the lower price.
    A price in another unit is converted by exact factors and rounded to 6 places; a return (negative
    quantity) has the price of the same quantity sold.
    """
    fitting = [price for price in prices if _fits(wanted, price)]
    if not fitting:
        return None
    best = min(fitting, key=lambda price: _order(wanted, price))
    asked, given = _factor(wanted, wanted.unit), _factor(wanted, best.unit)
    price = best.price if asked == given else rounded(Fraction(best.price) * asked.ratio / given.ratio, PRICE_PLACES)
    return PriceFound(price, best, tuple(_reasons(wanted, best, fitting)))


def _factor(wanted: Wanted, unit: str) -> UnitFactor:
    """A fitting price whose unit is unknown is in the unit asked for."""
    return wanted.units.get(unit, _SAME)


def _fits(wanted: Wanted, price: ListPrice) -> bool:
    return (
        price.product_id == wanted.product_id
        and price.currency == wanted.currency
        and (price.valid_from is None or price.valid_from <= wanted.on)
        and (price.valid_to is None or wanted.on <= price.valid_to)
        and (price.party_id is None or price.party_id == wanted.party_id)
        and (price.party_class is None or price.party_class == wanted.party_class)
        and (price.unit == wanted.unit or (price.unit in wanted.units and wanted.unit in wanted.units))
        and _threshold(wanted, price) <= abs(Fraction(wanted.quantity))
    )


def _threshold(wanted: Wanted, price: ListPrice) -> Fraction:
    """The quantity from which a price holds, in the unit asked for."""
    asked, given = _factor(wanted, wanted.unit), _factor(wanted, price.unit)
    return Fraction(price.from_quantity) * given.ratio / asked.ratio


def _order(wanted: Wanted, price: ListPrice) -> tuple[object, ...]:
    start = price.valid_from.toordinal() if price.valid_from else 0
    asked, given = _factor(wanted, wanted.unit), _factor(wanted, price.unit)
    per_asked = Fraction(price.price) * asked.ratio / given.ratio
    return -price.rank, -_threshold(wanted, price), -start, price.unit != wanted.unit, per_asked, str(price.key)


def _reasons(wanted: Wanted, best: ListPrice, fitting: Sequence[ListPrice]) -> list[Reason]:
    lists = {2: _("{list} is agreed with this party."), 1: _("{list} is for the party's class."), 0: _("{list} is for everybody.")}
    found = [Reason(lists[best.rank], {"list": best.price_list})]
    if best.from_quantity > 0:
        found.append(Reason(_("The price holds from {quantity} {unit}."), {"quantity": best.from_quantity, "unit": best.unit}))
    if best.valid_from:
        found.append(Reason(_("It holds from {day}."), {"day": best.valid_from}))
    if best.valid_to:
        found.append(Reason(_("It holds until {day}."), {"day": best.valid_to}))
    if best.unit != wanted.unit:
        words = {"price": best.price, "unit": best.unit, "asked": wanted.unit}
        found.append(Reason(_("Converted from {price} for one {unit} to one {asked}."), words))
    for other in sorted((price for price in fitting if price is not best), key=lambda price: _order(wanted, price)):
        found.append(Reason(_("Not taken: {price} of {list}."), {"price": other.price, "list": other.price_list}))
    return found
