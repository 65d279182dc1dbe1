"""What higher modules tell trade documents: the expected cost of products, for margins."""

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

CostOf = Callable[[Any, Collection[UUID]], dict[UUID, Decimal]]
_costs: list[CostOf] = []


def costs(function: CostOf) -> CostOf:
    """Register ``f(rows, product ids) -> cost of one unit in company currency``; the last registered serves."""
    _costs[:] = [function]
    return function


def unit_costs(rows: Any, products: Collection[UUID]) -> dict[UUID, Decimal]:
    """Expected cost of one of each product's own unit; empty where no module knows."""
    return _costs[0](rows, products) if _costs and products else {}
