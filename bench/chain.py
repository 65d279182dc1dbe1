"""The chain that is measured: an accepted offer becomes an order, is confirmed, reserved, delivered, invoiced and paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ogniwo.crm.offers import commands as offers
from ogniwo.crm.offers.rules import OfferInput
from ogniwo.finance.treasury import commands as treasury
from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement
from ogniwo.kernel.commands.acts import perform
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.files.commands import NewFile
from ogniwo.kernel.tenancy.context import SET, values
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.catalog import commands as catalog
from ogniwo.masterdata.catalog.rules.inputs import NewProduct, NewUnit
from ogniwo.masterdata.parties import commands as parties
from ogniwo.masterdata.parties.rules.inputs import Account, Address, NewParty, Terms
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.inventory import commands as stock
from ogniwo.supply.inventory.commands import NewWarehouse, ReceiptLine
from ogniwo.supply.sales import commands as sales

DAY = date(2026, 3, 2)
OPENED = date(2025, 12, 1)
BANK = "PL61109010140000071219812874"
LINES = 5
LAYERS = 4
CHUNK = 1000
ACTS = ("accept", "order", "confirm", "reserve", "deliver", "invoice", "pay")
TO_PAY = """SELECT h.document_id, n.text, d.total, p.name FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id
  JOIN numbering_number n ON n.document_id = h.document_id JOIN parties_party p ON p.subject_id = h.party_id WHERE h.document_id = ANY(%s) ORDER BY n.text"""


@dataclass
class House:
    """A selling company: goods in stock in several layers, customers, one warehouse, one bank account."""

    acting: Any
    goods: list[UUID] = field(default_factory=list)
    customers: list[UUID] = field(default_factory=list)
    warehouse: UUID | None = None
    turns: count = field(default_factory=count)

    @contextmanager
    def act(self) -> Any:
        """A unit of work for what no command does."""
        with transaction.atomic(durable=True):
            connection.ensure_connection()
            with connection.connection.pipeline(), connection.connection.cursor() as cursor:
                cursor.execute(SET, values(self.acting))
                unit = Unit(cursor, acting=self.acting, now=datetime.now(UTC))
                yield unit
                unit.finish()

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[tuple]:
        with self.act() as unit:
            return unit.rows(sql, params)

    def furnish(self, goods: int, customers: int, pieces: int = 100_000) -> None:
        """Products and customers by the product's own commands, and stock in LAYERS layers of different costs."""
        acting = self.acting
        catalog.add_units([NewUnit("szt", {"pl": "sztuka", "en": "piece"}, standard="C62")], acting=acting)
        for start in range(0, goods, CHUNK):
            new = [NewProduct(code=f"KR-{n:05}", name={"pl": f"Krzesło dębowe {n}", "en": f"Oak chair {n}"}) for n in range(start, min(goods, start + CHUNK))]
            self.goods += catalog.add_products(new, acting=acting)
        for start in range(0, customers, CHUNK):
            new_parties = [
                NewParty(name=f"Meble Dąb nr {n} sp. z o.o.", addresses=(Address(street="Leśna 1", postal_code="60-001", city="Poznań"),),
                         accounts=(Account(iban(n)),), terms=Terms(customer=True, payment_days=14))
                for n in range(start, min(customers, start + CHUNK))
            ]  # fmt: skip
            self.customers += parties.add_parties(new_parties, acting=acting)
        (self.warehouse,) = stock.add_warehouses([NewWarehouse("M1", "Główny")], acting=acting)
        for layer in range(LAYERS):
            each = Decimal(pieces // LAYERS)
            for start in range(0, goods, CHUNK):
                lines = [ReceiptLine(p, each, each * (10 + layer)) for p in self.goods[start : start + CHUNK]]
                stock.open_stock(self.warehouse, lines, on=OPENED, acting=acting)
        treasury.add_bank_accounts([treasury.NewBankAccount(BANK)], acting=acting)

    def sent_offers(self, number: int, lines: int = LINES) -> list[UUID]:
        """Offers of five lines of one piece, moved to "sent" without printing and mailing them: preparation, not measured."""
        asked = []
        for turn in (next(self.turns) for _ in range(number)):
            first = turn * lines
            content = tuple(LineInput(product=self.goods[(first + k) % len(self.goods)], quantity=Decimal(1), price=Decimal(100)) for k in range(lines))
            asked.append(OfferInput(HeaderInput(party=self.customers[turn % len(self.customers)], day=DAY), content))
        made: list[UUID] = offers.write_offers(asked, acting=self.acting)
        with self.act() as unit:
            move(unit, lock(unit, made, type="offers.offer", states=["draft"]), "send")
        return made

    def statement(self, invoices: Sequence[UUID]) -> UUID:
        """The bank's statement with a payment for each invoice, read and its proposals accepted: what the act "pay" posts."""
        turn = next(self.turns)
        due = self.rows(TO_PAY, [list(invoices)])
        entries = tuple(
            Entry(position=n, amount=amount, booking_day=DAY, bank_reference=f"B{turn}-{n}", details=(Detail(amount=amount, title=f"Faktura {number}", name=name),))
            for n, (_document, number, amount, name) in enumerate(due, 1)
        )  # fmt: skip
        total = sum((e.amount for e in entries), Decimal(0))
        read = Statement(
            statement_id=f"S{turn}", account=BANK, currency="PLN", opening=Balance(code="OPBD", amount=Decimal(0), day=DAY),
            closing=Balance(code="CLBD", amount=total, day=DAY), entries=entries, number=str(turn),
        )  # fmt: skip
        content = write_camt053([read], message_id=f"M{turn}", made_at=datetime(2026, 3, 2, tzinfo=UTC))
        (statement,) = treasury.import_statements([NewFile(f"bank{turn}.xml", content, "application/xml")], acting=self.acting)
        lines = [row[0] for row in self.rows("SELECT line_id FROM treasury_statementline WHERE document_id = %s ORDER BY 1", [statement])]
        treasury.accept_matches(lines, acting=self.acting)
        return statement

    def acts(self, sent: Sequence[UUID]) -> Any:
        """The acts of the chain in their order, each as (name, command, arguments); send each one's result back."""
        yield "accept", offers.accept_offers, {"offers": sent}
        orders = yield "order", sales.order_offers, {"offers": sent, "on": DAY}
        yield "confirm", sales.confirm_orders, {"orders": orders, "on": DAY}
        yield "reserve", sales.reserve_orders, {"orders": orders}
        deliveries = yield "deliver", sales.deliver_orders, {"orders": orders, "on": DAY}
        invoices = yield "invoice", sales.invoice_deliveries, {"deliveries": deliveries, "issued_on": DAY}
        yield "pay", treasury.post_statements, {"statements": [self.statement(invoices)]}

    def run(self, sent: Sequence[UUID], watch: Callable[[str, Callable[[], Any]], Any]) -> None:
        """The chain; ``watch`` gets each act's name and the act, and returns what the act returns."""
        acts = self.acts(sent)
        step = next(acts)
        while True:
            name, command, arguments = step
            result = watch(name, lambda: perform(command.spec, arguments, acting=self.acting).result)  # noqa: B023 - called at once
            try:
                step = acts.send(result)
            except StopIteration:
                return


def iban(n: int) -> str:
    """A Polish account number with its right check digits (ISO 13616)."""
    digits = f"10901014{n:016}"
    return f"PL{98 - int(digits + '252100') % 97:02}{digits}"
