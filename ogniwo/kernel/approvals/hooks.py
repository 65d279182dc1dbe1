"""The event after a decision."""

from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about documents of one kind of request."""

    kind: str
    documents: tuple[UUID, ...]
    approved: bool
    answer: str


decided: Event[Decision] = Event("approvals.decided")
