"""What other modules hand to the books to move goods and to change their cost."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

RECEIVED_NOT_INVOICED, COST_OF_SALES, DELIVERED_NOT_INVOICED = "received_not_invoiced", "cost_of_sales", "delivered_not_invoiced"
SURPLUS, SHORTAGE, INTERNAL_USE, OWN_PRODUCTS = "stock_surplus", "stock_shortage", "internal_use", "own_products"
STOCK, OPENING, VARIANCE = "stock", "opening_balance", "price_variance"
LOCKED_AVAILABLE = "locked available"
"""The note in which who locked what is available just before reserving leaves it, so it is not read twice; taken once."""


@dataclass(slots=True, kw_only=True)
class StockDraft:
    """Goods to be moved for a document line; the books write the move, its layers and its cost.

    ``quantity``: in the product's own unit, above zero in, below out; of a transfer what goes to ``to_location_id``.
    ``kind``: receipt, issue, return_in, return_out, adjust, transfer. ``value``: net cost in company currency of what
    comes in (never of what leaves). ``returns``: the move of the issue (return_in) or receipt (return_out) that comes back.
    ``role``: of the counter account; ``later_role``: of later changes of its cost, where those go elsewhere. ``reserved_line``: the order line whose reservation it uses up.
    After the books wrote it: ``move_id`` (of a transfer the half that left) and ``cost``, signed as the move.
    """

    document_id: UUID
    line_id: int
    journal: str
    day: date
    product_id: UUID
    location_id: UUID
    quantity: Decimal
    kind: str
    role: str
    value: Decimal | None = None
    returns: int | None = None
    lot_id: UUID | None = None
    status: str = "free"
    owner_id: UUID | None = None
    packing: str = ""
    to_location_id: UUID | None = None
    to_status: str = ""
    party_id: UUID | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    reserved_line: int | None = None
    document_day: date | None = None
    text: str = ""
    later_role: str = ""
    move_id: int = 0
    cost: Decimal = Decimal(0)


@dataclass(slots=True, kw_only=True)
class PriceDelta:
    """A receipt turns out to cost ``difference`` more (below zero: less), company currency; by policy to stock or variance.

    ``move_id``: of the receipt; ``stayed``: it is the price of what was not sent back to the supplier. ``line_id``: the line that says so (of the supplier's invoice). ``to_stock``: None asks
    the product's policy. After the books wrote it ``to_variance`` is what went to the variance account.
    """

    document_id: UUID
    line_id: int
    journal: str
    day: date
    move_id: int
    difference: Decimal
    role: str = RECEIVED_NOT_INVOICED
    party_id: UUID | None = None
    to_stock: bool | None = None
    stayed: bool = False
    document_day: date | None = None
    text: str = ""
    to_variance: Decimal = Decimal(0)


class Asks(Protocol):
    """Who answers SQL: a unit or a reader."""

    def rows(self, sql: str, params: Any = ...) -> list[tuple]: ...


OnOrder = Callable[[Asks, Collection[UUID]], Mapping[tuple[UUID, UUID | None], Decimal]]
ON_ORDER: list[OnOrder] = []


def on_order(function: OnOrder) -> OnOrder:
    """Register ``f(asks, products) -> {(product, warehouse or None): quantity still to come}``; purchasing and production do."""
    ON_ORDER.append(function)
    return function
