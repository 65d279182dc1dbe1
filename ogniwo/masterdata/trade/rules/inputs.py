"""What a person gives for a trade document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

Quantity = Annotated[Decimal, Field(max_digits=20, decimal_places=6)]


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as asked for. ``product``: its id or code; without it ``description`` is sold as text.

    ``price`` empty: the price list's. ``unit`` empty: the product's own. ``tax_class`` empty: the product's.
    ``discount_percent``: 0 to 100.
    """

    product: UUID | str | None = None
    quantity: Quantity = Decimal(1)
    price: Quantity | None = None
    unit: str = ""
    discount_percent: Annotated[Decimal, Field(ge=0, le=100)] = Decimal(0)
    tax_class: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class HeaderInput:
    """Whom a document is for, when, and on what conditions; empty ones come from the party's terms."""

    party: UUID
    day: date
    currency: str = ""
    price_mode: str = ""
    rounding: str = ""
    payment_days: int | None = None
    their_reference: str = ""
    note: str = ""
    title: str = ""
    ship_to: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Take:
    """``quantity`` of a source line that goes on into the next document."""

    line: int
    quantity: Quantity
