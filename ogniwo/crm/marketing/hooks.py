"""What follows when leads are qualified."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

FollowUp = Callable[..., Mapping[UUID, UUID]]
FOLLOW_UPS: list[FollowUp] = []


@dataclass(frozen=True, slots=True)
class Qualified:
    """A qualified lead with its party, and what is expected of it (value in company currency)."""

    lead: UUID
    party: UUID
    title: str
    need: str
    owner_id: int | None
    campaigns: tuple[UUID, ...] = ()
    expected_value: Decimal | None = None
    expected_close: date | None = None


def follows(function: FollowUp) -> FollowUp:
    """Register ``f(leads: Sequence[Qualified], *, unit) -> {lead: document it opened}``, called in the act that qualifies."""
    FOLLOW_UPS.append(function)
    return function


def follow(leads: Sequence[Qualified], *, unit: Any) -> dict[UUID, UUID]:
    """Call every follow-up; what they opened, by lead."""
    opened: dict[UUID, UUID] = {}
    for function in FOLLOW_UPS:
        opened |= function(leads, unit=unit)
    return opened
