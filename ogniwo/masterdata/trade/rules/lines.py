"""Lines of a document with money, ready to be written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.masterdata.taxation.rules import PricedLine, PriceMode, Rate, Rounding, Taxed, taxed


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What a line takes from its product: ``units`` is how many of the product's own unit one of another is."""

    id: UUID
    code: str
    name: str
    unit: str
    tax_class: str
    product_class: str
    stocked: bool
    units: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class ComputedLine:
    """A line with money in the document's currency; ``quantity_base`` in the product's own unit."""

    product: ProductFacts | None
    description: str
    unit: str
    quantity: Decimal
    quantity_base: Decimal
    price: Decimal
    price_reason: str
    discount_percent: Decimal
    rate: Rate
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    cost_estimate: Decimal | None = None
    source_line: int | None = None


@dataclass(slots=True, kw_only=True)
class ComputedDocument:
    """A document ready to be written: its header resolved, its lines and sums."""

    party_id: UUID
    day: date
    currency: str
    price_mode: str
    rounding: str
    payment_days: int
    lines: list[ComputedLine]
    their_reference: str = ""
    note: str = ""
    title: str = ""
    ship_to: dict[str, str] = field(default_factory=dict)
    rate: Decimal | None = None
    rate_per: int = 1
    rate_source: str = ""
    rate_day: date | None = None
    branch_id: int | None = None
    owner_id: int | None = None
    custom: dict[str, Any] = field(default_factory=dict)
    taxed: Taxed | None = None


def priced(lines: Sequence[ComputedLine], *, price_mode: str, rounding: str, places: int) -> Taxed:
    """Put net, tax and gross on the lines by the one tax arithmetic; returns the document's sums."""
    found = taxed(
        [PricedLine(n, line.quantity, line.price, line.rate, line.discount_percent) for n, line in enumerate(lines)],
        price_mode=PriceMode(price_mode), rounding=Rounding(rounding), places=places,
    )  # fmt: skip
    for line, result in zip(lines, found.lines, strict=True):
        line.net, line.tax, line.gross = result.net, result.tax, result.gross
    return found
