"""Margin: net less expected cost, in company currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import HUNDRED, ZERO, convert, product, quotient, total


@dataclass(frozen=True, slots=True)
class Margin:
    """Net and expected cost, company currency."""

    net: Decimal
    cost: Decimal

    @property
    def amount(self) -> Decimal:
        return total((self.net, -self.cost))

    @property
    def percent(self) -> Decimal | None:
        """Of net, two places; None of nothing.

        >>> Margin(Decimal(80), Decimal(60)).percent
        Decimal('25.00')
        """
        return quotient(product(self.amount, HUNDRED), self.net) if self.net else None


def in_company_currency(net: Decimal, rate: Decimal | None, per: int = 1) -> Decimal:
    """An amount at the document's rate, two places; without a rate it is in company currency already."""
    return net if rate is None else convert(net, rate, per=Decimal(per))


def margin_of(lines: Iterable[tuple[Decimal, Decimal | None]]) -> Margin | None:
    """The margin of lines (net, expected cost) as far as costs are known; None where no line's cost is.

    >>> margin_of([(Decimal(100), Decimal(70)), (Decimal(50), None)])
    Margin(net=Decimal('100'), cost=Decimal('70'))
    """
    known = [(net, cost) for net, cost in lines if cost is not None]
    return Margin(total(net for net, _cost in known), total(cost for _net, cost in known)) if known else None


def below_floor(margin: Margin | None, floor_percent: Decimal) -> bool:
    """Whether a margin is below ``floor_percent`` of its net; one nobody knows is not, a loss always is.

    >>> below_floor(Margin(Decimal(100), Decimal(90)), Decimal(10)), below_floor(Margin(Decimal(100), Decimal("90.01")), Decimal(10))
    (False, True)
    """
    if margin is None:
        return False
    return product(margin.amount, HUNDRED) < product(floor_percent, max(margin.net, ZERO))
