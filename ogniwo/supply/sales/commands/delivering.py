"""Delivering orders (WZ): goods out at cost, and the revenue that is earned with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written, derive_documents
from ogniwo.masterdata.trade.queries.sources import Source, sources_of
from ogniwo.masterdata.trade.rules import Derivation, Take
from ogniwo.supply.inventory.hooks import COST_OF_SALES, StockDraft
from ogniwo.supply.sales.commands.accruing import Particulars, accrue, particulars
from ogniwo.supply.sales.commands.stock import Stock, Store, read_stock, stores_of
from ogniwo.supply.sales.commands.types import DELIVERY, ORDER, STOCK_JOURNAL, shipping
from ogniwo.supply.sales.errors import NothingToDeliver, OtherOrder
from ogniwo.supply.sales.hooks import Delivered, deliveries_posted
from ogniwo.supply.sales.models import Delivery
from ogniwo.supply.sales.rules import deliverable, pick

DeliveryDraft = draft(Delivery)


@dataclass(slots=True)
class Shipment:
    """What is delivered of a set of orders, from where, when."""

    takes: list[Take]
    lines: Mapping[int, Source]
    stores: Mapping[UUID, Store]
    stock: Stock
    how: Derivation


@command("sales.deliver_orders", _("Deliver orders"), roles=("seller", "storekeeper"), sets="orders")
def deliver_orders(orders: Sequence[UUID], *, on: date | None = None, warehouse: UUID | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Deliver what is left of confirmed orders and in stock: one WZ an order, posted at once.

    Goods kept for the order count for it, goods kept for others do not; services go whole. ``on``: today when left
    out; ``warehouse``: the order's own. Raises Refused with NothingToDeliver for an order of which nothing can go.
    """
    locked = lock(unit, orders, type=ORDER, states=["confirmed"])
    stores = stores_of(unit, locked, warehouse)
    how = shipping(on or acting.today)
    lines = sources_of(unit, how, documents=[o.id for o in locked])
    stock = read_stock(unit, lines.values(), stores)
    takes, going = [], set()
    for line in lines.values():
        left = max(line.left, ZERO)
        if left and line.goods and line.product:
            base = line.base(left)
            free = stock.take(line.line, (line.product, stores[line.document].id), base)
            left = deliverable(left, base, free)
        if left > 0:
            takes.append(Take(line.line, left))
            going.add(line.document)
    if none := [o for o in locked if o.id not in going]:
        raise Refused(NothingToDeliver(record=o.id) for o in none)
    return ship(unit, Shipment(takes, lines, stores, stock, how))


@command("sales.deliver", _("Deliver in part"), roles=("seller", "storekeeper"))
def deliver(order: UUID, lines: Sequence[Take], *, warehouse: UUID | None = None, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Deliver quantities of lines of one confirmed order as a WZ of its own.

    Raises Refused: TooMuch for a line with less left, OtherOrder, and what the warehouse refuses (inventory.*).
    """
    locked = lock(unit, [order], type=ORDER, states=["confirmed"])
    stores = stores_of(unit, locked, warehouse)
    asked = {take.line for take in lines}
    if not asked:
        raise Refused([NothingToDeliver(record=order)])
    how = shipping(on or acting.today)
    found = sources_of(unit, how, lines=asked)
    if strange := [line for line in found.values() if line.document != order]:
        raise Refused(OtherOrder(record=order, line=line.line, position=line.position) for line in strange)
    return ship(unit, Shipment(list(lines), found, stores, read_stock(unit, found.values(), stores), how))


def ship(unit: Unit, shipment: Shipment) -> list[UUID]:
    """Write deliveries with their moves, flow and earned revenue; the same statements for one and for many."""
    made = derive_documents(unit, shipment.takes, shipment.how, shipment.lines)
    facts = particulars(unit, {shipment.lines[line].document for w in made for line in w.sources})
    moves: list[StockDraft] = []
    for w in made:
        store = shipment.stores[shipment.lines[w.sources[0]].document]
        unit.add(DeliveryDraft(document_id=w.id, warehouse_id=store.id))
        moves += _moves(w, store, shipment, facts)
    books.write(unit, [*moves, *accrue(unit, made, shipment.lines, facts)])
    number(unit, [ToNumber(w.id, DELIVERY, w.document.branch_id, shipment.how.day) for w in made])
    deliveries_posted.tell(Delivered(tuple(w.id for w in made)), unit=unit)
    return [w.id for w in made]


def _moves(w: Written, store: Store, shipment: Shipment, facts: Particulars) -> list[StockDraft]:
    moves = []
    for key, line in zip(w.sources, w.lines, strict=True):
        source = shipment.lines[key]
        if not source.goods or source.product is None or line.quantity_base <= ZERO:
            continue
        kept = shipment.stock.kept.get((key, store.id))
        for place in pick(line.quantity_base, shipment.stock.places.get((source.product, store.id), []), store.main.id):
            moves.append(StockDraft(
                document_id=w.id, line_id=line.line_id, journal=STOCK_JOURNAL, day=shipment.how.day, product_id=source.product, location_id=place.location,
                quantity=-place.quantity, kind="issue", role=COST_OF_SALES, lot_id=place.lot, packing=place.packing, party_id=source.party,
                dimensions=facts.dimensions(source), reserved_line=key if kept else None,
            ))  # fmt: skip
    return moves
