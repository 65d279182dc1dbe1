"""Buying and making: proposals become orders, receipts and suppliers' invoices; materials are used up and products made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from ogniwo.demo.goods import for_branch
from ogniwo.demo.stage import TODAY, ZERO, Partner, Stage, cents, chunked, working
from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, post_invoices, receive_invoices
from ogniwo.kernel.approvals.commands import approve
from ogniwo.supply.inventory.commands import (
    InternalIssue,
    InternalReceipt,
    IssueLine,
    NewLot,
    ReceiptLine,
    TransferLine,
    add_lots,
    issue_internals,
    receive_internals,
    transfer,
)
from ogniwo.supply.purchasing.commands import ReceiptInput, Received, confirm_orders, match_invoices, order_proposals, propose_orders, receive_orders

ORDERED = """SELECT d.id, t.party_id, l.line_id, l.product_id, l.quantity FROM documents_document d JOIN trade_tradedocument t ON t.document_id = d.id
  JOIN trade_tradeline l ON l.document_id = d.id WHERE d.id = ANY(%s) ORDER BY d.id, l.line_id"""
RECEIVED = """SELECT d.id, t.party_id, d.day, l.product_id, l.description, l.unit, l.quantity, l.price FROM documents_document d JOIN trade_tradedocument t ON t.document_id = d.id
  JOIN trade_tradeline l ON l.document_id = d.id WHERE d.id = ANY(%s) ORDER BY d.id, l.line_id"""
STATES = "SELECT id, state FROM documents_document WHERE id = ANY(%s)"
WAITING = "SELECT id FROM approvals_request WHERE kind = %s AND state = 'waiting' ORDER BY id"
STOCK = "SELECT product_id, warehouse_id, sum(quantity), lot_id FROM inventory_stock WHERE quantity > 0 GROUP BY 1, 2, 4 ORDER BY 1, 2, 4"
FREE = "SELECT product_id, warehouse_id, quantity - reserved FROM inventory_available"
NET, RATE = Decimal("1"), Decimal("0.23")
COSTS = (
    # key, day of the month, what, net, class of the cost
    ("ENERGIA", 6, "Energia elektryczna i dystrybucja", "5840.00"), ("TELEKOM", 8, "Łącze i telefony", "640.00"), ("SPEDYC", 28, "Transport mebli do klientów", "6300.00"),
    ("SPEDYC", 14, "Transport międzymagazynowy", "1900.00"), ("REKLAMA", 20, "Obsługa profili i sesja zdjęciowa", "2200.00"),
)  # fmt: skip


@dataclass(slots=True)
class Coming:
    """Goods on their way: of an order, on a day."""

    day: date
    order: UUID
    lines: list[tuple[int, UUID, Decimal]]


@dataclass(slots=True)
class Buying:
    """The buyer's, the storekeeper's and the accountant's part."""

    stage: Stage
    coming: list[Coming] = field(default_factory=list)
    paper: list[tuple[date, UUID]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    made: Decimal = ZERO

    def order(self, day: date) -> None:
        """What is below its minimum is proposed and ordered, an order for each supplier; large ones are approved by the accountant."""
        stage = self.stage
        buyer = stage.by("buyer", day)
        proposed = propose_orders(warehouse=stage.warehouses[0], acting=buyer)
        if not proposed:
            return
        orders = order_proposals(proposed, acting=buyer)
        confirm_orders(orders, acting=buyer)
        waiting = [pk for (pk,) in stage.rows(WAITING, "purchasing.order")]
        if waiting:
            approve(waiting, answer="Zgoda, zapas na sezon", acting=stage.by("accountant", day))
        if any(state != "confirmed" for _pk, state in stage.rows(STATES, orders)):
            raise LookupError("a purchase order of the demo is not confirmed")
        self._expect(day, orders)

    def _expect(self, day: date, orders: list[UUID]) -> None:
        rng = self.stage.rng
        for order, rows in chunked(self.stage.rows(ORDERED, orders), lambda row: row[0]).items():
            due = working(day + timedelta(days=rng.choice((3, 4, 5, 6))))
            lines = [(row[2], row[3], row[4]) for row in rows]
            if rng.random() < 0.35:
                first = [(line, product, (quantity * Decimal("0.6")).quantize(Decimal(1))) for line, product, quantity in lines]
                rest = [(line, product, quantity - some[2]) for (line, product, quantity), some in zip(lines, first, strict=True) if quantity > some[2]]
                self.coming += [Coming(due, order, [x for x in first if x[2] > 0]), Coming(working(due + timedelta(days=6)), order, rest)]
            else:
                self.coming.append(Coming(due, order, lines))

    def receive(self, day: date) -> None:
        """What is due is received, in one act; suppliers' papers follow some days later."""
        stage = self.stage
        due = [c for c in self.coming if c.day <= day and c.lines]
        if not due:
            return
        self.coming = [c for c in self.coming if c.day > day]
        keeper = stage.by("storekeeper", day)
        lots = self._lots(day, {product for c in due for _line, product, _q in c.lines})
        notes = [ReceiptInput(c.order, day, tuple(Received(line, quantity, lots.get(product)) for line, product, quantity in c.lines), their_reference=f"WZ {stage.rng.randint(1000, 9999)}/26") for c in due]
        for receipt in receive_orders(notes, acting=keeper):
            self.paper.append((working(day + timedelta(days=stage.rng.choice((1, 2, 4, 6)))), receipt))

    def _lots(self, day: date, products: set[UUID]) -> dict[UUID, UUID]:
        """A new lot of each product that is kept by lot."""
        wanted = [i for i in self.stage.items if i.lots and i.id in products]
        codes = [NewLot(i.id, f"{i.code}/{day:%y%m%d}", day.replace(year=day.year + 1)) for i in wanted]
        made = add_lots(codes, acting=self.stage.by("storekeeper", day)) if codes else []
        return {i.id: lot for i, lot in zip(wanted, made, strict=True)}

    def enter_invoices(self, day: date) -> None:
        """Suppliers' invoices that came: entered, matched to receipts, posted; some are dearer than ordered. The last ones wait."""
        stage = self.stage
        here = [receipt for due, receipt in self.paper if due <= day]
        if not here:
            return
        self.paper = [(due, receipt) for due, receipt in self.paper if due > day]
        buyer, accountant = stage.by("buyer", day), stage.by("accountant", day)
        invoices = receive_invoices([self._invoice(day, rows) for rows in chunked(stage.rows(RECEIVED, here), lambda row: row[0]).values()], acting=buyer)
        match_invoices(invoices, acting=buyer)
        if day < TODAY - timedelta(days=3):
            post_invoices(invoices, acting=accountant)

    def _invoice(self, day: date, rows: list[tuple]) -> PurchaseInput:  # type: ignore[type-arg]
        rng = self.stage.rng
        supplier = self._supplier(rows[0][1])
        dearer = Decimal("1.04") if rng.random() < 0.18 else Decimal(1)
        lines = tuple(
            StatedLine(words, quantity, cents(quantity * cents(price * (dearer if n == 0 else 1))), "23", price=cents(price * (dearer if n == 0 else 1)), unit=measure, product=product)
            for n, (_id, _party, _day, product, words, measure, quantity, price) in enumerate(rows)
        )  # fmt: skip
        return self._stated(supplier, lines, supplied=rows[0][2], received=day)

    def _stated(self, supplier: Partner, lines: tuple[StatedLine, ...], *, supplied: date, received: date) -> PurchaseInput:
        nth = self.numbers[supplier.prefix] = self.numbers.get(supplier.prefix, 100) + self.stage.rng.randint(1, 9)
        net = sum((line.net for line in lines), ZERO)
        tax = cents(net * RATE)
        return PurchaseInput(
            party=supplier.id, number=f"{supplier.prefix}/{nth}/{supplied:%m}/2026", issued_on=supplied, lines=lines, payable_total=net + tax, received_on=received,
            supplied_on=supplied, taxes={"23": tax}, bank_account=supplier.account,
        )  # fmt: skip

    def _supplier(self, party: UUID) -> Partner:
        return next(s for s in self.stage.suppliers.values() if s.id == party)

    def costs(self, day: date) -> None:
        """Invoices of the month for energy, telephones, transport, advertising: no goods, booked as costs."""
        stage = self.stage
        inputs = []
        for key, of_month, words, net in COSTS:
            issued = working(day.replace(day=of_month))
            if issued <= min(day, TODAY) and issued.month == day.month:
                amount = cents(Decimal(net) * (100 + stage.rng.randint(-8, 8)) / 100)
                inputs.append(self._stated(stage.suppliers[key], (StatedLine(words, Decimal(1), amount, "23", price=amount, unit="szt"),), supplied=issued, received=day))
        made = receive_invoices(inputs, acting=stage.by("accountant", day))
        post_invoices(made, acting=stage.by("accountant", day))

    def make(self, day: date) -> None:
        """Products below what is kept are made: materials out to the workshop (RW), products in (PW) at what they cost to make."""
        stage = self.stage
        have = {(p, w): q for p, w, q in stage.rows(FREE)}
        one = stage.warehouses[0]
        lines = []
        for item in stage.group("wyroby"):
            least, full = (12, 26) if item.cost < 300 else (5, 12)
            left = have.get((item.id, one), ZERO)
            if left < least:
                quantity = Decimal(full) - left
                cost = cents(item.cost * (100 + stage.rng.randint(-3, 4)) / 100)
                lines.append(ReceiptLine(item.id, quantity, cents(cost * quantity)))
        if not lines:
            return
        keeper = stage.by("storekeeper", day)
        self._use(day, sum((line.value for line in lines), ZERO) * Decimal("0.42"))
        receive_internals([InternalReceipt(one, day, lines, "Przyjęcie z produkcji")], acting=keeper)
        self.made += sum((line.value for line in lines), ZERO)

    def _use(self, day: date, worth: Decimal) -> None:
        """Issue materials worth about ``worth`` to production, the oldest lots first."""
        stage, used = self.stage, ZERO
        items = {i.id: i for i in stage.group("materialy")}
        there = [row for row in stage.rows(STOCK) if row[0] in items and row[1] == stage.warehouses[0]]
        total = sum((items[row[0]].cost * row[2] for row in there), ZERO)
        share = min(worth / total, Decimal("0.6")) if total else ZERO
        lines = []
        for product, _warehouse, quantity, lot in sorted(there, key=lambda row: (items[row[0]].code, str(row[3] or ""))):
            part = (quantity * share).quantize(Decimal(1))
            if part > 0:
                used += part * items[product].cost
                lines.append(IssueLine(product, part, lot=lot))
        if lines:
            issue_internals([InternalIssue(stage.warehouses[0], day, lines, "PROD", "Wydanie na produkcję")], acting=stage.by("storekeeper", day))

    def top_up(self, day: date) -> None:
        """Goods to the branch in Wrocław, so that it has half of what it began with (MM)."""
        stage = self.stage
        have = {(p, w): q for p, w, q in stage.rows(FREE)}
        one, two = stage.warehouses
        lines = []
        for item in for_branch(stage):
            here, there = have.get((item.id, one), ZERO), have.get((item.id, two), ZERO)
            wanted = Decimal(30 if item.group == "akcesoria" else 8 if item.cost < 300 else 4)
            part = min(wanted - there, (here / 2).quantize(Decimal(1)))
            if there < wanted / 2 and part > 0:
                lines.append(TransferLine(item.id, part))
        if lines:
            transfer(one, two, lines, on=day, text="Uzupełnienie salonu Wrocław", acting=stage.by("storekeeper", day))
