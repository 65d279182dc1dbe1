"""From which places goods are taken, and how much of a line the stock allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from uuid import UUID

from ogniwo.kernel.money.rules import ZERO


@dataclass(slots=True)
class Held:
    """Free goods of ours in one place: ``quantity`` is lowered as they are picked."""

    location: UUID
    lot: UUID | None
    packing: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Picked:
    """``quantity`` to take from a place."""

    location: UUID
    lot: UUID | None
    packing: str
    quantity: Decimal


def pick(wanted: Decimal, places: Sequence[Held], main: UUID) -> list[Picked]:
    """Take ``wanted`` from places in their order, lowering them; what no place has is asked of ``main``, to be refused there by name."""
    found: list[Picked] = []
    for held in places:
        part = min(wanted, held.quantity)
        if part > 0:
            held.quantity -= part
            wanted -= part
            found.append(Picked(held.location, held.lot, held.packing, part))
    if wanted <= 0:
        return found
    for n, one in enumerate(found):
        if one.location == main and one.lot is None:
            found[n] = Picked(main, None, one.packing, one.quantity + wanted)
            return found
    return [*found, Picked(main, None, "", wanted)]


def deliverable(left: Decimal, left_base: Decimal, free: Decimal) -> Decimal:
    """How much of ``left`` can go when ``free`` of the product's own unit is there; whole units where the line counts in another.

    >>> deliverable(Decimal(5), Decimal(60), Decimal(31))
    Decimal('2')
    >>> deliverable(Decimal(5), Decimal(5), Decimal("3.5"))
    Decimal('3.5')
    """
    if free <= 0:
        return ZERO
    if free >= left_base:
        return left
    if left == left_base:
        return free
    return (free * left / left_base).to_integral_value(ROUND_FLOOR)
