"""What a person gives for an order."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ogniwo.masterdata.trade.rules import HeaderInput, LineInput


@dataclass(frozen=True, slots=True)
class OrderInput:
    """An order to write. ``delivery_day``: promised; ``warehouse`` empty: the branch's first."""

    header: HeaderInput
    lines: tuple[LineInput, ...]
    delivery_day: date | None = None
    warehouse: UUID | None = None


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The head of an order as a form asks for it; empty fields come from the customer's terms."""

    party: UUID
    day: date
    delivery_day: date | None = None
    warehouse: UUID | None = None
    currency: str = ""
    payment_days: int | None = None
    their_reference: str = ""
    note: str = ""
    custom: dict[str, object] = field(default_factory=dict)

    def order(self, lines: tuple[LineInput, ...]) -> OrderInput:
        """The whole order."""
        header = HeaderInput(
            party=self.party, day=self.day, currency=self.currency, payment_days=self.payment_days, their_reference=self.their_reference, note=self.note,
            custom=self.custom)  # fmt: skip
        return OrderInput(header, lines, self.delivery_day, self.warehouse)
