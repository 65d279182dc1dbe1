"""What people do with orders, deliveries and returns."""

from ogniwo.supply.sales.commands.credit import ask_credit, release_credit
from ogniwo.supply.sales.commands.delivering import deliver, deliver_orders
from ogniwo.supply.sales.commands.invoicing import invoice_deliveries, invoice_together
from ogniwo.supply.sales.commands.offers import order_offers
from ogniwo.supply.sales.commands.orders import cancel_orders, change_order, close_orders, confirm_orders, write_order, write_orders
from ogniwo.supply.sales.commands.reserving import release_orders, reserve_orders
from ogniwo.supply.sales.commands.returning import return_lines

__all__ = [
    "ask_credit", "cancel_orders", "change_order", "close_orders", "confirm_orders", "deliver", "deliver_orders", "invoice_deliveries", "invoice_together",
    "order_offers", "release_credit", "release_orders", "reserve_orders", "return_lines", "write_order", "write_orders",
]  # fmt: skip
