"""What reconciliation reads and what it says."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of a bank statement: ``amount`` above zero came in, below zero went out."""

    key: Hashable
    amount: Decimal
    currency: str
    day: date
    counterparty: str = ""
    account: str = ""
    title: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An open item (rozrachunek): ``open_amount`` above zero is owed to us, below zero by us.

    ``accounts`` are the party's known bank accounts, ``references`` other numbers of the document.
    """

    key: Hashable
    party_id: Hashable
    party: str
    number: str
    due: date
    open_amount: Decimal
    currency: str
    accounts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allocation:
    """Part of a payment for one item, with the item's sign."""

    item_key: Hashable
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a statement line probably settles; ``allocations`` and ``unallocated`` sum to its amount.

    ``score`` is 30 to 100: number of the document 40, amount 30, account 20, name 10. ``unallocated`` is an
    overpayment, kept as a prepayment unless a person decides otherwise.
    """

    line_key: Hashable
    party_id: Hashable
    allocations: tuple[Allocation, ...]
    unallocated: Decimal
    score: int
    reasons: tuple[Reason, ...]
