"""Net, tax and gross of a document: by line, by rate and in all, always adding up."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ogniwo.kernel.money.rules import HUNDRED, ZERO, finite, product, rounded, rounded_to_sum, total

PRICE_PLACES = 6
QUANTITY_PLACES = 6


class PriceMode(StrEnum):
    """Whether prices are without tax or with it."""

    NET = "net"
    GROSS = "gross"


class Rounding(StrEnum):
    """Where the tax is rounded: on each line (art. 106e ust. 10) or on the total of a rate (art. 106e ust. 1 pkt 14)."""

    PER_LINE = "per_line"
    PER_TOTAL = "per_total"


@dataclass(frozen=True, slots=True)
class Rate:
    """A tax rate: ``percent`` is None where no tax is charged (exempt, outside the tax, reverse charge).

    The code keeps apart what bears the same percent: zero at home, zero on export.
    """

    code: str
    percent: Decimal | None

    def __post_init__(self) -> None:
        if self.percent is not None and finite(self.percent) < 0:
            raise ValueError("a tax rate is not below zero")


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line before tax: ``price`` for one unit (up to 6 places), net or gross as the document says.

    Quantity or price may be negative; ``discount_percent`` is 0 to 100.
    """

    key: Hashable
    quantity: Decimal
    price: Decimal
    rate: Rate
    discount_percent: Decimal = ZERO

    def __post_init__(self) -> None:
        for value, places, name in ((self.quantity, QUANTITY_PLACES, "quantity"), (self.price, PRICE_PLACES, "price")):
            if value != rounded(value, places):
                raise ValueError(f"a {name} has at most {places} places")
        if not 0 <= finite(self.discount_percent) <= HUNDRED:
            raise ValueError("a discount is 0 to 100 percent")


@dataclass(frozen=True, slots=True)
class TaxedLine:
    """A line's figures in the document's currency; ``net + tax == gross``."""

    key: Hashable
    rate: Rate
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class RateTotal:
    """The figures of one rate: exact sums of its lines."""

    rate: Rate
    net: Decimal
    tax: Decimal
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Taxed:
    """A document's figures: lines in their order, rates in order of first use."""

    lines: tuple[TaxedLine, ...]
    totals: tuple[RateTotal, ...]

    @classmethod
    def of(cls, lines: Iterable[TaxedLine]) -> "Taxed":
        """Sum lines that already stand (booked or received) into rates; nothing is recomputed."""
        lines = tuple(lines)
        groups: dict[Rate, list[TaxedLine]] = {}
        for line in lines:
            groups.setdefault(line.rate, []).append(line)
        return cls(lines, tuple(
            RateTotal(rate, total(x.net for x in group), total(x.tax for x in group), total(x.gross for x in group))
            for rate, group in groups.items()
        ))

    @property
    def net(self) -> Decimal:
        return total(each.net for each in self.totals)

    @property
    def tax(self) -> Decimal:
        return total(each.tax for each in self.totals)

    @property
    def gross(self) -> Decimal:
        return total(each.gross for each in self.totals)


def taxed(lines: Sequence[PricedLine], *, price_mode: PriceMode, rounding: Rounding, places: int = 2) -> Taxed:
    """Compute a document's lines in a currency with so many ``places``.

    A line's value is quantity x price less discount, rounded once, half up. From net, tax is the rate of
    the net (art. 106e ust. 1 pkt 14); from gross it is gross x rate / (100 + rate) (ust. 7 and 8), and net
    is what remains. Rounded per total of a rate, the rounded tax is dealt to the rate's lines by largest
    remainder, so the lines still add up to it. A negated document gives the negated figures.
    Source: Polish VAT act, art. 106e ust. 1, 7, 8, 10, 11; EN 16931, BR-CO-10 and BR-CO-17.
    """
    values = [_value(line, places) for line in lines]
    taxes: list[Decimal] = [ZERO] * len(lines)
    groups: dict[Rate, list[int]] = {}
    for index, line in enumerate(lines):
        groups.setdefault(line.rate, []).append(index)
    for rate, members in groups.items():
        exact = [_exact_tax(values[index], rate, price_mode) for index in members]
        found = [rounded(tax, places) for tax in exact]
        if rounding is Rounding.PER_TOTAL and len(members) > 1:
            whole = rounded(_exact_tax(total(values[index] for index in members), rate, price_mode), places)
            found = found if total(found) == whole else rounded_to_sum(exact, whole, places)
        for index, tax in zip(members, found, strict=True):
            taxes[index] = tax
    return Taxed.of(_line(line, value, tax, price_mode) for line, value, tax in zip(lines, values, taxes, strict=True))


def _value(line: PricedLine, places: int) -> Decimal:
    percent_left = total((HUNDRED, -line.discount_percent))
    return rounded(product(line.quantity, line.price, percent_left, Decimal("0.01")), places)


def _exact_tax(value: Decimal, rate: Rate, price_mode: PriceMode) -> Fraction:
    if not rate.percent:
        return Fraction(0)
    percent = Fraction(rate.percent)
    return Fraction(value) * percent / (100 if price_mode is PriceMode.NET else 100 + percent)


def _line(line: PricedLine, value: Decimal, tax: Decimal, price_mode: PriceMode) -> TaxedLine:
    if price_mode is PriceMode.NET:
        return TaxedLine(line.key, line.rate, value, tax, total((value, tax)))
    return TaxedLine(line.key, line.rate, total((value, -tax)), tax, value)
