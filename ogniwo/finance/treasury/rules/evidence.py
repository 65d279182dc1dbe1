"""What speaks for a party, and what its payment may settle."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.finance.treasury.rules.statement import Allocation, OpenItem, StatementLine
from ogniwo.finance.treasury.rules.subsets import only_subset
from ogniwo.kernel.money.rules import total
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _

NUMBER, AMOUNT, ACCOUNT, NAME, LIKE_NAME = 40, 30, 20, 10, 5
ALL_TOGETHER, SOME_TOGETHER, ONLY_ONE = 25, 20, 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """What leads from a statement line to one party; ``named`` are its items whose numbers the line names."""

    party_id: Hashable
    party: str
    named: Mapping[Hashable, str]
    account_known: bool
    name_likeness: int

    @property
    def score(self) -> int:
        name = NAME if self.name_likeness == 100 else LIKE_NAME if self.name_likeness else 0
        return (ACCOUNT if self.account_known else 0) + name

    @property
    def reasons(self) -> tuple[Reason, ...]:
        found = []
        if self.account_known:
            found.append(Reason(_("{party}: the account is theirs."), {"party": self.party}))
        if self.name_likeness == 100:
            found.append(Reason(_("{party}: the name is the same."), {"party": self.party}))
        elif self.name_likeness:
            found.append(Reason(_("{party}: the name is alike."), {"party": self.party}))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a line may settle."""

    party_id: Hashable
    allocations: tuple[Allocation, ...]
    score: int
    reasons: tuple[Reason, ...]


def choices(line: StatementLine, evidence: Evidence, items: Sequence[OpenItem]) -> Iterator[Choice]:
    """Everything ``line`` may settle of one party's open ``items`` (sorted by due date), with score and reasons.

    Items that the line names come first: whole, in part (the oldest first), or with a rest. Without a
    name, the party must be known by account or name, and the amount must point to the items.
    """
    named = [item for item in items if item.key in evidence.named]
    if named and (chosen := _named(line, evidence, named)):
        yield chosen
    elif evidence.score:
        yield from _by_amount(line, evidence, items)
        ours = [item for item in items if (item.open_amount > 0) == (line.amount > 0)]
        if len(ours) == 1 and ours[0].open_amount != line.amount:
            reason = Reason(_("{party}: it is their only open item."), {"party": evidence.party})
            yield _choice(line, evidence, ours, ONLY_ONE, (reason,))


def _named(line: StatementLine, evidence: Evidence, named: Sequence[OpenItem]) -> Choice | None:
    reasons = tuple(Reason(_("The number {number} stands in the payment's text."), {"number": evidence.named[item.key]}) for item in named)
    whole = total(item.open_amount for item in named)
    if whole == line.amount:
        return _choice(line, evidence, named, NUMBER + AMOUNT, (*reasons, _equals(named)))
    if (whole > 0) == (line.amount > 0) and whole:
        return _choice(line, evidence, named, NUMBER, reasons)
    return None


def _by_amount(line: StatementLine, evidence: Evidence, items: Sequence[OpenItem]) -> Iterator[Choice]:
    """One item of the amount; else all together; else the only choice of some. Each is surer than the next."""
    single = [item for item in items if item.open_amount == line.amount]
    if single:
        for item in single:
            yield _choice(line, evidence, [item], AMOUNT, (_equals([item]),))
    elif len(items) > 1 and total(item.open_amount for item in items) == line.amount:
        yield _choice(line, evidence, items, ALL_TOGETHER, (_equals(items),))
    elif (positions := only_subset([item.open_amount for item in items], line.amount)) is not None:
        some = [items[position] for position in positions]
        yield _choice(line, evidence, some, SOME_TOGETHER, (_equals(some),))


def _equals(items: Sequence[OpenItem]) -> Reason:
    if len(items) == 1:
        return Reason(_("The amount equals what is open of {number}."), {"number": items[0].number})
    words = {"count": len(items), "numbers": ", ".join(item.number for item in items)}
    return Reason(_("The amount equals the sum of {count} items: {numbers}."), words)


def _choice(line: StatementLine, evidence: Evidence, items: Sequence[OpenItem], score: int, reasons: tuple[Reason, ...]) -> Choice:
    allocations = _allocated(line.amount, items)
    taken, whole = total(part.amount for part in allocations), total(item.open_amount for item in items)
    if abs(taken) < abs(line.amount):
        reasons += (Reason(_("Overpayment: {rest} stays unallocated."), {"rest": abs(line.amount - taken)}),)
    elif taken != whole:
        reasons += (Reason(_("Part payment: {paid} of {open}."), {"paid": abs(taken), "open": abs(whole)}),)
    return Choice(evidence.party_id, allocations, score + evidence.score, reasons + evidence.reasons)


def _allocated(amount: Decimal, items: Sequence[OpenItem]) -> tuple[Allocation, ...]:
    """Credit notes among the items are used up first; then the money goes to the oldest."""
    against = [item for item in items if (item.open_amount > 0) != (amount > 0)]
    left = total((amount, *(-item.open_amount for item in against)))
    parts = {item.key: item.open_amount for item in against}
    for item in items:
        if item.key not in parts:
            part = min(item.open_amount, left) if amount > 0 else max(item.open_amount, left)
            parts[item.key] = part
            left -= part
    return tuple(Allocation(item.key, parts[item.key]) for item in items if parts[item.key])
