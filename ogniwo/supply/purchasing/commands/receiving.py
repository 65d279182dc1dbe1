"""Receipts from suppliers (PZ): partial ones too, at the order's net price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import link, lock
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.money.rules import convert, rounded
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.errors import NoExchangeRate
from ogniwo.masterdata.trade.commands import Written, write_documents
from ogniwo.masterdata.trade.errors import NothingLeft
from ogniwo.masterdata.trade.queries.sources import Source, sources_of
from ogniwo.masterdata.trade.rules import Derivation
from ogniwo.supply.inventory.hooks import RECEIVED_NOT_INVOICED, StockDraft
from ogniwo.supply.purchasing.commands.meeting import meet_invoices
from ogniwo.supply.purchasing.commands.types import JOURNAL, ORDER, RECEIPT
from ogniwo.supply.purchasing.errors import NoWarehouse, OverReceipt
from ogniwo.supply.purchasing.hooks import GoodsReceived, goods_received
from ogniwo.supply.purchasing.models import Receipt

KIND = "received"
PLACES = """SELECT o.document_id, o.warehouse_id, c.currency, c.policies FROM purchasing_purchaseorder o JOIN tenancy_company c ON c.id = o.company_id WHERE o.document_id = ANY(%s)"""
MAIN = "SELECT l.warehouse_id, l.id FROM inventory_location l JOIN inventory_warehouse w ON w.id = l.warehouse_id WHERE l.main ORDER BY w.code"
STOCKED = "SELECT product_id FROM catalog_productterms WHERE product_id = ANY(%s) AND stocked"


@dataclass(frozen=True, slots=True)
class Received:
    """So much of an order line came (in its unit; empty: all that is left); goods kept by lot name the lot."""

    line: int
    quantity: Decimal | None = None
    lot: UUID | None = None
    location: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReceiptInput:
    """What came of an order; no ``lines``: all that is left. ``warehouse`` empty: the order's, else the first one."""

    order: UUID
    on: date
    lines: tuple[Received, ...] = ()
    warehouse: UUID | None = None
    their_reference: str = ""


@command("purchasing.receive", _("Receive goods (PZ)"), roles=("storekeeper", "buyer"))
def receive(
    order: UUID, lines: Sequence[Received] = (), *, on: date, warehouse: UUID | None = None, their_reference: str = "", unit: Unit, acting: Acting,
) -> list[UUID]:  # fmt: skip
    """Receive goods of an order, all or a part; ``their_reference`` is the supplier's delivery note."""
    return receive_orders([ReceiptInput(order, on, tuple(lines), warehouse, their_reference)], unit=unit)


