"""In a Polish company with its shipped chart: the warehouse's acts reach the accounts, and red storno empties them."""

from datetime import UTC, date, datetime
from decimal import Decimal as D

from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.masterdata.catalog.models import Product, ProductTerms, Unit
from ogniwo.masterdata.taxation.models import TaxClass
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import AdjustLine, IssueLine, NewWarehouse, ReceiptLine


def test_stock_and_its_accounts(firm):
    product, acting = uuid7(), firm.acting
    with firm.act() as unit:
        unit.add(draft(Unit)(code="tst", name={"pl": "szt."}), draft(TaxClass)(code="T23", name={"pl": "23 %"}))
        unit.add(draft(Product)(id=product, code="A", name={"pl": "A"}, unit_id="tst", created_at=datetime.now(UTC)))
        unit.add(draft(ProductTerms)(product_id=product, tax_class_id="T23"))
    (place,) = commands.add_warehouses([NewWarehouse("M1", "Główny")], acting=acting)
    commands.open_stock(place, [ReceiptLine(product, D(10), D(100))], on=date(2026, 1, 1), acting=acting)
    commands.receive_internal(place, [ReceiptLine(product, D(5), D(60))], on=date(2026, 1, 2), acting=acting)
    out = commands.issue_internal(place, [IssueLine(product, D(12))], on=date(2026, 1, 3), cost_center="K1", acting=acting)
    commands.adjust(place, [AdjustLine(product, D(-1))], on=date(2026, 1, 4), acting=acting)
    assert firm.balances() == {"241": D(12), "330": D(24), "401": D(124), "580": D(-60), "890": D(-100)}
    commands.reverse_papers(out, on=date(2026, 1, 5), acting=acting)
    assert firm.balances() == {"241": D(12), "330": D(148), "580": D(-60), "890": D(-100)}
