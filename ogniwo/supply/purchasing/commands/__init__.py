"""What changes orders, receipts, proposals and matches."""

from ogniwo.supply.purchasing.commands.matching import LineMatch, match_invoices, match_lines, unmatch
from ogniwo.supply.purchasing.commands.meeting import meet_receipts
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
from ogniwo.supply.purchasing.commands.returning import SentBack, return_goods

__all__ = [
    "LineMatch", "OrderHead", "OrderInput", "ReceiptInput", "Received", "SentBack", "approve_orders", "cancel_orders", "change_order", "close_orders", "confirm_orders",
    "match_invoices", "match_lines", "meet_receipts", "order_proposals", "propose_orders", "receive", "receive_orders", "return_goods", "unmatch", "write_order", "write_orders",
]  # fmt: skip
