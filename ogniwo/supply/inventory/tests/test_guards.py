"""Attacks on stock in SQL, as the app's role: each is refused, by its name."""

import itertools
from datetime import date
from decimal import Decimal as D

import psycopg
import pytest

from ogniwo.kernel.books.commands import lock_month
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import NewLot, ReceiptLine, ReserveLine
from ogniwo.supply.inventory.tests.conftest import build

NUMBERS = itertools.count(1)
COPY = """INSERT INTO inventory_move (company_id, id, document_id, line_id, kind, day, product_id, lot_id, warehouse_id, location_id, status, owner_id, packing, area, nth,
    quantity, value, role, product_class, dimensions, seal_id)
  SELECT company_id, id + 1000000 * %(n)s, document_id, line_id, kind, coalesce(%(day)s, day), product_id, coalesce(%(lot)s, lot_id), coalesce(%(warehouse)s, warehouse_id),
    coalesce(%(location)s, location_id), coalesce(%(status)s, status), coalesce(%(owner)s, owner_id), packing, area, nth + 1000 * %(n)s, %(quantity)s, coalesce(%(value)s, 0), role, product_class, dimensions, seal_id
  FROM inventory_move WHERE id = %(id)s"""


@pytest.fixture(scope="module")
def shop(db_module):
    """Ten pieces in lot L1 at M1 since the 10th, three of them gone on the 20th; two pieces without a lot at M2."""
    house = build(db_module)
    house.item = house.product("A")
    house.lots = commands.add_lots([NewLot(house.item, "L1"), NewLot(house.item, "L2")], acting=house.acting)
    house.other = house.product("B")
    one, two, _abroad = house.warehouses
    commands.receive_internal(one, [ReceiptLine(house.item, D(10), D(100), house.lots[0])], on=date(2026, 1, 10), acting=house.acting)
    commands.receive_internal(two, [ReceiptLine(house.item, D(2), D(20)), ReceiptLine(house.other, D(5), D(50))], on=date(2026, 1, 10), acting=house.acting)
    commands.issue_internal(one, [commands.IssueLine(house.item, D(8), house.lots[0])], on=date(2026, 1, 20), acting=house.acting)
    commands.receive_internal(one, [ReceiptLine(house.item, D(8), D(80), house.lots[0])], on=date(2026, 1, 25), acting=house.acting)
    lock_month(date(2025, 6, 1), acting=house.acting)
    house.move = house.rows("SELECT id FROM inventory_move WHERE lot_id = %s AND quantity = 10", [house.lots[0]])[0][0]
    house.away = house.rows("SELECT id, location_id FROM inventory_move WHERE warehouse_id = %s AND product_id = %s", [two, house.item])[0]
    return house


@pytest.fixture
def attack(shop):
    """``attack(sql, params)`` in one transaction of the app's role in the company's context; returns the name of what refused it."""

    def run(sql, params=None):
        with shop.clone.as_role("app") as connection:
            try:
                with connection.transaction():
                    connection.execute("SELECT set_config('ogniwo.company', %s, true), set_config('ogniwo.directory', %s, true)",
                                       [str(shop.acting.company_id), str(shop.acting.directory_id)])  # fmt: skip
                    connection.execute(sql, params)
            except psycopg.Error as refused:
                return refused.diag.constraint_name or refused.sqlstate
        return "let through"

    return run


def forged(shop, quantity, **more):
    return {"id": shop.move, "n": next(NUMBERS), "quantity": quantity, "day": None, "lot": None, "warehouse": None, "location": None, "status": None, "owner": None, "value": None, **more}


def test_below_zero_today(shop, attack):
    assert attack(COPY, forged(shop, D(-11), day=date(2026, 2, 1))) == "inventory_stock_enough"


def test_below_zero_on_a_past_day(shop, attack):
    assert attack(COPY, forged(shop, D(-5), day=date(2026, 1, 15))) == "inventory_stock_any_day"
    assert attack(COPY, forged(shop, D(-1), day=date(2026, 1, 5))) == "inventory_stock_any_day"
    assert attack(COPY, forged(shop, D(-5), day=date(2026, 1, 25), value=D(-50))) == "let through"
    assert attack(COPY, forged(shop, D(5), day=date(2026, 1, 25), value=D(50))) == "let through"


def test_below_zero_of_a_lot_a_place_a_status_an_owner(shop, attack):
    two = shop.warehouses[1]
    assert attack(COPY, forged(shop, D(-1), lot=shop.lots[1])) == "inventory_stock_enough"
    assert attack(COPY, forged(shop, D(-1), warehouse=two, location=shop.away[1])) == "inventory_stock_enough"
    assert attack(COPY, forged(shop, D(-1), status="blocked")) == "inventory_stock_enough"
    assert attack(COPY, forged(shop, D(-1), owner=shop.item)) == "inventory_stock_enough"


