"""Each proof of sales sees the fault it is for, planted as superuser; and is green before."""

import pytest

from ogniwo.kernel.books.planting import plant
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.tests.conftest import DAY, build

FAULTS = {
    "sales_flow": "UPDATE documents_flow SET quantity = quantity + 1000 WHERE kind = 'shipped'",
    "sales_accruals": "UPDATE sales_accrual SET quantity = -1 WHERE quantity > 0",
    "sales_booked": "UPDATE sales_accrual SET amount = amount + 0.01 WHERE delivery_line_id = line_id",
}


@pytest.fixture(scope="module")
def shop(db_module, found_firm):
    made = build(found_firm())
    order = made.order((made.goods[0], "5", "30"), (made.goods[1], "1", "12"))
    (delivery,) = commands.deliver(order, made.take(order, "3", "1"), on=DAY, acting=made.acting)
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=made.acting)
    commands.deliver(order, made.take(order, "1"), on=DAY, acting=made.acting)
    return made


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(shop, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])
