"""Offers as people and programs give them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.masterdata.trade.rules import HeaderInput, LineInput


@dataclass(frozen=True, slots=True)
class OfferInput:
    """An offer to write. ``valid_until`` None: the day and the company's usual time (policy ``offer_valid_days``, 30)."""

    header: HeaderInput
    lines: tuple[LineInput, ...]
    valid_until: date | None = None
    opportunity: UUID | None = None
