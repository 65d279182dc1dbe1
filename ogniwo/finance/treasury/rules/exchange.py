"""Realised exchange differences (zrealizowane różnice kursowe)."""

from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import product, quotient, total


@dataclass(frozen=True, slots=True)
class OpenSide:
    """What is open of one side of a settlement, in its document currency and in company currency; debit positive."""

    document: Decimal
    company: Decimal


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement: what each side gives up in company currency (debit positive, credit negative), and the gain.

    ``gain`` above zero is an exchange gain, below zero a loss; ``debit + credit + gain == 0``.
    """

    debit: Decimal
    credit: Decimal
    gain: Decimal


def settled(debit: OpenSide, credit: OpenSide, amount: Decimal, *, credit_amount: Decimal | None = None, places: int = 2) -> Settled:
    """Settle ``amount`` (above zero) of a debit with a credit: receivable with receipt, payment with payable.

    A part takes its share of the company-currency value, rounded half up; the last part takes the rest.
    ``credit_amount`` is given where the two sides are in different currencies.
    Raises ValueError when more is settled than is open. Source: Polish accounting act, art. 30 ust. 4; IAS 21.28.

    >>> settled(OpenSide(Decimal("90"), Decimal("45.00")), OpenSide(Decimal("-90"), Decimal("-50.00")), Decimal("90")).gain
    Decimal('5.00')
    """
    from_debit = share_of(debit, amount, places)
    from_credit = share_of(credit, -(amount if credit_amount is None else credit_amount), places)
    return Settled(from_debit, from_credit, total((-from_debit, -from_credit)))


def share_of(side: OpenSide, amount: Decimal, places: int = 2) -> Decimal:
    """The company-currency value that ``amount`` of a side (with its sign) takes; the whole takes all that is left."""
    if amount == side.document:
        return side.company
    if not amount or abs(amount) > abs(side.document) or (amount > 0) != (side.document > 0):
        raise ValueError(f"{abs(amount)} can't be settled: {abs(side.document)} is open")
    return quotient(product(side.company, amount), side.document, places)
