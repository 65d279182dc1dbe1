"""Sides of amounts: where a negative one goes."""

from decimal import Decimal
from typing import Literal

Side = Literal["debit", "credit"]
ZERO = Decimal(0)


def sided(amount: Decimal, side: Side, *, red: bool) -> tuple[Decimal, Decimal]:
    """(debit, credit) of an amount whose own side is ``side``; a negative one is red storno or goes to the other side.

    Source: Polish accounting act (UoR), art. 25 ust. 1 pkt 2 (only plus or only minus entries).

    >>> sided(Decimal(-5), "credit", red=True), sided(Decimal(-5), "credit", red=False)
    ((Decimal('0'), Decimal('-5')), (Decimal('5'), Decimal('0')))
    """
    if amount < 0 and not red:
        amount, side = -amount, "credit" if side == "debit" else "debit"
    return (amount, ZERO) if side == "debit" else (ZERO, amount)
