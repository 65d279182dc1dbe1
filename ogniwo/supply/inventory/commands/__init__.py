"""What people do in the warehouse."""

from ogniwo.supply.inventory.commands.papers import (
    AdjustLine,
    InternalIssue,
    InternalReceipt,
    IssueLine,
    ReceiptLine,
    TransferLine,
    adjust,
    issue_internal,
    issue_internals,
    open_stock,
    receive_internal,
    receive_internals,
    reverse_papers,
    transfer,
)  # fmt: skip
from ogniwo.supply.inventory.commands.places import NewLocation, NewLot, NewWarehouse, add_locations, add_lots, add_warehouses
from ogniwo.supply.inventory.commands.reserving import ReserveLine, release_lines, reserve_lines
from ogniwo.supply.inventory.posting.loading import Place
from ogniwo.supply.inventory.posting.standing import Standing, lock_stock

__all__ = [
    "AdjustLine", "InternalIssue", "InternalReceipt", "IssueLine", "NewLocation", "NewLot", "NewWarehouse", "Place", "ReceiptLine", "ReserveLine", "Standing",
    "TransferLine",
    "add_locations", "add_lots", "add_warehouses", "adjust", "issue_internal", "issue_internals", "lock_stock", "open_stock", "receive_internal", "receive_internals",
    "release_lines", "reserve_lines", "reverse_papers", "transfer",
]  # fmt: skip
