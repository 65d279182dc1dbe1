"""Each proof of stock sees the fault it is for, planted as superuser; and is green before."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.kernel.books import proofs as kernel
from ogniwo.kernel.books.planting import plant
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import IssueLine, ReceiptLine, ReserveLine, TransferLine
from ogniwo.supply.inventory.tests.conftest import build

ISSUED = "(SELECT id FROM inventory_move WHERE quantity < 0 AND kind = 'issue')"
FAULTS = {
    "stock_kept": "UPDATE inventory_stock SET quantity = quantity + 1",
    "stock_any_day": f"UPDATE inventory_move SET day = '2026-01-01' WHERE id = {ISSUED}",
    "stock_value_kept": "UPDATE inventory_stockvalue SET value = value + 1",
    "stock_worth": "UPDATE inventory_move SET value = 7 WHERE id = (SELECT min(id) FROM inventory_move WHERE quantity = 2)",
    "layers": "UPDATE inventory_layer SET value_left = value_left + 1 WHERE quantity_left > 0",
    "layer_uses": "UPDATE inventory_layeruse SET value = value + 1",
    "available_kept": "UPDATE inventory_available SET reserved = 0 WHERE reserved > 0",
    "transfers_even": "UPDATE inventory_move SET quantity = quantity - 1 WHERE kind = 'transfer' AND quantity < 0",
    "stock_ledger": f"UPDATE inventory_move SET day = '2026-01-21' WHERE id = {ISSUED}",
}


@pytest.fixture(scope="module")
def shop(db_module):
    house = build(db_module)
    product, gone = house.product("A"), house.product("B")
    one, two, _abroad = house.warehouses
    commands.receive_internal(one, [ReceiptLine(product, D(10), D(100)), ReceiptLine(gone, D(2), D(20))], on=date(2026, 1, 10), acting=house.acting)
    commands.transfer(one, two, [TransferLine(product, D(2))], on=date(2026, 1, 11), acting=house.acting)
    commands.issue_internal(one, [IssueLine(product, D(3))], on=date(2026, 1, 20), cost_center="K1", acting=house.acting)
    commands.adjust(one, [commands.AdjustLine(gone, D(-2))], on=date(2026, 1, 21), acting=house.acting)
    line = house.rows("SELECT min(line_id) FROM inventory_move")[0][0]
    commands.reserve_lines([ReserveLine(line, product, one, D(1))], acting=house.acting)
    return house


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(shop, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])


def test_stock_is_sealed_as_it_stands(shop):
    seals = next(p for p in kernel.PROOFS if p.name == "seals")
    assert list(seals.check(lambda sql: iter(shop.rows(sql)))) == []
