"""How much to buy, which receipt an invoice is for, and whether it is for what was ordered and came."""

from ogniwo.supply.purchasing.rules.matching import Difference, DifferenceKind, InvoicedLine, Tolerance, credit_difference, differences
from ogniwo.supply.purchasing.rules.pairing import Asked, Offered, Pair, pair, product_of
from ogniwo.supply.purchasing.rules.replenishment import Need, OrderPoint, Replenishment, replenish

__all__ = [
    "Asked", "Difference", "DifferenceKind", "InvoicedLine", "Need", "Offered", "OrderPoint", "Pair", "Replenishment", "Tolerance", "credit_difference", "differences", "pair", "product_of",
    "replenish",
]  # fmt: skip
