"""Warehouses, opening stock; the accounts that product classes go to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ogniwo.demo.stage import FIRST, Item, Stage, cents
from ogniwo.finance.ledger.commands.accounts import NewRule, set_account_rules
from ogniwo.supply.inventory.commands import NewLot, NewWarehouse, ReceiptLine, TransferLine, add_lots, add_warehouses, open_stock, transfer

# where each product class is booked; what is not said stays with the chart's own accounts
ACCOUNTS = {
    "wyroby": {"stock": "601", "cost_of_sales": "736", "revenue": "701"}, "akcesoria": {"revenue": "730"}, "towary": {"revenue": "730"},
    "materialy": {"stock": "310", "cost_of_sales": "741", "revenue": "740", "received_not_invoiced": "301"}, "uslugi": {"revenue": "702"},
    "energia": {"purchase_cost": "401"}, "reklama": {"purchase_cost": "407"},
}  # fmt: skip


def set_accounts(stage: Stage) -> None:
    """The accountant sends product classes to their accounts."""
    rules = [NewRule(role, account, date(2025, 1, 1), product_class=group) for group, accounts in ACCOUNTS.items() for role, account in accounts.items()]
    set_account_rules(rules, acting=stage.by("accountant", FIRST))


def opening(item: Item) -> int:
    """How much was there when the books began."""
    if item.group == "wyroby":
        return 26 if item.cost < 300 else 12
    if item.group == "towary":
        return 8 if item.cost > 500 else 16
    return 48 if item.group == "materialy" else 75


def fill_warehouses(stage: Stage) -> None:
    """Two warehouses, lots, opening stock on the first day; a part goes to the branch in Wrocław."""
    keeper = stage.by("storekeeper", FIRST)
    one, two = stage.branches
    stage.warehouses = tuple(add_warehouses([NewWarehouse("MG1", "Magazyn główny Swarzędz", one), NewWarehouse("MG2", "Magazyn Wrocław", two)], acting=keeper))
    by_lot = [item for item in stage.items if item.lots]
    for item, lot in zip(by_lot, add_lots([NewLot(i.id, f"{i.code}/2608", date(2027, 8, 31)) for i in by_lot], acting=keeper), strict=True):
        stage.lots[item.id].append(lot)
    kept = [item for item in stage.items if item.group != "uslugi"]
    open_stock(stage.warehouses[0], [ReceiptLine(i.id, Decimal(opening(i)), cents(i.cost * opening(i)), lot=stage.lots[i.id][0] if i.lots else None) for i in kept],
               on=FIRST, text="Bilans otwarcia zapasów", acting=stage.by("accountant", FIRST))  # fmt: skip
    moved = [TransferLine(i.id, Decimal(opening(i) // 3)) for i in for_branch(stage)]
    transfer(stage.warehouses[0], stage.warehouses[1], moved, on=FIRST + timedelta(days=1), text="Zatowarowanie salonu Wrocław", acting=keeper)


def for_branch(stage: Stage) -> list[Item]:
    """What the branch in Wrocław sells."""
    return [i for n, i in enumerate(stage.items) if i.group in {"wyroby", "towary", "akcesoria"} and not i.lots and (n % 2 == 0 or i.group == "akcesoria")]
