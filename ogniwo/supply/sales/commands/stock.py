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
from ogniwo.supply.inventory.hooks import LOCKED_AVAILABLE
from ogniwo.supply.sales.errors import NoWarehouse
from ogniwo.supply.sales.queries.lines import LineFacts
from ogniwo.supply.sales.rules import Held

WAREHOUSES = """SELECT w.id, w.branch_id, w.valuation_area, l.id, ARRAY(SELECT o.document_id FROM sales_salesorder o WHERE o.warehouse_id = w.id AND o.document_id = ANY(%s)), c.currency
  FROM inventory_warehouse w JOIN tenancy_company c ON c.id = w.company_id JOIN inventory_location l ON l.warehouse_id = w.id AND l.main ORDER BY w.code"""
PLACES = """SELECT s.product_id, s.warehouse_id, s.location_id, s.lot_id, s.packing, s.quantity FROM inventory_stock s
  JOIN unnest(%s::uuid[], %s::uuid[]) u(p, w) ON (s.product_id, s.warehouse_id) = (u.p, u.w) JOIN inventory_location l ON l.id = s.location_id
  LEFT JOIN inventory_lot t ON t.id = s.lot_id WHERE s.status = 'free' AND s.owner_id IS NULL AND s.quantity > 0
  ORDER BY s.product_id, s.warehouse_id, t.expires_on NULLS LAST, t.code, l.main DESC, l.code, s.packing"""
LOCK = """SELECT a.* FROM (SELECT count(*) AS n FROM inventory_lock_values(%s::uuid[], %s::text[])) v
  CROSS JOIN LATERAL inventory_lock_available(CASE WHEN v.n >= 0 THEN %s::uuid[] END, %s::uuid[]) a"""
"""Values first, then availability: the order in which the books lock them."""
LOCK_FREE = "SELECT * FROM inventory_lock_available(%s::uuid[], %s::uuid[])"
RESERVED = "SELECT line_id, warehouse_id, quantity FROM inventory_reservation WHERE line_id = ANY(%s) AND quantity > 0"
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Store:
    """A warehouse with its main place and valuation area."""

    id: UUID
    branch_id: int | None
    area: str
    main: UUID


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
    known = [Store(*row[:4]) for row in rows]
    if rows:
        unit.notes["currency"] = rows[0][5]  # the books ask for it next
    by_id = {s.id: s for s in known}
    own = {order: row[0] for row in rows for order in row[4]}
    found: dict[UUID, Store] = {}
    for o in orders:
        wanted = warehouse or own.get(o.id)
        branch = next((s for s in known if s.branch_id == o.branch_id and o.branch_id is not None), known[0] if known else None)
        store = by_id.get(wanted) if wanted else branch
        if store is None:
            raise Refused([NoWarehouse(record=o.id)])
        found[o.id] = store
    return found


def read_stock(unit: Unit, lines: Iterable[LineFacts], stores: Mapping[UUID, Store], *, locked: bool = True) -> Stock:
    """Lock and read the stock of stocked lines; in the order the books lock it themselves (values, then availability)."""
    wanted = [line for line in lines if line.goods]
    keys = sorted({(line.product, stores[line.document].id) for line in wanted if line.product})
    if not keys:
        return Stock({})
    areas = sorted({(line.product, stores[line.document].area) for line in wanted if line.product})
    rows = unit.rows(LOCK, [*spread(areas, 2), *spread(keys, 2)]) if locked else unit.rows(LOCK_FREE, spread(keys, 2))
    unit.notes[LOCKED_AVAILABLE] = {(product, store): (quantity, reserved) for product, store, quantity, reserved in rows}
    stock = Stock({(product, store): quantity - reserved for product, store, quantity, reserved in rows})
    places: dict[Key, list[Held]] = defaultdict(list)
    if locked:
        for product, store, location, lot, packing, quantity in unit.rows(PLACES, spread(keys, 2)):
            places[product, store].append(Held(location, lot, packing, quantity))
    stock.places = places
    stock.kept = {(line, store): quantity for line, store, quantity in unit.rows(RESERVED, [[line.line for line in wanted]])}
    return stock
