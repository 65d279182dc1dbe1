"""What purchasing tells others."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class OrdersConfirmed:
    """Purchase orders an act confirmed."""

    orders: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class GoodsReceived:
    """Receipts an act posted."""

    receipts: Sequence[UUID]


orders_confirmed: Event[OrdersConfirmed] = Event("purchasing.orders_confirmed")
goods_received: Event[GoodsReceived] = Event("purchasing.goods_received")
