"""Costs end to end: published values, news about the past, returns, taking back; every test ends with all proofs of stock green."""

import json
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest

from ogniwo.kernel.books import writer
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import AdjustLine, IssueLine, ReceiptLine, TransferLine
from ogniwo.supply.inventory.hooks import PriceDelta, StockDraft
from ogniwo.supply.inventory.proofs import PROOFS

CASE = Path(__file__).resolve().parents[4].parent / "shared" / "cases" / "val_fifo_wavg_open.json"


def day(d, month=1):
    return date(2026, month, d)


@pytest.fixture(autouse=True)
def proved(request, house):
    yield
    for proof in PROOFS:
        assert house.rows(proof.sql) == [], proof.name


def receive(house, product, quantity, value, on, place=0):
    return commands.receive_internal(house.warehouses[place], [ReceiptLine(product, D(quantity), D(value))], on=on, acting=house.acting)[0]


def issue(house, product, quantity, on, place=0):
    return commands.issue_internal(house.warehouses[place], [IssueLine(product, D(quantity))], on=on, acting=house.acting)[0]


def cost(house, document):
    """Cost of a document's moves, deltas included."""
    ((value,),) = house.rows("""SELECT -sum(m.value) - coalesce((SELECT sum(c.value) FROM inventory_costdelta c JOIN inventory_move i ON i.id = c.move_id WHERE i.document_id = %s), 0)
      FROM inventory_move m WHERE m.document_id = %s""", [document, document])
    return value


def stock(house, product):
    return house.rows("SELECT quantity, value FROM inventory_stockvalue WHERE product_id = %s ORDER BY area", [product])


@pytest.mark.parametrize(("valuation", "key"), [("fifo", "fifo"), ("average", "moving_average")])
def test_published_values(house, valuation, key):
    """../shared/cases/val_fifo_wavg_open.json through documents, layers and kept values."""
    if not CASE.exists():
        pytest.skip("the shared cases are not on this machine")
    case = json.loads(CASE.read_text())
    product = house.product("A", valuation)
    quantity, price = case["inputs"]["opening"]
    commands.open_stock(house.warehouses[0], [ReceiptLine(product, D(quantity), D(quantity) * D(price))], on=day(1), acting=house.acting)
    issued = D(0)
    for n, (kind, quantity, *price) in enumerate(case["inputs"]["moves"], 2):
        if kind == "in":
            receive(house, product, quantity, D(quantity) * D(price[0]), day(n))
        else:
            issued += cost(house, issue(house, product, quantity, day(n)))
    assert issued == D(case["expected"][key]["cogs"])
    assert stock(house, product) == [(D(case["expected"]["closing_qty"]), D(case["expected"][key]["closing"]))]


@pytest.mark.parametrize("valuation", ["fifo", "average"])
def test_back_dated_receipt_moves_costs(house, valuation):
    product = house.product("A", valuation)
    receive(house, product, 10, "100", day(5))
    out = issue(house, product, 10, day(10))
    assert cost(house, out) == D(100)
    receive(house, product, 10, "60", day(2))
    assert cost(house, out) == (D(60) if valuation == "fifo" else D(80))
    assert stock(house, product) == [(D(10), D(100) if valuation == "fifo" else D(80))]
    assert {d for (d,) in house.rows("SELECT day FROM inventory_costdelta")} == {day(10)}


def test_delta_of_a_closed_month_is_booked_on_the_first_open_day(house):
    product = house.product("A")
    receive(house, product, 10, "100", day(5))
    out = issue(house, product, 4, day(10))
    receipt = house.rows("SELECT id FROM inventory_move WHERE quantity > 0")[0][0]
    lock_month(day(1), acting=house.acting)
    invoice(house, receipt, "20", day(15, 2))
    assert cost(house, out) == D(48)
    assert sorted(house.rows("SELECT day, value FROM inventory_costdelta")) == [(day(1, 2), D(-8)), (day(1, 2), D(20))]
    assert stock(house, product) == [(D(6), D(72))]


def invoice(house, receipt, difference, on, **more):
    """A later price of a receipt, as a supplier's invoice would book it."""
    with house.unit() as unit:
        document, (line,) = documents.new(unit, "inventory.adjustment", state="posted", day=on, currency="PLN", lines=[documents.NewLine()])
        writer.write(unit, [PriceDelta(document_id=document.id, line_id=line.id, journal="MAG", day=on, move_id=receipt, difference=D(difference), **more)])
    return document.id


def test_later_price_by_policy(house):
    one, two = house.product("A"), house.product("B", price_difference="variance")
    for product in (one, two):
        receive(house, product, 10, "100", day(5))
        issue(house, product, 4, day(6))
    receipts = house.rows("SELECT id, product_id FROM inventory_move WHERE quantity > 0")
    for receipt, _product in receipts:
        invoice(house, receipt, "10", day(20))
    assert stock(house, one) == [(D(6), D(66))]
    assert stock(house, two) == [(D(6), D(60))]


