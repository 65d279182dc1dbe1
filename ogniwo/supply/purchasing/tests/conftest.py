"""A firm that buys: two suppliers, three goods and a service, a warehouse, codes and prices of suppliers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

TODAY = date(2026, 3, 2)


@dataclass
class Buying:
    """The firm, and the ways tests act on it. Amounts as text."""

    firm: Any
    warehouse: UUID
    wood: UUID
    steel: UUID
    screw: UUID
    panel: UUID
    varnish: UUID
    transport: UUID

    @property
    def acting(self) -> Any:
        return self.firm.acting

    def order(self, *lines: tuple[UUID, str, str | None], supplier: UUID | None = None, currency: str = "PLN", confirm: bool = True) -> UUID:
        from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
        from ogniwo.supply.purchasing.commands import OrderInput, confirm_orders, write_orders

        given = tuple(LineInput(product=p, quantity=D(q), price=D(price) if price else None) for p, q, price in lines)
        (order,) = write_orders([OrderInput(HeaderInput(party=supplier or self.wood, day=TODAY, currency=currency), given, warehouse=self.warehouse)], acting=self.acting)
        if confirm:
            confirm_orders([order], acting=self.acting)
        return order

    def lines(self, document: UUID) -> list[int]:
        return [n for (n,) in self.firm.rows("SELECT id FROM documents_line WHERE document_id = %s ORDER BY position", [document])]

    def receive(self, order: UUID, *parts: str, on: date = TODAY, reference: str = "") -> UUID:
        from ogniwo.supply.purchasing.commands import Received, receive

        given = [Received(line, D(q)) for line, q in zip(self.lines(order), parts, strict=False)]
        return receive(order, given, on=on, their_reference=reference, acting=self.acting)[0]

    def invoice(self, *lines: tuple[Any, str, str], number: str = "F/1", supplier: UUID | None = None, **more: Any) -> UUID:
        """Lines: (product or text, quantity, net); tax 23 %."""
        from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, receive_invoices

        stated = tuple(
            StatedLine(what if isinstance(what, str) else "towar", D(q), D(net), "23", price=D(net) / D(q), product=None if isinstance(what, str) else what)
            for what, q, net in lines
        )  # fmt: skip
        net = sum(line.net for line in stated)
        tax = (net * D("0.23")).quantize(D("0.01"))
        (made,) = receive_invoices([PurchaseInput(
            supplier or self.wood, number, TODAY, stated, payable_total=net + tax, received_on=TODAY, taxes={"23": tax}, **more)], acting=self.acting)
        return made

    def state(self, document: UUID) -> str:
        return self.firm.rows("SELECT state FROM documents_document WHERE id = %s", [document])[0][0]

    def account(self, code: str) -> D:
        return self.firm.balances().get(code, D(0))


def build(firm: Any) -> Buying:
    from ogniwo.masterdata.catalog import commands as catalog
    from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewProduct, NewUnit, StockTerms
    from ogniwo.masterdata.parties.commands import add_parties
    from ogniwo.masterdata.parties.rules.inputs import Identifier, NewParty, Terms
    from ogniwo.supply.inventory.commands import NewWarehouse, add_warehouses

    acting = firm.acting
    (warehouse,) = add_warehouses([NewWarehouse("M1", "Główny")], acting=acting)
    wood, steel = add_parties([
        NewParty("Tartak Bory sp. z o.o.", identifiers=(Identifier("NIP", "7740001454"),), terms=Terms(supplier=True, payment_days=14)),
        NewParty("Stalex S.A.", terms=Terms(supplier=True, payment_days=30)),
    ], acting=acting)  # fmt: skip
    with firm.act() as unit:
        known = {code for (code,) in unit.rows("SELECT code FROM catalog_unit")}
    catalog.add_units([u for u in (NewUnit("szt", {"pl": "sztuka"}), NewUnit("l", {"pl": "litr"}, 3), NewUnit("godz", {"pl": "godzina"}, 2)) if u.code not in known], acting=acting)
    screw, panel, varnish, transport = catalog.add_products([
        NewProduct("SRUBA-M8", {"pl": "Śruba M8", "en": "Bolt M8"}, terms=StockTerms(tax_class="23", minimum=D(100), lot_multiple=D(50), default_supplier=wood)),
        NewProduct("PLYTA", {"pl": "Płyta dębowa", "en": "Oak panel"}, ean="5901234123457", terms=StockTerms(tax_class="23", default_supplier=wood)),
        NewProduct("LAKIER", {"pl": "Lakier", "en": "Varnish"}, unit="l", terms=StockTerms(tax_class="23", price_difference="variance", default_supplier=wood)),
        NewProduct("TRANSPORT", {"pl": "Transport", "en": "Transport"}, unit="godz", kind="service", terms=StockTerms(tax_class="23", stocked=False)),
    ], acting=acting)  # fmt: skip
    catalog.set_supplier_items([
        ItemInput(wood, screw, "TB-1001", "Śruba ocynk M8x40", price=D("0.40"), lead_time_days=5), ItemInput(wood, panel, "TB-2002", price=D("10.00")),
        ItemInput(wood, varnish, "TB-3003", price=D("20.00")),
    ], acting=acting)  # fmt: skip
    return Buying(firm, warehouse, wood, steel, screw, panel, varnish, transport)


@pytest.fixture
def buying(firm: Any) -> Buying:
    return build(firm)
