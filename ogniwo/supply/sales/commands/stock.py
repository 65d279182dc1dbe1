"""What stands in stock for lines of orders, read under the locks of the books."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.documents.commands import Locked
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.trade.queries.sources import Source
from ogniwo.supply.inventory.commands import Place, lock_stock
from ogniwo.supply.inventory.hooks import LOCKED_AVAILABLE
from ogniwo.supply.sales.errors import NoWarehouse
from ogniwo.supply.sales.rules import Held

WAREHOUSES = """SELECT w.id, w.branch_id, l.id, w.code, w.valuation_area, ARRAY(SELECT o.document_id FROM sales_salesorder o WHERE o.warehouse_id = w.id AND o.document_id = ANY(%s))
  FROM inventory_warehouse w JOIN inventory_location l ON l.warehouse_id = w.id AND l.main ORDER BY w.code"""
LOCK_FREE = "SELECT * FROM inventory_lock_available(%s::uuid[], %s::uuid[])"
RESERVED = "SELECT line_id, warehouse_id, quantity FROM inventory_reservation WHERE line_id = ANY(%s) AND quantity > 0"
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Store:
    """A warehouse with its main place."""

    id: UUID
    branch_id: int | None
    main: Place


@dataclass(slots=True)
class Stock:
    """What is there by (product, warehouse): free of reservations, by place, and kept for lines."""

    free: dict[Key, Decimal]
    places: dict[Key, list[Held]] = field(default_factory=dict)
    kept: dict[tuple[int, UUID], Decimal] = field(default_factory=dict)

    def take(self, line: int, key: Key, most: Decimal) -> Decimal:
        """How much a line may take, up to ``most``: what is kept for it first, then what is free; taken from here at once."""
        kept = min(self.kept.get((line, key[1]), ZERO), most)
        part = kept + min(max(self.free.get(key, ZERO), ZERO), most - kept)
        self.free[key] = self.free.get(key, ZERO) - (part - kept)
        return part


def stores_of(unit: Unit, orders: Sequence[Locked], warehouse: UUID | None) -> dict[UUID, Store]:
    """The warehouse each order is delivered from: the one given, the order's own, its branch's first, or the first."""
    rows = unit.rows(WAREHOUSES, [[o.id for o in orders]])
    known = [Store(id, branch, Place(main, id, code, area)) for id, branch, main, code, area, _orders in rows]
    by_id = {s.id: s for s in known}
    own = {order: row[0] for row in rows for order in row[5]}
    found: dict[UUID, Store] = {}
    for o in orders:
        wanted = warehouse or own.get(o.id)
        branch = next((s for s in known if s.branch_id == o.branch_id and o.branch_id is not None), known[0] if known else None)
        store = by_id.get(wanted) if wanted else branch
        if store is None:
            raise Refused([NoWarehouse(record=o.id)])
        found[o.id] = store
    return found


def read_stock(unit: Unit, lines: Iterable[Source], stores: Mapping[UUID, Store]) -> Stock:
    """Lock and read the stock of stocked lines that are going, and what is kept for them."""
    wanted = {(line.product, stores[line.document].main) for line in lines if line.goods and line.product}
    if not wanted:
        return Stock({})
    standing = lock_stock(unit, wanted)
    stock = Stock({key: quantity - reserved for key, (quantity, reserved) in standing.available.items()}, kept=_kept(unit, lines, standing.available))
    for (product, location, lot, packing), quantity in standing.held.items():
        stock.places.setdefault((product, standing.places[location].warehouse_id), []).append(Held(location, lot, packing, quantity))
    return stock


def read_free(unit: Unit, lines: Iterable[Source], stores: Mapping[UUID, Store]) -> tuple[Stock, dict[int, Decimal]]:
    """Lock and read what is free of stocked lines that stay; and how much is kept for each already."""
    keys = sorted({(line.product, stores[line.document].id) for line in lines if line.goods and line.product})
    if not keys:
        return Stock({}), {}
    rows = unit.rows(LOCK_FREE, spread(keys, 2))
    available = unit.notes[LOCKED_AVAILABLE] = {(product, store): (quantity, reserved) for product, store, quantity, reserved in rows}
    kept: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for (line, _store), quantity in _kept(unit, lines, available).items():
        kept[line] += quantity
    return Stock({key: quantity - reserved for key, (quantity, reserved) in available.items()}), kept


def _kept(unit: Unit, lines: Iterable[Source], available: Mapping[Key, tuple[Decimal, Decimal]]) -> dict[tuple[int, UUID], Decimal]:
    """What is kept for lines, by warehouse; not asked where nothing of these goods is reserved at all."""
    if not any(reserved for _quantity, reserved in available.values()):
        return {}
    return {(line, store): quantity for line, store, quantity in unit.rows(RESERVED, [[line.line for line in lines if line.goods]])}