def test_return_comes_back_at_its_cost(house):
    product = house.product("A")
    receive(house, product, 3, "10", day(1))
    out = issue(house, product, 2, day(2))
    receive(house, product, 5, "500", day(3))
    move = house.rows("SELECT id, line_id, location_id FROM inventory_move WHERE document_id = %s", [out])[0]
    back(house, product, move, 1, day(4))
    back(house, product, move, 1, day(5))
    assert cost(house, out) == D("6.67")
    assert stock(house, product) == [(D(8), D(510))]
    with pytest.raises(Refused, match="too_much_back"):
        back(house, product, move, 1, day(6))


def back(house, product, move, quantity, on):
    with house.unit() as unit:
        document, (line,) = documents.new(unit, "inventory.adjustment", state="posted", day=on, currency="PLN", lines=[documents.NewLine()])
        writer.write(unit, [StockDraft(document_id=document.id, line_id=line.id, journal="MAG", day=on, product_id=product, location_id=move[2], quantity=D(quantity),
                                       kind="return_in" if quantity > 0 else "return_out", role="cost_of_sales", returns=move[0])])  # fmt: skip
    return document.id


@pytest.mark.parametrize("valuation", ["fifo", "average"])
def test_return_to_the_supplier_and_its_late_price(house, valuation):
    product = house.product("A", valuation)
    receive(house, product, 10, "100", day(1))
    receive(house, product, 10, "200", day(2))
    dear = house.rows("SELECT id, line_id, location_id FROM inventory_move WHERE value = 200")[0]
    back(house, product, dear, -4, day(3))
    assert stock(house, product) == [(D(16), D(220))]
    invoice(house, dear[0], "10", day(10))
    assert stock(house, product) == [(D(16), D(226))]


@pytest.mark.parametrize("valuation", ["fifo", "average"])
def test_papers_taken_back(house, valuation):
    product = house.product("A", valuation)
    first = receive(house, product, 10, "100", day(1))
    out = issue(house, product, 4, day(2))
    if valuation == "fifo":
        with pytest.raises(Refused, match="already_used|not_enough"):
            commands.reverse_papers([first], on=day(3), acting=house.acting)
    commands.reverse_papers([out], on=day(3), acting=house.acting)
    assert stock(house, product) == [(D(10), D(100))]
    second = receive(house, product, 2, "50", day(4))
    commands.reverse_papers([second], on=day(5), acting=house.acting)
    assert stock(house, product) == [(D(10), D(100))]


def test_an_issue_taken_back_after_news_takes_the_news_back_too(house):
    product = house.product("A")
    receive(house, product, 10, "100", day(1))
    receipt = house.rows("SELECT id FROM inventory_move WHERE quantity > 0")[0][0]
    out = issue(house, product, 4, day(2))
    price = invoice(house, receipt, "30", day(10))
    commands.reverse_papers([out], on=day(11), acting=house.acting)
    assert stock(house, product) == [(D(10), D(130))]
    with house.unit() as unit:
        writer.reverse(unit, [price], on=day(12))
    assert stock(house, product) == [(D(10), D(100))]


def test_transfers_carry_cost_between_areas_only(house):
    product = house.product("A")
    receive(house, product, 10, "100", day(1))
    one, two, abroad = house.warehouses
    commands.transfer(one, two, [TransferLine(product, D(4))], on=day(2), acting=house.acting)
    commands.transfer(two, abroad, [TransferLine(product, D(3))], on=day(3), acting=house.acting)
    assert stock(house, product) == [(D(7), D(70)), (D(3), D(30))]
    out = issue(house, product, 2, day(4), place=2)
    receipt = house.rows("SELECT id FROM inventory_move WHERE kind = 'receipt'")[0][0]
    invoice(house, receipt, "10", day(9))
    assert stock(house, product) == [(D(7), D(77)), (D(1), D(11))]
    assert cost(house, out) == D(22)


def test_counting_and_standard_cost(house):
    product = house.product("S", "standard", standard_cost=D("9"))
    receive(house, product, 10, "100", day(1))
    commands.adjust(house.warehouses[0], [AdjustLine(product, D(-1))], on=day(2), acting=house.acting)
    commands.adjust(house.warehouses[0], [AdjustLine(product, D(2), D("18"))], on=day(3), acting=house.acting)
    assert stock(house, product) == [(D(11), D(99))]


def test_statements_do_not_grow(house):
    from ogniwo.kernel.writing.unit import Counter

    products = [house.product(f"P{n}", "fifo" if n % 2 else "average") for n in range(5)]
    sent = {}
    for size, month in ((1, 1), (100, 3)):
        lines = [ReceiptLine(p, D(1000), D(5000)) for p in products]
        receipts = [commands.InternalReceipt(house.warehouses[0], day(1, month), lines) for _n in range(size)]
        issues = [commands.InternalIssue(house.warehouses[0], day(2, month), [IssueLine(p, D(7)) for p in products], "K1") for _n in range(size)]
        before = Counter.sent
        commands.receive_internals(receipts, acting=house.acting)
        middle = Counter.sent
        commands.issue_internals(issues, acting=house.acting)
        sent[size] = (middle - before, Counter.sent - middle)
    blocks = 2 * -(-100 * 5 * 5 // 512)  # ids come in blocks of 512
    assert all(0 <= many - one <= blocks for one, many in zip(sent[1], sent[100], strict=True)), sent
