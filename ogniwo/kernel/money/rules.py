"""Exact arithmetic that no setting of the program can bend.

Python's own decimal context keeps 28 digits and rounds half to even: 0.125 becomes 0.12 and a grosz
beside 1E27 is lost without a word. Everything here names its mode and works in a context of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from functools import cache
from math import lcm

from babel.numbers import get_currency_precision, list_currencies

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
CENT = Decimal("0.01")

DIGITS = 100
"""Digits an amount may have; beyond it is a mistake, refused and never rounded away."""

_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow, Inexact])
_HALF_UP = Context(prec=DIGITS, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])

# CLDR, which babel carries, gives the places people use; where ISO 4217 (list one) has others, the law's coins count.
_ISO_4217 = {
    **dict.fromkeys(("AFN", "ALL", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SLL", "SOS", "SYP", "YER"), 2),
    "IQD": 3,
}


@cache
def places(currency: str) -> int:
    """Decimal places of a currency's amounts: PLN 2, JPY 0, KWD 3. Source: ISO 4217, minor units.

    Raises ValueError for a code that is no currency.
    """
    if currency not in list_currencies():
        raise ValueError(f"{currency!r} is not an ISO 4217 currency code")
    return _ISO_4217.get(currency, get_currency_precision(currency))


@cache
def step(places: int) -> Decimal:
    """The smallest amount with so many places: 2 gives 0.01."""
    return Decimal((0, (1,), -places))


def rounded(amount: Decimal | Fraction, places: int = 2) -> Decimal:
    """``amount`` in whole units of ``places``, half up: halves go away from zero, so both signs mirror.

    Never gives minus zero. Raises ValueError for NaN, infinity and amounts beyond 100 digits, TypeError
    for floats. Source: Polish VAT act, art. 106e ust. 11 (ends from half a grosz up).

    >>> rounded(Decimal("1.005")), rounded(Decimal("-0.125")), rounded(Decimal("100.5"), 0)
    (Decimal('1.01'), Decimal('-0.13'), Decimal('101'))
    """
    if isinstance(amount, Fraction):
        return _rounded_fraction(amount, places)
    finite(amount)
    try:
        result = amount.quantize(step(places), context=_HALF_UP)
    except InvalidOperation as error:
        raise ValueError(f"{amount} has too many digits for an amount") from error
    return result if result else abs(result)


def finite(amount: Decimal) -> Decimal:
    """``amount`` itself when it is a number; raises TypeError for other types, ValueError for NaN, infinity and the absurd."""
    if not isinstance(amount, Decimal):
        raise TypeError(f"amounts are Decimal, not {type(amount).__name__}")
    if not amount.is_finite() or amount.adjusted() >= DIGITS:
        raise ValueError(f"{amount} is not an amount")
    return amount


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum, a Decimal also of nothing. Raises ValueError where a digit would be lost.

    >>> total([Decimal("1E27"), Decimal("0.05")]), total([])
    (Decimal('1000000000000000000000000000.05'), Decimal('0'))
    """
    result = ZERO
    try:
        for amount in amounts:
            result = _EXACT.add(result, finite(amount))
    except (Inexact, InvalidOperation) as error:
        raise ValueError("the sum has too many digits for an amount") from error
    return result


def product(*factors: Decimal) -> Decimal:
    """The exact product, unrounded. Raises ValueError where a digit would be lost."""
    result = ONE
    try:
        for factor in factors:
            result = _EXACT.multiply(result, finite(factor))
    except (Inexact, InvalidOperation, Overflow) as error:
        raise ValueError("the product has too many digits for an amount") from error
    return result


def quotient(dividend: Decimal, divisor: Decimal, places: int = 2) -> Decimal:
    """``dividend / divisor`` rounded once, half up, to ``places``. Raises ZeroDivisionError."""
    return _rounded_fraction(Fraction(finite(dividend)) / Fraction(finite(divisor)), places)


def convert(amount: Decimal, rate: Decimal, *, per: Decimal = ONE, places: int = 2) -> Decimal:
    """``amount`` in another currency: ``rate`` units of it for ``per`` units of the amount's, rounded half up to ``places``.

    ``per`` serves tables that quote 100 units at once, and rates quoted the other way round.
    Raises ValueError unless ``rate`` and ``per`` are above zero.

    >>> convert(Decimal("100.00"), Decimal("4.2512"))
    Decimal('425.12')
    >>> convert(Decimal("400.00"), Decimal(1), per=Decimal("1.20"))
    Decimal('333.33')
    """
    if finite(rate) <= 0 or finite(per) <= 0:
        raise ValueError("an exchange rate is above zero")
    return quotient(product(amount, rate), per, places)


