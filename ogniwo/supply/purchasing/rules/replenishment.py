"""Replenishment (uzupełnianie zapasu): below the minimum, a proposal up to the target."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from ogniwo.kernel.money.rules import ZERO, finite, product, total
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _


@dataclass(frozen=True, slots=True)
class Need:
    """A product at a place, in its own unit: free stock, what is promised out, what is on its way in.

    ``on_order`` holds purchase orders and proposals not yet received, so that asking twice buys once.
    """

    on_hand: Decimal
    demand: Decimal = ZERO
    on_order: Decimal = ZERO

    @property
    def projected(self) -> Decimal:
        """What will be there when all that is known has happened; below zero is a shortage."""
        return total((self.on_hand, self.on_order, -self.demand))


@dataclass(frozen=True, slots=True)
class OrderPoint:
    """When and how much to buy. ``target`` None: up to the minimum. Without an order point both are zero: buy the shortage."""

    minimum: Decimal = ZERO
    target: Decimal | None = None
    lot_multiple: Decimal | None = None
    least_order: Decimal = ZERO

    def __post_init__(self) -> None:
        if self.target is not None and finite(self.target) < finite(self.minimum):
            raise ValueError("the target is not below the minimum")
        if self.lot_multiple is not None and finite(self.lot_multiple) <= 0:
            raise ValueError("a lot multiple is above zero")


@dataclass(frozen=True, slots=True)
class Replenishment:
    """A proposal to buy ``quantity``, and why."""

    quantity: Decimal
    reasons: tuple[Reason, ...]


def replenish(need: Need, point: OrderPoint) -> Replenishment | None:
    """What to buy when the projected stock is below the minimum; None when it is not.

    Up to the target, at least the supplier's least order, rounded up to whole lots.

    >>> replenish(Need(Decimal(0), demand=Decimal(2)), OrderPoint(Decimal(5), Decimal(10))).quantity
    Decimal('12')
    """
    projected = need.projected
    if projected >= point.minimum:
        return None
    target = point.minimum if point.target is None else point.target
    short = total((target, -projected))
    words = {
        "projected": projected, "minimum": point.minimum, "on_hand": need.on_hand, "demand": need.demand, "on_order": need.on_order,
    }
    says = _("{projected} will be left, below the minimum of {minimum}: {on_hand} in stock, {demand} needed, {on_order} on order.")
    reasons = [Reason(says, words)]
    quantity = short
    if quantity < point.least_order:
        quantity = point.least_order
        reasons.append(Reason(_("Raised to the least order of {quantity}."), {"quantity": quantity}))
    if point.lot_multiple is not None:
        lots = ceil(Fraction(quantity) / Fraction(point.lot_multiple))
        whole = product(Decimal(lots), point.lot_multiple)
        if whole != quantity:
            reasons.append(Reason(_("Raised to whole lots of {lot}."), {"lot": point.lot_multiple}))
        quantity = whole
    return Replenishment(quantity, tuple(reasons))
