"""What the warehouse answers: as at a day, as known, by lot; what can be promised."""

from datetime import date
from decimal import Decimal as D

from ogniwo.finance.ledger.queries.reading import positions
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents import commands as documents
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import IssueLine, NewLot, ReceiptLine, ReserveLine
from ogniwo.supply.inventory.hooks import ON_ORDER
from ogniwo.supply.inventory.queries import lists, stock


def day(d):
    return date(2026, 1, d)


def test_as_at_a_day_and_as_known(house):
    product = house.product("A")
    place = house.warehouses[0]
    commands.receive_internal(place, [ReceiptLine(product, D(10), D(100))], on=day(5), acting=house.acting)
    commands.issue_internal(place, [IssueLine(product, D(4))], on=day(10), acting=house.acting)
    then = positions(acting=house.acting)
    before = [stock.stock_value(as_of=day(20), known=then, acting=house.acting), stock.stock_on_hand(as_of=day(20), known=then, acting=house.acting),
              stock.product_moves(product=product, as_of=day(20), known=then, acting=house.acting)]  # fmt: skip
    commands.receive_internal(place, [ReceiptLine(product, D(10), D(50))], on=day(2), acting=house.acting)
    after = [stock.stock_value(as_of=day(20), known=then, acting=house.acting), stock.stock_on_hand(as_of=day(20), known=then, acting=house.acting),
             stock.product_moves(product=product, as_of=day(20), known=then, acting=house.acting)]  # fmt: skip
    assert after == before
    assert [(w.quantity, w.value) for w in before[0]] == [(D(6), D(60))]
    assert [(w.quantity, w.value) for w in stock.stock_value(as_of=day(20), acting=house.acting)] == [(D(16), D(130))]
    assert [(w.quantity, w.value) for w in stock.stock_value(as_of=day(9), acting=house.acting)] == [(D(20), D(150))]
    assert [(m.kind, m.on_hand, m.worth) for m in stock.product_moves(product=product, as_of=day(20), acting=house.acting)][-1] == ("delta", D(16), D(130))


def test_by_lot_and_place(house):
    product = house.product("A", tracking="lot")
    one, two = commands.add_lots([NewLot(product, "L1"), NewLot(product, "L2")], acting=house.acting)
    commands.receive_internal(house.warehouses[0], [ReceiptLine(product, D(3), D(3), one), ReceiptLine(product, D(4), D(4), two)], on=day(5), acting=house.acting)
    found = stock.stock_on_hand(as_of=day(5), by=stock.By.LOT, acting=house.acting)
    assert [(r.warehouse, r.lot, r.status, r.quantity) for r in found] == [("M1", "L1", "free", D(3)), ("M1", "L2", "free", D(4))]
    assert [r.quantity for r in stock.stock_on_hand(as_of=day(5), acting=house.acting)] == [D(7)]


def test_what_can_be_promised(house, monkeypatch):
    product = house.product("A")
    place = house.warehouses[0]
    commands.receive_internal(place, [ReceiptLine(product, D(10), D(100))], on=day(5), acting=house.acting)
    with house.unit() as unit:
        _document, (line,) = documents.new(unit, "inventory.adjustment", state="posted", day=day(5), currency="PLN", lines=[documents.NewLine()])
    commands.reserve_lines([ReserveLine(line.id, product, place, D(3))], acting=house.acting)
    monkeypatch.setattr("ogniwo.supply.inventory.queries.stock.ON_ORDER", [*ON_ORDER, lambda asks, products: {(product, place): D(5), (product, None): D(2)}])
    here, anywhere = stock.availability([product], acting=house.acting)
    assert (here.free, here.on_order, here.total) == (D(7), D(5), D(12))
    assert (anywhere.warehouse_id, anywhere.total) == (None, D(2))
    assert stock.free_of([product], acting=house.acting) == {product: D(7)}


def test_lists_of_screens(house):
    product = house.product("A")
    paper = commands.receive_internal(house.warehouses[0], [ReceiptLine(product, D(10), D(100))], on=day(5), acting=house.acting)[0]
    with reading(house.acting):
        (row,) = lists.stock(acting=house.acting)
        assert (row.code, row.quantity, row.free, row.value) == ("A", D(10), D(10), D(100))
        assert [s.quantity for s in lists.stock_places(row.pk, acting=house.acting)] == [D(10)]
        assert [m.cost for m in lists.stock_moves(row.pk, acting=house.acting)] == [D(100)]
        assert [(p.number, p.total) for p in lists.papers(acting=house.acting)] == [("PW/2026/00001", D(100))]
        assert [m.product_id for m in lists.paper_lines(paper, acting=house.acting)] == [product]
        assert [s.value for s in lists.suggest_warehouses("m", acting=house.acting)] == ["M1", "M2"]
