"""Taking goods out of layers. A layer holds quantity and value; no quantity, no value."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import finite, product, quotient, rounded, total


@dataclass(frozen=True, slots=True)
class Layer:
    """What is left of one receipt (or, for an average, of all): value in company currency."""

    id: Hashable
    quantity: Decimal
    value: Decimal

    def __post_init__(self) -> None:
        if finite(self.quantity) < 0 or (self.quantity == 0 and finite(self.value) != 0):
            raise ValueError("a layer has quantity, or neither quantity nor value")


@dataclass(frozen=True, slots=True)
class Use:
    """What an issue took from one layer."""

    layer_id: Hashable
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class Taken:
    """Uses, the layers as they are after (empty ones included), and the quantity that was not there."""

    uses: tuple[Use, ...]
    left: tuple[Layer, ...]
    missing: Decimal

    @property
    def value(self) -> Decimal:
        """Cost of what was taken."""
        return total(use.value for use in self.uses)


@dataclass(frozen=True, slots=True)
class Periodic:
    """Cost of a period's issues and value of what is left, at the period's average."""

    issued: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class Standard:
    """A receipt at standard cost: what enters stock, and the variance (above zero: dearer than standard)."""

    stock: Decimal
    variance: Decimal


def take_fifo(layers: Sequence[Layer], quantity: Decimal, places: int = 2) -> Taken:
    """Take ``quantity`` from ``layers``, first to last (first in, first out).

    A part of a layer takes its share of the value, rounded half up; the last piece takes the rest, so all
    that came in goes out, to the grosz. Raises ValueError for a negative quantity.
    Source: Polish accounting act, art. 34 ust. 4 pkt 2; IAS 2.27.

    >>> taken = take_fifo([Layer(1, Decimal(3), Decimal("10.00")), Layer(2, Decimal(5), Decimal("20.00"))], Decimal(4))
    >>> [str(use.value) for use in taken.uses], str(taken.left[1].value)
    (['10.00', '4.00'], '16.00')
    """
    if finite(quantity) < 0:
        raise ValueError("an issue takes a quantity above zero")
    uses, left = [], []
    for layer in layers:
        part = min(layer.quantity, quantity)
        if part > 0:
            use = Use(layer.id, part, _share(layer, part, places))
            left.append(Layer(layer.id, layer.quantity - part, total((layer.value, -use.value))))
            quantity -= part
            uses.append(use)
        else:
            left.append(layer)
    return Taken(tuple(uses), tuple(left), quantity)


def take_average(pool: Layer, quantity: Decimal, places: int = 2) -> Taken:
    """Take ``quantity`` at the moving average of ``pool``; the last piece takes the rest.

    Source: Polish accounting act, art. 34 ust. 4 pkt 1; IAS 2.27.
    """
    return take_fifo([pool], quantity, places)


def periodic_average(available: Layer, quantity: Decimal, places: int = 2) -> Periodic:
    """Cost of ``quantity`` at the average of the whole period's ``available`` (opening and all receipts).

    Raises ValueError when more is issued than was available.
    """
    if quantity > available.quantity:
        raise ValueError("more was issued than was available")
    issued = take_average(available, quantity, places).value
    return Periodic(issued, total((available.value, -issued)))


def return_value(issued: Use, returned: Use, quantity: Decimal, places: int = 2) -> Decimal:
    """Value at which ``quantity`` comes back from an issue: the cost of that issue, never today's.

    ``issued`` is the issue with all later deltas, ``returned`` what came back of it before; the last piece
    takes the rest. Raises ValueError when more comes back than went out.
    """
    open_quantity = issued.quantity - returned.quantity
    if not 0 < quantity <= open_quantity:
        raise ValueError(f"{quantity} can't come back: {open_quantity} of the issue is still out")
    return _share(Layer(issued.layer_id, open_quantity, total((issued.value, -returned.value))), quantity, places)


def at_standard(quantity: Decimal, standard_cost: Decimal, value: Decimal, places: int = 2) -> Standard:
    """Split a receipt's ``value`` into stock at ``standard_cost`` per unit and variance."""
    stock = rounded(product(quantity, standard_cost), places)
    return Standard(stock, total((value, -stock)))


def _share(layer: Layer, quantity: Decimal, places: int) -> Decimal:
    return layer.value if quantity == layer.quantity else quotient(product(layer.value, quantity), layer.quantity, places)
