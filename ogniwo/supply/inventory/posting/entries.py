"""Entries of the ledger for changes of stock value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.books.drafts import Amount, EntryDraft, RoleKeys
from ogniwo.kernel.money.rules import ZERO
from ogniwo.supply.inventory.hooks import STOCK, VARIANCE


@dataclass(slots=True, kw_only=True)
class Booking:
    """A change of stock value by ``value`` against ``role``; ``against`` names the other side's role when it is not stock.

    Of a transfer between areas ``role`` is stock itself: its halves are each other's counter entry.
    """

    document_id: UUID
    journal: str
    day: date
    document_day: date
    line_id: int
    role: str
    value: Decimal
    product_class: str = ""
    place: str = ""
    party_id: UUID | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    against: str = STOCK
    text: str = ""


def entries(bookings: Iterable[Booking], currency: str) -> list[EntryDraft]:
    """One entry per document, journal and day; a value above zero debits stock."""
    found: dict[tuple[UUID, str, date], EntryDraft] = {}
    uneven: dict[tuple[UUID, str, date, int], Decimal] = {}
    for b in bookings:
        if b.value:
            key = (b.document_id, b.journal, b.day)
            if key not in found:
                found[key] = EntryDraft(document_id=b.document_id, journal=b.journal, day=b.day, document_day=b.document_day, operation_day=b.day,
                                        text=b.text, currency=currency, amounts=[])  # fmt: skip
            stock, counter = _pair(b)
            if b.role != STOCK:
                found[key].amounts += [stock, counter] if b.value > 0 else [counter, stock]
            else:
                found[key].amounts.append(stock)
                uneven[*key, b.line_id] = uneven.get((*key, b.line_id), ZERO) + b.value
    for (document, journal, day, line), value in uneven.items():
        if value:  # halves whose costs came apart (goods of the arrival were sent back at another layer's cost)
            found[document, journal, day].amounts.append(
                Amount(role=VARIANCE, debit=max(-value, ZERO), credit=max(value, ZERO), line_id=line))  # fmt: skip
    return list(found.values())


def _pair(b: Booking) -> tuple[Amount, Amount]:
    size, up = abs(b.value), b.value > 0
    stock = Amount(role=b.against, debit=size if up else ZERO, credit=ZERO if up else size, line_id=b.line_id,
                   keys=RoleKeys(product_class=b.product_class, place=b.place))  # fmt: skip
    counter = Amount(role=b.role, debit=ZERO if up else size, credit=size if up else ZERO, line_id=b.line_id, party_id=b.party_id, dimensions=b.dimensions,
                     keys=RoleKeys(product_class=b.product_class, place=b.place))  # fmt: skip
    return stock, counter
