"""Selling: a week's orders in one act, deliveries of what is there, invoices, goods that come back, prices corrected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from ogniwo.demo.goods import for_branch
from ogniwo.demo.stage import ZERO, Item, Partner, Stage, chunked, month_end
from ogniwo.finance.invoicing.commands import CorrectionInput, LineAfter, correct_invoices, post_invoices
from ogniwo.kernel.commands.acts import run_each
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput, Take
from ogniwo.supply.sales.commands import (
    ask_credit,
    cancel_orders,
    close_orders,
    confirm_orders,
    deliver_orders,
    invoice_deliveries,
    invoice_together,
    reserve_orders,
    return_lines,
    write_orders,
)
from ogniwo.supply.sales.rules import OrderInput

TO_SHIP = """SELECT d.id, d.branch_id, t.party_id, l.line_id, l.product_id, p.stocked, l.quantity_base - coalesce(s.quantity, 0) * l.quantity_base / l.quantity, l.net, d.day, coalesce(k.quantity, 0)
  FROM documents_document d JOIN trade_tradedocument t ON t.document_id = d.id JOIN trade_tradeline l ON l.document_id = d.id LEFT JOIN catalog_productterms p ON p.product_id = l.product_id
  LEFT JOIN (SELECT source_id, sum(quantity) AS quantity FROM documents_flow WHERE kind = 'shipped' GROUP BY 1) s ON s.source_id = l.line_id
  LEFT JOIN (SELECT line_id, sum(quantity) AS quantity FROM inventory_reservation GROUP BY 1) k ON k.line_id = l.line_id
  WHERE d.type = 'sales.order' AND d.state = 'confirmed' AND d.day <= %s AND l.quantity > coalesce(s.quantity, 0) ORDER BY d.day, d.id, l.line_id"""
FREE = "SELECT product_id, warehouse_id, quantity - reserved FROM inventory_available"
TO_INVOICE = """SELECT d.id, t.party_id, d.day, t.currency FROM documents_document d JOIN trade_tradedocument t ON t.document_id = d.id WHERE d.type = 'sales.delivery' AND d.day <= %s
  AND NOT EXISTS (SELECT 1 FROM documents_line l JOIN documents_flow f ON f.source_id = l.id AND f.kind IN ('invoiced', 'returned') WHERE l.document_id = d.id) ORDER BY d.day, d.id"""
DELIVERED = """SELECT l.line_id, l.quantity FROM documents_document d JOIN trade_tradeline l ON l.document_id = d.id JOIN catalog_productterms p ON p.product_id = l.product_id AND p.stocked
  WHERE d.type = 'sales.delivery' AND d.day BETWEEN %s AND %s AND NOT EXISTS (SELECT 1 FROM documents_flow f WHERE f.source_id = l.line_id AND f.kind = 'returned') ORDER BY d.day, d.id, l.line_id"""
INVOICED = """SELECT d.id, l.line_id, l.quantity, l.price FROM documents_document d JOIN trade_tradeline l ON l.document_id = d.id WHERE d.type = 'invoicing.invoice' AND d.state = 'posted'
  AND d.currency = 'PLN' AND d.day BETWEEN %s AND %s AND l.quantity > 1 AND NOT EXISTS (SELECT 1 FROM invoicing_invoice c WHERE c.corrects_id = d.id) ORDER BY d.day, d.id, l.line_id"""
WHOLE = """SELECT d.id FROM documents_document d WHERE d.type = 'sales.order' AND d.state = 'confirmed' AND d.day <= %s AND NOT EXISTS (
    SELECT 1 FROM documents_line l WHERE l.document_id = d.id AND l.quantity > coalesce((SELECT sum(f.quantity) FROM documents_flow f
      JOIN documents_flow i ON i.source_id = f.target_id AND i.kind IN ('invoiced', 'returned') WHERE f.source_id = l.id AND f.kind = 'shipped'), 0)) ORDER BY d.day, d.id"""
UNTOUCHED = """SELECT d.id FROM documents_document d WHERE d.type = 'sales.order' AND d.state = 'confirmed' AND d.day <= %s AND d.currency = 'PLN'
  AND NOT EXISTS (SELECT 1 FROM documents_line l JOIN documents_flow f ON l.id IN (f.source_id, f.target_id) WHERE l.document_id = d.id) ORDER BY d.day, d.id"""
REASONS = ("Uszkodzenie w transporcie", "Zły kolor", "Klient zamówił za dużo", "Wada okleiny", "Pomyłka w zamówieniu")
PER_WEEK = (11, 12, 10, 13, 12, 11, 14, 12, 13, 9, 11, 10)


@dataclass(slots=True)
class Sales:
    """The seller's desk: what each customer's orders look like."""

    stage: Stage
    by_party: dict[UUID, Partner] = field(default_factory=dict)
    choices: dict[int, list[Item]] = field(default_factory=dict)
    waiting: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        stage = self.stage
        self.by_party = {c.id: c for c in stage.customers}
        sold = [i for i in stage.items if i.group in {"wyroby", "towary", "akcesoria"}]
        self.choices = {stage.branches[0]: sold, stage.branches[1]: for_branch(stage)}

    def orders_of_week(self, days: list[date], nth: int) -> None:
        """Orders of a week written and confirmed in one act each; who is past the credit limit waits for a second person."""
        stage = self.stage
        seller = stage.by("seller", days[-1])
        asked = [self._order(stage.rng.choice(days)) for _n in range(PER_WEEK[nth % len(PER_WEEK)])]
        made = write_orders(sorted(asked, key=lambda o: o.header.day), acting=seller)
        report = run_each("sales.confirm_orders", seller, {"orders": made, "on": days[-1]})
        refused = [order for order, errors in report if errors]
        if refused:
            ask_credit(refused, why="Stały klient, zapłata w drodze", acting=seller)
            self.waiting += refused
        good = [order for order, errors in report if not errors]
        reserve_orders(self._coverable(good[:2]), acting=seller)

    def _coverable(self, orders: list[UUID]) -> list[UUID]:
        """Orders with goods of which at least something is free."""
        free = {(p, w): q for p, w, q in self.stage.rows(FREE)}
        home = dict(zip(self.stage.branches, self.stage.warehouses, strict=True))
        return [o for o in orders if any(row[0] == o and row[5] and free.get((row[4], home[row[1]]), ZERO) > 0 for row in self.stage.rows(TO_SHIP, date.max))]

    def _order(self, day: date) -> OrderInput:
        stage, rng = self.stage, self.stage.rng
        customer = rng.choice(stage.customers[:36]) if rng.random() < 0.9 else rng.choice(stage.customers[36:39])
        picked = rng.sample(self.choices[customer.branch], rng.choice((1, 2, 3, 3, 4, 5)))
        lines = [LineInput(product=i.id, quantity=Decimal(self._quantity(i)), discount_percent=Decimal(rng.choice((0, 0, 0, 0, 3, 5)))) for i in picked]
        if rng.random() < 0.4 and customer.currency == "PLN":
            service = rng.choice(stage.group("uslugi")[:5])
            lines.append(LineInput(product=service.id, quantity=Decimal(rng.choice((2, 4, 6)) if service.unit == "godz" else 1)))
        head = HeaderInput(
            party=customer.id, day=day, currency=customer.currency, branch_id=customer.branch, their_reference=f"Z/{rng.randint(100, 999)}/26" if rng.random() < 0.5 else "",
            title="Zamówienie telefoniczne" if rng.random() < 0.2 else "",
        )  # fmt: skip
        warehouse = stage.warehouses[stage.branches.index(customer.branch)]
        return OrderInput(head, tuple(lines), day + timedelta(days=rng.choice((7, 10, 14))), warehouse)

    def _quantity(self, item: Item) -> int:
        rng = self.stage.rng
        if item.group == "akcesoria":
            return rng.choice((4, 6, 10, 12, 20))
        if item.code.startswith("KRZ"):
            return rng.choice((4, 6, 6, 8, 12))
        return rng.choice((1, 1, 2, 2, 3, 4)) if item.cost > 400 else rng.choice((1, 2, 3, 4, 6))

    def deliver(self, day: date) -> None:
        """Deliver orders of which a fair part is there, or which have waited long; the rest of an order is another delivery."""
        stage = self.stage
        home = dict(zip(stage.branches, stage.warehouses, strict=True))
        free: dict[tuple[UUID, UUID], Decimal] = defaultdict(lambda: ZERO)
        free.update({(p, w): q for p, w, q in stage.rows(FREE)})
        going = []
        for order, rows in chunked(stage.rows(TO_SHIP, day - timedelta(days=3)), lambda row: row[0]).items():
            left = {row[3]: min(row[6], row[9] + max(free[row[4], home[row[1]]], ZERO)) if row[5] else row[6] for row in rows}
            goods = [row for row in rows if row[5]]
            part = sum((left[row[3]] / row[6] for row in goods), ZERO) / len(goods) if goods else Decimal(1)
            if part < Decimal("0.5") and (not part or (day - rows[0][8]).days < 12):
                continue
            for row in goods:
                free[row[4], home[row[1]]] -= max(left[row[3]] - row[9], ZERO)
            going.append(order)
        if going:
            deliver_orders(going, on=day, acting=stage.by("storekeeper", day))

    def invoice(self, day: date) -> None:
        """Deliveries of a day or two ago are invoiced one by one; monthly customers get one invoice when the month ends."""
        stage = self.stage
        found = stage.rows(TO_INVOICE, day - timedelta(days=1))
        alone = [row[0] for row in found if not (row[1] in self.by_party and self.by_party[row[1]].monthly)]
        if alone:
            invoice_deliveries(alone, issued_on=day, acting=stage.by("seller", day))

    def invoice_month(self, day: date) -> None:
        """Collective invoices on a month's last working day, for what was delivered in it."""
        together = [row[0] for row in self.stage.rows(TO_INVOICE, min(day, month_end(day)))]
        if together:
            invoice_together(together, issued_on=day, acting=self.stage.by("accountant", day))

    def take_back(self, day: date) -> None:
        """Some goods of the last weeks come back; their invoices are corrected in the same act."""
        rng = self.stage.rng
        found = self.stage.rows(DELIVERED, day - timedelta(days=21), day - timedelta(days=4))
        for line, quantity in rng.sample(found, min(2, len(found))):
            return_lines([Take(line, min(quantity, Decimal(rng.choice((1, 1, 2)))))], reason=rng.choice(REASONS), on=day, acting=self.stage.by("storekeeper", day))

    def correct_prices(self, day: date) -> None:
        """An agreed rebate on a line of an invoice of the last weeks."""
        found = self.stage.rows(INVOICED, day - timedelta(days=25), day - timedelta(days=3))
        if found:
            invoice, line, _quantity, _price = self.stage.rng.choice(found)
            asked = CorrectionInput(invoice, (LineAfter(line, discount_percent=Decimal(12)),), "Rabat uzgodniony po reklamacji", day)
            made = correct_invoices([asked], acting=self.stage.by("seller", day))
            post_invoices(made, acting=self.stage.by("accountant", day))

    def tidy(self, day: date) -> None:
        """Orders delivered and invoiced whole are closed; now and then one of which nothing went is cancelled."""
        seller = self.stage.by("seller", day)
        if whole := [order for (order,) in self.stage.rows(WHOLE, day - timedelta(days=10))]:
            close_orders(whole, acting=seller)
        untouched = self.stage.rows(UNTOUCHED, day - timedelta(days=1))
        if untouched and self.stage.rng.random() < 0.3:
            cancel_orders([untouched[0][0]], acting=seller)

    def confirm_released(self, day: date) -> None:
        """Orders whose credit was released meanwhile go on."""
        released = [order for (order,) in self.stage.rows(
            "SELECT o.document_id FROM sales_salesorder o JOIN documents_document d ON d.id = o.document_id WHERE o.credit_released AND d.state = 'draft' ORDER BY d.day, d.id")]  # fmt: skip
        if released:
            confirm_orders(released, on=day, acting=self.stage.by("seller", day))