def split_by_weight(amount: Decimal, weights: Sequence[Decimal], *, step: Decimal = CENT) -> list[Decimal]:
    """Split ``amount`` by ``weights`` into whole ``step``s that sum to it exactly (largest remainder).

    Both signs; a weight of zero gets nothing; weights may differ in sign (a discount line) but not sum to
    zero; equal remainders go to the earlier part. Each part is less than one step from its exact share.
    Raises ValueError for weights that sum to zero and an amount that isn't whole steps.

    >>> split_by_weight(Decimal("100.00"), [Decimal(1)] * 3)
    [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')]
    >>> split_by_weight(Decimal("-0.01"), [Decimal(1), Decimal(2)])
    [Decimal('0.00'), Decimal('-0.01')]
    """
    steps = Fraction(finite(amount)) / Fraction(finite(step))
    if steps.denominator != 1:
        raise ValueError(f"{amount} is not whole steps of {step}")
    whole = _integers(weights)
    weight = sum(whole)
    if weight == 0:
        raise ValueError("weights must not sum to zero")
    if weight < 0:
        whole, weight = [-part for part in whole], -weight
    shares = [divmod(abs(steps.numerator) * part, weight) for part in whole]
    return _dealt(shares, abs(steps.numerator), -step if steps < 0 else step)


def rounded_to_sum(exact: Sequence[Decimal | Fraction], whole: Decimal, places: int = 2) -> list[Decimal]:
    """Round each of ``exact`` up or down to ``places`` so that they sum to ``whole`` (largest remainder).

    ``whole`` is the rounded sum of ``exact``: the printed tax of a rate, dealt to the lines it comes from.
    Each result is less than one step from its exact value. Both signs mirror each other.
    Raises ValueError when ``whole`` can't be reached so.
    """
    unit = Fraction(step(places))
    parts = [(value if isinstance(value, Fraction) else Fraction(finite(value))) / unit for value in exact]
    target = Fraction(finite(whole)) / unit
    lead = target or next((part for part in parts if part), target)
    sign = -1 if lead < 0 else 1
    shares = [_divided(sign * part) for part in parts]
    missing = sign * target - sum(floor for floor, _ in shares)
    if missing.denominator != 1 or not 0 <= missing <= sum(1 for _, left in shares if left):
        raise ValueError(f"{whole} is not the rounded sum of its parts")
    return _dealt(shares, int(sign * target), sign * step(places))


def _divided(value: Fraction) -> tuple[int, Fraction]:
    floor = value.numerator // value.denominator
    return floor, value - floor


def _dealt(shares: Sequence[tuple[int, int | Fraction]], whole: int, step: Decimal) -> list[Decimal]:
    """Give the steps that rounding down left over to the largest remainders."""
    counts = [floor for floor, _ in shares]
    missing = whole - sum(counts)
    for index in sorted(range(len(shares)), key=lambda i: -shares[i][1])[:missing]:
        counts[index] += 1
    return [_EXACT.multiply(Decimal(count), step) if count else abs(step * 0) for count in counts]


def _integers(weights: Sequence[Decimal]) -> list[int]:
    """The same proportions in whole numbers."""
    ratios = [finite(weight).as_integer_ratio() for weight in weights]
    common = lcm(*(below for _, below in ratios))
    return [above * (common // below) for above, below in ratios]


def _rounded_fraction(value: Fraction, places: int) -> Decimal:
    scaled = abs(value) * 10**places
    count = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if count >= 10**DIGITS:
        raise ValueError("too many digits for an amount")
    return Decimal((1 if value < 0 and count else 0, tuple(map(int, str(count))), -places))


@dataclass(frozen=True, slots=True)
class UnitFactor:
    """How many of one unit make one of another, as an exact ratio: a dozen is 12/1, a minute 1/60 of an hour.

    Both terms are whole and above zero, so converting there and back gives the same quantity.
    """

    numerator: int
    denominator: int = 1

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            raise ValueError("a unit's factor is above zero")

    @classmethod
    def of(cls, ratio: Decimal | Fraction) -> "UnitFactor":
        """The factor of a decimal or fraction: Decimal("0.3048") is 381/1250."""
        exact = ratio if isinstance(ratio, Fraction) else Fraction(finite(ratio))
        return cls(exact.numerator, exact.denominator)

    @property
    def ratio(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    def inverse(self) -> "UnitFactor":
        """The way back."""
        return UnitFactor(self.denominator, self.numerator)

    def then(self, other: "UnitFactor") -> "UnitFactor":
        """This conversion followed by ``other``: box to piece, then piece to gram."""
        return UnitFactor.of(self.ratio * other.ratio)

    def exact(self, quantity: Decimal) -> Fraction:
        """``quantity`` in the other unit, unrounded; for chains of conversions."""
        return Fraction(finite(quantity)) * self.ratio

    def apply(self, quantity: Decimal, places: int = 6) -> Decimal:
        """``quantity`` in the other unit, rounded half up to ``places``.

        >>> UnitFactor(1, 100).apply(Decimal("300"), 2)
        Decimal('3.00')
        """
        return _rounded_fraction(self.exact(quantity), places)

    def price(self, price: Decimal, places: int = 6) -> Decimal:
        """A price per one of this unit as a price per one of the other: 12 a dozen is 1 a piece."""
        return _rounded_fraction(Fraction(finite(price)) / self.ratio, places)
