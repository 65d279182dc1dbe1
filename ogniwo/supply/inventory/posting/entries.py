"""Entries of the ledger for changes of stock value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.books.drafts import Amount, EntryDraft, RoleKeys
from ogniwo.kernel.money.rules import ZERO
from ogniwo.supply.inventory.hooks import STOCK


@dataclass(slots=True, kw_only=True)
class Booking:
    """A change of stock value by ``value`` against ``role``; ``against`` names the other side's role when it is not stock."""

    document_id: UUID
    journal: str
    day: date
    document_day: date
    line_id: int
    role: str
    value: Decimal
    product_class: str = ""
    place: str = ""
    counter_place: str = ""
    party_id: UUID | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    against: str = STOCK
    text: str = ""


def entries(bookings: Iterable[Booking], currency: str) -> list[EntryDraft]:
    """One entry per document, journal and day; a value above zero debits stock."""
    found: dict[tuple[UUID, str, date], EntryDraft] = {}
    for b in bookings:
        if b.value:
            key = (b.document_id, b.journal, b.day)
            if key not in found:
                found[key] = EntryDraft(document_id=b.document_id, journal=b.journal, day=b.day, document_day=b.document_day, operation_day=b.day,
                                        text=b.text, currency=currency, amounts=[])  # fmt: skip
            found[key].amounts += _pair(b)
    return list(found.values())


def _pair(b: Booking) -> list[Amount]:
    size, up = abs(b.value), b.value > 0
    stock = Amount(role=b.against, debit=size if up else ZERO, credit=ZERO if up else size, line_id=b.line_id,
                   keys=RoleKeys(product_class=b.product_class, place=b.place))  # fmt: skip
    counter = Amount(role=b.role, debit=ZERO if up else size, credit=size if up else ZERO, line_id=b.line_id, party_id=b.party_id, dimensions=b.dimensions,
                     keys=RoleKeys(product_class=b.product_class, place=b.counter_place or b.place))  # fmt: skip
    return [stock, counter] if up else [counter, stock]
