"""Margins sum to the ledger, open to their lines, and are the same again as known before."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.controlling.margins.queries import By, margin, margin_lines
from ogniwo.finance.ledger.queries.reading import positions
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.commands.acts import reading
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.tests.conftest import DAY, shop  # noqa: F401 - a fixture

END = date(2026, 12, 31)


@pytest.fixture
def sold(shop):  # noqa: F811
    a, b, *_rest = shop.goods
    orders = [shop.order((a, "5", "30"), (b, "2", "50")), shop.order((a, "1", "40"), customer=1)]
    deliveries = commands.deliver_orders(orders, on=DAY, acting=shop.acting)
    commands.invoice_deliveries(deliveries, issued_on=DAY, acting=shop.acting)
    return shop


@pytest.mark.parametrize("by", list(By))
def test_rows_sum_to_the_ledger_and_open(sold, by):
    with reading(sold.acting):
        rows = margin(by, as_of=END, acting=sold.acting)
        for row in rows:
            opened = margin_lines(by, key=row.key, as_of=END, acting=sold.acting)
            assert sum((line.amount for line in opened), D(0)) == row.result
    found = sold.firm.balances()
    assert sum((row.revenue for row in rows), D(0)) == -found["700"] == D("290.00")
    assert sum((row.cost for row in rows), D(0)) == found["735"] == D("80.00")


def test_by_customer_and_product(sold):
    rows = margin(By.CUSTOMER, as_of=END, acting=sold.acting)
    assert [(r.revenue, r.cost, r.margin, r.percent) for r in rows] == [(D(250), D(70), D(180), D("72.0")), (D(40), D(10), D(30), D("75.0"))]
    assert [r.margin for r in margin(By.PRODUCT, as_of=END, acting=sold.acting)] == [D(130), D(80)]


def test_as_known_before_is_the_same(sold):
    known = positions(acting=sold.acting)
    before = margin(By.PRODUCT, as_of=END, acting=sold.acting)
    order = sold.order((sold.goods[0], "3", "30"))
    commands.deliver_orders([order], on=DAY, acting=sold.acting)
    assert margin(By.PRODUCT, as_of=END, known=known, acting=sold.acting) == before
    assert margin(By.PRODUCT, as_of=END, acting=sold.acting) != before


def test_without_the_sensitivity_it_is_refused(sold):
    with pytest.raises(NoRight):
        margin(By.PRODUCT, as_of=END, acting=sold.firm.acting_as("seller"))