def test_facts_do_not_change(attack):
    for table in ("inventory_move", "inventory_layeruse", "inventory_costdelta"):
        for sql in (f"UPDATE {table} SET value = 1", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            assert attack(sql) == "42501", sql


def test_facts_do_not_change_for_their_owner_either(shop, as_role):
    for sql in ("UPDATE inventory_move SET value = 1", "DELETE FROM inventory_move", "TRUNCATE inventory_move CASCADE"):
        with shop.clone.as_role("migrator") as owner, pytest.raises(psycopg.IntegrityError, match="not changed"):
            owner.execute(sql)


@pytest.mark.parametrize("table", ["inventory_stock", "inventory_available", "inventory_stockvalue"])
def test_kept_figures_are_not_written(attack, table):
    assert attack(f"UPDATE {table} SET quantity = 'NaN'") == "42501"
    assert attack(f"DELETE FROM {table}") == "42501"


def test_not_a_number(shop, attack):
    assert attack(COPY, forged(shop, D("NaN"))).startswith("inventory_")
    assert attack(COPY, forged(shop, D(1), value=D("NaN"))) == "inventory_move_value_number"
    assert attack("UPDATE inventory_layer SET quantity_left = 'NaN'").startswith("inventory_layer_")
    assert attack("UPDATE inventory_layer SET value_left = 'NaN'").startswith("inventory_layer_")


def test_closed_and_missing_months(shop, attack):
    assert attack(COPY, forged(shop, D(1), day=date(2025, 6, 30))) == "books_period_locked"
    assert attack(COPY, forged(shop, D(1), day=date(2031, 1, 1))) == "books_period_missing"


def test_a_place_of_another_warehouse_and_a_lot_of_another_product(shop, attack):
    assert attack(COPY, forged(shop, D(1), location=shop.away[1])) == "inventory_move_place"
    assert attack(COPY, forged(shop, D(1), warehouse=shop.warehouses[2])) == "inventory_move_place"


def test_value_without_quantity(shop, attack):
    sql = """INSERT INTO inventory_costdelta (company_id, id, move_id, product_id, area, day, value, document_id, price, seal_id)
      SELECT company_id, id + 1, id, %s::uuid, area, day, 5, document_id, false, seal_id FROM inventory_move WHERE id = %s"""
    assert attack(sql, [shop.other, shop.move]) == "inventory_costdelta_move"
    empty = """WITH m AS (SELECT * FROM inventory_move WHERE product_id = %s) INSERT INTO inventory_move (company_id, id, document_id, line_id, kind, day, product_id, warehouse_id,
      location_id, status, packing, area, nth, quantity, value, role, product_class, dimensions, seal_id)
      SELECT company_id, id + 5, document_id, line_id, 'issue', day, product_id, warehouse_id, location_id, status, packing, area, nth + 5, -5, -49, role, '', '{}', seal_id FROM m"""
    assert attack(empty, [shop.other]) == "inventory_stockvalue_worth"


def test_reserved_goods_are_there(shop, attack):
    line = shop.rows("SELECT line_id FROM inventory_move WHERE id = %s", [shop.move])[0][0]
    commands.reserve_lines([ReserveLine(line, shop.other, shop.warehouses[1], D(4))], acting=shop.acting)
    assert attack("UPDATE inventory_reservation SET quantity = 6") == "inventory_available_reserved"
    assert attack("UPDATE inventory_reservation SET quantity = -1").startswith("inventory_")
    assert attack(COPY, forged(shop, D(-2), **{"id": shop.rows("SELECT id FROM inventory_move WHERE product_id = %s", [shop.other])[0][0]})) == "inventory_available_reserved"


def test_another_company_sees_and_writes_nothing(shop):
    with shop.clone.as_role("app") as connection, connection.transaction():
        connection.execute("SELECT set_config('ogniwo.company', '999', true), set_config('ogniwo.directory', '999', true)")
        for table in ("move", "costdelta", "layer", "layeruse", "stock", "available", "stockvalue", "reservation", "warehouse", "location", "lot"):
            assert connection.execute(f"SELECT count(*) FROM inventory_{table}").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM inventory_lock_values('{}'::uuid[], '{}'::text[])").fetchone() == (0,)
        with pytest.raises(psycopg.Error), connection.transaction():
            connection.execute(COPY.replace("SELECT company_id,", f"SELECT {shop.acting.company_id},"), forged(shop, D(1)))
            assert connection.execute("SELECT 1/(SELECT count(*) FROM inventory_move)").fetchone()
