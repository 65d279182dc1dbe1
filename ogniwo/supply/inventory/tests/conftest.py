"""A company with warehouses, products and accounts, on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction

from ogniwo.finance.ledger.models import Account, AccountRule
from ogniwo.kernel.access.models import User
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.kernel.tenancy.context import SET, values
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.catalog.models import Product, ProductTerms
from ogniwo.masterdata.catalog.models import Unit as Measure
from ogniwo.masterdata.taxation.models import TaxClass
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import NewWarehouse

ROLES = {
    "stock": "330", "received_not_invoiced": "301", "cost_of_sales": "731", "internal_use": "411", "own_products": "580", "opening_balance": "801",
    "stock_surplus": "761", "stock_shortage": "766", "price_variance": "341", "delivered_not_invoiced": "302",
}  # fmt: skip


@dataclass
class House:
    """What tests of stock need: who acts, two warehouses of one area, one of another, and a way to add products."""

    acting: Any
    clone: Any
    warehouses: list[UUID] = field(default_factory=list)

    def product(self, code: str, valuation: str = "fifo", **terms: Any) -> UUID:
        """Add a product and the company's terms with it."""
        id = uuid7()
        with self.unit() as unit:
            unit.add(draft(Product)(id=id, code=code, name={"pl": code, "en": code}, unit_id="tst", created_at=datetime.now(UTC)))
            unit.add(draft(ProductTerms)(product_id=id, valuation=valuation, tax_class_id="T23", product_class="G", **terms))
        return id

    def unit(self) -> Any:
        return _unit(self.acting)

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        """As the auditor reads: everything."""
        with self.clone.as_role("superuser") as root:
            return root.execute(sql, params or None).fetchall()

    def on(self, today: date) -> Any:
        return replace(self.acting, today=today)


class _unit:
    def __init__(self, acting: Any) -> None:
        self.acting = acting

    def __enter__(self) -> Unit:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.cursor = connection.connection.cursor()
        self.cursor.execute(SET, values(self.acting))
        self.unit = Unit(self.cursor, acting=self.acting, now=datetime.now(UTC))
        return self.unit

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is None:
            self.unit.finish()
        self.atomic.__exit__(kind, error, trace)


def build(clone: Any) -> House:
    """A founded company with accounts for every role of stock, and three warehouses."""
    user = User.objects.create(email="m@example.com", name="Marta")
    acting = found_company(NewCompany(name="Alfa", code="A", country="XX"), user_id=user.pk, years=(2025, 2026), on=date(2026, 1, 1))
    house = House(acting, clone)
    with house.unit() as unit:
        unit.add(draft(Measure)(code="tst", name={"pl": "szt."}))
        unit.add(draft(TaxClass)(code="T23", name={"pl": "23 %"}))
        for id, (role, code) in zip(unit.ids(len(ROLES)), ROLES.items(), strict=True):
            unit.add(draft(Account)(id=id, code=code, name={"pl": role}, kind="asset"))
            unit.add(draft(AccountRule)(id=id, role=role, account_id=id, valid_from=date(2025, 1, 1)))
    house.warehouses = commands.add_warehouses(
        [NewWarehouse("M1", "Główny"), NewWarehouse("M2", "Drugi"), NewWarehouse("Z", "Zagraniczny", valuation_area="Z")], acting=acting)  # fmt: skip
    return house


@pytest.fixture
def house(db_clone: Any) -> Iterator[House]:
    yield build(db_clone)


def money(text: str) -> Decimal:
    return Decimal(text)
