"""What trade documents offer: who knows what a product will cost, and news of documents written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event
from ogniwo.kernel.writing.reader import Rows

Costs = Callable[[Rows, Collection[UUID]], Mapping[UUID, Decimal]]
COSTS: list[Costs] = []


@dataclass(frozen=True, slots=True)
class DocumentsWritten:
    """Trade documents of a type written or changed by an act."""

    type: str
    documents: Sequence[UUID]


documents_written: Event[DocumentsWritten] = Event("trade.written")


def estimates(costs: Costs) -> Costs:
    """Register ``f(rows, products) -> {product: expected cost of one of its own unit}``; later ones win. One statement at most."""
    COSTS.append(costs)
    return costs
