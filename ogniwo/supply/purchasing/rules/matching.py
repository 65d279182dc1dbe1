"""Three-way match (uzgodnienie zamówienia, przyjęcia i faktury): ordered, received, invoiced."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ogniwo.kernel.money.rules import HUNDRED, ZERO, product, rounded, total
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _


class DifferenceKind(StrEnum):
    NOT_ORDERED = "not_ordered"
    OVER_RECEIVED = "over_received"
    OVER_ORDERED = "over_ordered"
    OVER_CREDITED = "over_credited"
    PRICE = "price"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class InvoicedLine:
    """A supplier's invoice line beside its order and receipts, in the order's unit and currency.

    ``ordered`` None: no order line was found. ``received`` is all that came, returns off; None for a service,
    which is received by its invoice. ``invoiced_before`` is on earlier invoices, corrections off.
    Prices are net for one unit, after discount.
    """

    key: Hashable
    invoiced: Decimal
    invoice_price: Decimal
    ordered: Decimal | None = None
    order_price: Decimal | None = None
    received: Decimal | None = None
    invoiced_before: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What passes without a person: percent of the quantity, percent of the price, or the line's value up to ``amount``."""

    quantity_percent: Decimal = ZERO
    price_percent: Decimal = ZERO
    amount: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference: ``quantity`` too much (zero for a price), ``value`` net it makes (above zero: we are charged more)."""

    line_key: Hashable
    kind: DifferenceKind
    quantity: Decimal
    value: Decimal
    tolerated: bool
    reason: Reason


def differences(lines: Sequence[InvoicedLine], tolerance: Tolerance, *, places: int = 2) -> list[Difference]:
    """Where the invoice is not for what was ordered and received, tolerated differences included.

    Less than was received is no difference: the rest is invoiced later. A lower price is a difference too,
    within the same tolerance, since it changes the cost. No line without an order is ever tolerated.
    """
    return [found for line in lines for found in _of_line(line, tolerance, places)]


def credit_difference(key: Hashable, credited: tuple[Decimal, Decimal], awaited: Decimal, tolerance: Tolerance, *, places: int = 2) -> list[Difference]:
    """Where a supplier credits goods that went back at another price than it charged; ``credited``: quantity and price, ``awaited``: price, for one.

    >>> found = credit_difference("l", (Decimal(3), Decimal(9)), Decimal(10), Tolerance())
    >>> str(found[0].value), found[0].tolerated
    ('3.00', False)
    """
    quantity, price = credited
    if price == awaited:
        return []
    less = total((awaited, -price))
    value = rounded(product(less, quantity), places)
    within = product(abs(less), HUNDRED) <= product(abs(awaited), tolerance.price_percent) or abs(value) <= tolerance.amount
    reason = Reason(_("Credited at {price}, charged at {awaited}: a difference of {value}."), {"price": price, "awaited": awaited, "value": value})
    return [Difference(key, DifferenceKind.CREDIT, ZERO, value, within, reason)]


def _of_line(line: InvoicedLine, tolerance: Tolerance, places: int) -> Iterator[Difference]:
    if line.ordered is None:
        value = rounded(product(line.invoiced, line.invoice_price), places)
        reason = Reason(_("No order line was found for {quantity} at {price}."), {"quantity": line.invoiced, "price": line.invoice_price})
        yield Difference(line.key, DifferenceKind.NOT_ORDERED, line.invoiced, value, tolerated=False, reason=reason)
        return
    invoiced = total((line.invoiced_before, line.invoiced))
    if invoiced < 0:
        reason = Reason(_("More is credited than was ever invoiced: {quantity} too much."), {"quantity": abs(invoiced)})
        yield _quantity(line, DifferenceKind.OVER_CREDITED, invoiced, ZERO, (tolerance, places, reason))
    for kind, limit, says in (
        (DifferenceKind.OVER_RECEIVED, line.received, _("{invoiced} is invoiced in all, {limit} received: {over} too much.")),
        (DifferenceKind.OVER_ORDERED, line.ordered, _("{invoiced} is invoiced in all, {limit} ordered: {over} too much.")),
    ):
        if limit is not None and line.invoiced > 0 and invoiced > limit:
            over = min(total((invoiced, -limit)), line.invoiced)
            reason = Reason(says, {"invoiced": invoiced, "limit": limit, "over": over})
            yield _quantity(line, kind, over, limit, (tolerance, places, reason))
    if line.order_price is not None and line.invoice_price != line.order_price:
        yield _price(line, line.order_price, tolerance, places)


def _quantity(
    line: InvoicedLine, kind: DifferenceKind, over: Decimal, limit: Decimal, judged: tuple[Tolerance, int, Reason]
) -> Difference:
    tolerance, places, reason = judged
    value = rounded(product(over, line.invoice_price), places)
    within = product(abs(over), HUNDRED) <= product(abs(limit), tolerance.quantity_percent) or abs(value) <= tolerance.amount
    return Difference(line.key, kind, over, value, within and kind is not DifferenceKind.OVER_CREDITED, reason)


def _price(line: InvoicedLine, ordered: Decimal, tolerance: Tolerance, places: int) -> Difference:
    more = total((line.invoice_price, -ordered))
    value = rounded(product(more, line.invoiced), places)
    within = product(abs(more), HUNDRED) <= product(abs(ordered), tolerance.price_percent) or abs(value) <= tolerance.amount
    words = {"price": line.invoice_price, "ordered": ordered, "value": value}
    reason = Reason(_("The price is {price}, ordered at {ordered}: a difference of {value}."), words)
    return Difference(line.key, DifferenceKind.PRICE, ZERO, value, within, reason)
