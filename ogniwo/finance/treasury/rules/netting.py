"""Credits of a supplier that lower what is paid: never below zero."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO


@dataclass(frozen=True, slots=True)
class Due:
    """Something of a party that is open: to be paid, or a credit; ``amount`` above zero."""

    key: Hashable
    party: Hashable
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Netted:
    """So much of a credit lowers a payment."""

    payment: Hashable
    credit: Hashable
    amount: Decimal


def net(payments: Sequence[Due], credits_: Sequence[Due]) -> list[Netted]:
    """Which credits lower which payments of their party. A credit goes whole to the first payment that can take it; else it is dealt in order.

    No payment falls below zero; what of a credit finds no payment stays open.

    >>> ten, six = Decimal(10), Decimal(6)
    >>> [(n.payment, n.amount) for n in net([Due("a", 1, six), Due("b", 1, ten)], [Due("k", 1, Decimal(8))])]
    [('b', Decimal('8'))]
    """
    left = {p.key: p.amount for p in payments}
    found = []
    for credit in credits_:
        own = [p for p in payments if p.party == credit.party]
        whole = next((p for p in own if left[p.key] >= credit.amount), None)
        rest = credit.amount
        for p in [whole] if whole else own:
            part = min(rest, left[p.key])
            if part > ZERO:
                found.append(Netted(p.key, credit.key, part))
                left[p.key] -= part
                rest -= part
    return found
