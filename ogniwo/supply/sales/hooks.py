"""What sales asks others before it acts, and tells them after."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Check, Event


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Draft orders, locked, that are about to be confirmed on a day."""

    orders: tuple[UUID, ...]
    on: date


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


orders_to_confirm: Check[ToConfirm] = Check("sales.orders_to_confirm")
orders_confirmed: Event[Confirmed] = Event("sales.orders_confirmed")
deliveries_posted: Event[Delivered] = Event("sales.deliveries_posted")
returns_posted: Event[Returned] = Event("sales.returns_posted")
