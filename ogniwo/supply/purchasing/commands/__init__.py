"""What changes orders, receipts, proposals and matches."""

from ogniwo.supply.purchasing.commands.matching import match_invoices, match_line, unmatch
from ogniwo.supply.purchasing.commands.orders import (
    OrderHead,
    OrderInput,
    approve_orders,
    cancel_orders,
    change_order,
    close_orders,
    confirm_orders,
    write_order,
    write_orders,
)
from ogniwo.supply.purchasing.commands.proposing import order_proposals, propose_orders
from ogniwo.supply.purchasing.commands.receiving import ReceiptInput, Received, receive, receive_orders

__all__ = [
    "OrderHead", "OrderInput", "ReceiptInput", "Received", "approve_orders", "cancel_orders", "change_order", "close_orders", "confirm_orders", "match_invoices", "match_line",
    "order_proposals", "propose_orders", "receive", "receive_orders", "unmatch", "write_order", "write_orders",
]  # fmt: skip
