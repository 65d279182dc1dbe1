"""What sales answers."""

from ogniwo.supply.sales.queries.chain import campaigns_of
from ogniwo.supply.sales.queries.progress import Progress, delivery_progress, order_progress

__all__ = ["Progress", "campaigns_of", "delivery_progress", "order_progress"]
