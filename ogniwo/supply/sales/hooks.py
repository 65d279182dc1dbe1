"""What sales tells others."""

from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Orders that were confirmed."""

    orders: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Delivered:
    """Deliveries that were posted."""

    deliveries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Returns that were posted."""

    returns: tuple[UUID, ...]


orders_confirmed: Event[Confirmed] = Event("sales.orders_confirmed")
deliveries_posted: Event[Delivered] = Event("sales.deliveries_posted")
returns_posted: Event[Returned] = Event("sales.returns_posted")
