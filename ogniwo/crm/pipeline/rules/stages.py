"""Stages of a pipeline, and what is said of opportunities."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage: ``name`` by language, ``probability`` of winning in percent."""

    code: str
    name: dict[str, str]
    probability: int


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """An opportunity: ``expected_value`` net in company currency."""

    title: str
    expected_value: Decimal | None = None
    expected_close: date | None = None


@dataclass(frozen=True, slots=True)
class NewOpportunity:
    """An opportunity to be. ``stage`` empty: the first; ``lead`` and ``campaigns`` are where it came from."""

    party: UUID
    title: str
    need: str = ""
    expected_value: Decimal | None = None
    expected_close: date | None = None
    stage: str = ""
    campaigns: tuple[UUID, ...] = ()
    lead: UUID | None = None
    owner: int | None = None


DEFAULT_STAGES = (
    StageRow("new", {"pl": "Nowa", "en": "New"}, 10),
    StageRow("need", {"pl": "Potrzeba", "en": "Need"}, 30),
    StageRow("proposal", {"pl": "Propozycja", "en": "Proposal"}, 50),
    StageRow("negotiation", {"pl": "Negocjacje", "en": "Negotiation"}, 75),
)
"""What a new company begins with; it changes them as it likes."""
