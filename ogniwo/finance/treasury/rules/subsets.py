"""Which items together make an amount, if only some can."""

from collections.abc import Sequence
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO, total

MOST_ITEMS = 24
MOST_SUMS = 5_000


def only_subset(amounts: Sequence[Decimal], target: Decimal) -> tuple[int, ...] | None:
    """Positions of the only two or more of ``amounts`` that sum to ``target``.

    None when there is no such choice, when there are several, or when there are too many to tell
    (more than 24 amounts or 5,000 different sums).
    """
    if len(amounts) > MOST_ITEMS:
        return None
    keep = sum(1 for amount in amounts if amount == target) + 3  # besides those of one or no amount, two tell enough
    sums: dict[Decimal, list[int]] = {ZERO: [0]}
    largest_first = sorted(range(len(amounts)), key=lambda i: -abs(amounts[i]))  # what can't reach the target is soon left out
    for done, position in enumerate(largest_first, 1):
        amount, later = amounts[position], [amounts[i] for i in largest_first[done:]]
        lowest = target - total(max(each, ZERO) for each in later)
        highest = target - total(min(each, ZERO) for each in later)
        reached: dict[Decimal, list[int]] = {}
        for have, masks in sums.items():
            for now, grown in ((have, masks), (have + amount, [mask | 1 << position for mask in masks])):
                if lowest <= now <= highest:
                    known = reached.setdefault(now, [])
                    known += grown[: keep - len(known)]
        if len(reached) > MOST_SUMS:
            return None
        sums = reached
    found = [mask for mask in sums.get(target, ()) if mask.bit_count() > 1]
    return tuple(i for i in range(len(amounts)) if found[0] & 1 << i) if len(found) == 1 else None