@command("purchasing.receive_orders", _("Receive purchase orders"), roles=("storekeeper", "buyer"))
def receive_orders(receipts: Sequence[ReceiptInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Receive goods of confirmed orders: stock and received-not-invoiced at the order's net price, in company currency.

    Raises Refused with every reason: OverReceipt beyond the policy ``receipt_tolerance_percent``, NothingLeft, NoWarehouse,
    NoExchangeRate, NotFound. Posted invoices that waited for these goods are matched at once, and what their price differs is booked.
    """
    lock(unit, list(dict.fromkeys(r.order for r in receipts)), type=ORDER.name, states=("confirmed",))
    places = {order: (warehouse, currency, data(policies)) for order, warehouse, currency, policies in unit.rows(PLACES, [[r.order for r in receipts]])}
    parts = _parts(unit, receipts, places)
    written = write_documents(unit, RECEIPT.name, "done", [(s[0][0].header(r.on), [source.taken(quantity) for source, quantity, _r in s]) for r, s in zip(receipts, parts, strict=True)])
    main = dict(unit.rows(MAIN))
    wrong: list[BusinessError] = []
    for r, w, some in zip(receipts, written, parts, strict=True):
        w.header.their_reference = r.their_reference[:80]
        w.header.ship_to = {}
        link(unit, [(source.line, line.id, KIND, quantity) for line, (source, quantity, _r) in zip(w.document_lines, some, strict=True)])
        warehouse = r.warehouse or places[r.order][0] or next(iter(main), None)
        if warehouse is None or warehouse not in main:
            wrong.append(NoWarehouse(record=r.order))
            continue
        unit.add(draft(Receipt)(document_id=w.id, order_id=r.order, warehouse_id=warehouse))
        if w.computed.header.currency != places[r.order][1] and not w.computed.rate:
            wrong.append(NoExchangeRate(record=r.order, currency=w.computed.header.currency, day=r.on))
    if wrong:
        raise Refused(wrong)
    _book(unit, receipts, written, parts, [main[r.warehouse or places[r.order][0] or next(iter(main))] for r in receipts])
    number(unit, [ToNumber(w.id, RECEIPT.name, w.document.branch_id, r.on) for r, w in zip(receipts, written, strict=True)])
    came = [line for w in written for line in w.lines]
    meet_invoices(unit, [x.line_id for x in came], {w.header.party_id for w in written}, {x.product_id for x in came if x.product_id}, on=max(r.on for r in receipts))
    goods_received.tell(GoodsReceived([w.id for w in written]), unit=unit)
    return [w.id for w in written]


Part = tuple[Source, Decimal, Received]


def _parts(unit: Unit, receipts: Sequence[ReceiptInput], places: dict[UUID, Any]) -> list[list[Part]]:
    """What of each line is received, judged under the orders' locks."""
    sources = sources_of(unit, Derivation(RECEIPT.name, "done", KIND, max(r.on for r in receipts)), documents=[r.order for r in receipts]) if receipts else {}
    all_lines: dict[UUID, list[int]] = {}
    for s in sources.values():
        all_lines.setdefault(s.document, []).append(s.line)
    left = {n: s.left for n, s in sources.items()}
    wrong: list[BusinessError] = []
    out: list[list[Part]] = []
    for r in receipts:
        some: list[Part] = []
        for given in r.lines or tuple(Received(line) for line in all_lines.get(r.order, ())):
            source = sources.get(given.line)
            if source is None or source.document != r.order:
                wrong.append(NotFound(record=r.order, line=given.line, field="lines"))
                continue
            quantity = max(left[given.line], Decimal(0)) if given.quantity is None else given.quantity
            percent = Decimal(str(places[r.order][2].get("receipt_tolerance_percent", 0)))
            most = left[given.line] + rounded(source.quantity * percent / 100, 6)
            if given.quantity is not None and (quantity > most or quantity <= 0):
                wrong.append(OverReceipt(record=r.order, line=given.line, position=source.position, asked=quantity, left=left[given.line], most=most))
            elif quantity:
                left[given.line] -= quantity
                some.append((source, quantity, given))
        if not some and not wrong:
            wrong.append(NothingLeft(record=r.order, title=ORDER.title))
        out.append(some)
    if wrong:
        raise Refused(wrong)
    return out


def _book(unit: Unit, receipts: Sequence[ReceiptInput], written: Sequence[Written], parts: Sequence[Sequence[Part]], places: Sequence[UUID]) -> None:
    products = sorted({line.product_id for w in written for line in w.lines if line.product_id})
    stocked = {row[0] for row in unit.rows(STOCKED, [products])}
    drafts = []
    for r, w, some, place in zip(receipts, written, parts, places, strict=True):
        for line, (_source, _quantity, given) in zip(w.lines, some, strict=True):
            if line.product_id in stocked:
                net = convert(line.net, w.computed.rate, per=Decimal(w.computed.rate_per)) if w.computed.rate else line.net
                drafts.append(StockDraft(
                    document_id=w.id, line_id=line.line_id, journal=JOURNAL, day=r.on, product_id=line.product_id, location_id=given.location or place,
                    quantity=line.quantity_base, kind="receipt", role=RECEIVED_NOT_INVOICED, value=net, lot_id=given.lot, party_id=w.header.party_id,
                    text=r.their_reference,
                ))  # fmt: skip
    books.write(unit, drafts)
