"""Stock on any day: a back-dated issue may not leave a later day below zero."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO, finite


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The first day that would end below zero, and by how much."""

    day: date
    missing: Decimal


def shortfall(opening: Decimal, changes: Iterable[tuple[date, Decimal]]) -> Shortfall | None:
    """The first day on which stock ends below zero; None when there is none.

    ``opening`` is the quantity before the first of ``changes`` (in above zero, out below), in any order.
    """
    days: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for day, quantity in changes:
        days[day] += finite(quantity)
    stock = opening
    for day in sorted(days):
        stock += days[day]
        if stock < 0:
            return Shortfall(day, -stock)
    return None
