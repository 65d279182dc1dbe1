"""How much to buy, and whether the invoice is for what was ordered and came."""

from ogniwo.supply.purchasing.rules.matching import Difference, DifferenceKind, InvoicedLine, Tolerance, differences
from ogniwo.supply.purchasing.rules.replenishment import Need, OrderPoint, Replenishment, replenish

__all__ = [
    "Difference", "DifferenceKind", "InvoicedLine", "Need", "OrderPoint", "Replenishment", "Tolerance", "differences", "replenish",
]
