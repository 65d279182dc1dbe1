"""What the catalogue tells of."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.outbox.hooks import Event


@dataclass(frozen=True, slots=True)
class ProductsSaved:
    """Products added, adopted or changed by an act."""

    products: Sequence[UUID]


products_saved: Event[ProductsSaved] = Event("catalog.saved")
