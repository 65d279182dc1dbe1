"""A selling company: customers, goods in stock, prices; and the chain in a few words."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from ogniwo.masterdata.catalog import commands as catalog
from ogniwo.masterdata.catalog.rules.inputs import StockTerms
from ogniwo.masterdata.parties import commands as parties
from ogniwo.masterdata.parties.rules.inputs import Terms
from ogniwo.masterdata.tests.samples import UNITS, party, product
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput, Take
from ogniwo.supply.inventory import commands as stock
from ogniwo.supply.inventory.commands import NewWarehouse, ReceiptLine
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.rules import OrderInput

D = Decimal
DAY = date(2026, 3, 2)


@dataclass
class Shop:
    """Alfa with two warehouses, five goods (100 pieces at 10.00 each in the first), a service, and customers."""

    firm: Any
    goods: list[UUID]
    service: UUID
    customers: list[UUID]
    warehouses: list[UUID]
    orders: list[UUID] = field(default_factory=list)

    @property
    def acting(self) -> Any:
        return self.firm.acting

    def order(self, *lines: tuple[UUID, str, str], customer: int = 0, confirm: bool = True, on: date = DAY, **header: Any) -> UUID:
        """An order of (product, quantity, price), confirmed."""
        head = HeaderInput(party=self.customers[customer], day=on, **header)
        (made,) = commands.write_orders([OrderInput(head, tuple(LineInput(product=p, quantity=D(q), price=D(price)) for p, q, price in lines))], acting=self.acting)
        if confirm:
            commands.confirm_orders([made], on=on, acting=self.acting)
        return made

    def orders_of_five(self, count: int, price: str = "30") -> list[UUID]:
        """``count`` draft orders of five lines of one piece."""
        lines = tuple(LineInput(product=p, quantity=D(1), price=D(price)) for p in self.goods)
        return commands.write_orders([OrderInput(HeaderInput(party=self.customers[n % 3], day=DAY), lines) for n in range(count)], acting=self.acting)

    def lines(self, document: UUID) -> list[int]:
        return [row[0] for row in self.firm.rows("SELECT id FROM documents_line WHERE document_id = %s ORDER BY position", [document])]

    def take(self, document: UUID, *quantities: str) -> list[Take]:
        return [Take(line, D(q)) for line, q in zip(self.lines(document), quantities, strict=False)]

    def on_hand(self, product: UUID) -> Decimal:
        ((quantity,),) = self.firm.rows("SELECT sum(quantity) FROM inventory_stock WHERE product_id = %s", [product])
        return quantity


def build(firm: Any, quantity: str = "100") -> Shop:
    catalog.add_units(UNITS, acting=firm.acting)
    goods = catalog.add_products([product(n) for n in range(1, 6)], acting=firm.acting)
    (service,) = catalog.add_products([product(9, kind="service", terms=StockTerms(tax_class="23"))], acting=firm.acting)
    customers = parties.add_parties([party(n, terms=Terms(customer=True, payment_days=14)) for n in (1, 2, 3)], acting=firm.acting)
    warehouses = stock.add_warehouses([NewWarehouse("M1", "Główny"), NewWarehouse("M2", "Drugi")], acting=firm.acting)
    value = D(quantity) * 10
    stock.open_stock(warehouses[0], [ReceiptLine(p, D(quantity), value) for p in goods], on=date(2025, 12, 1), acting=firm.acting)
    return Shop(firm, goods, service, customers, warehouses)


@pytest.fixture
def shop(firm: Any) -> Shop:
    return build(firm)
