"""What a customer may order on credit, what stock allows to deliver, and what of a delivery's revenue an invoice meets."""

from ogniwo.supply.sales.rules.accruals import Waiting
from ogniwo.supply.sales.rules.credit import Credit, credit_reasons
from ogniwo.supply.sales.rules.inputs import OrderHead, OrderInput
from ogniwo.supply.sales.rules.picking import Held, Picked, deliverable, pick

__all__ = ["Credit", "Held", "OrderHead", "OrderInput", "Picked", "Waiting", "credit_reasons", "deliverable", "pick"]
