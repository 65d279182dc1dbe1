"""What stands in stock, locked and read once an act: for who decides what to take, and for the books that take it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.posting.loading import Place, Terms, as_terms
from ogniwo.supply.inventory.posting.pools import Key, Pool

NOTE = "standing"
# Values first, then availability: the order in which everybody locks them.
LOCK = """WITH v AS MATERIALIZED (SELECT * FROM inventory_lock_values(%(products)s::uuid[], %(areas)s::text[])),
  a AS MATERIALIZED (SELECT a.* FROM (SELECT count(*) AS n FROM v) n
    CROSS JOIN LATERAL inventory_lock_available(CASE WHEN n.n >= 0 THEN %(products)s::uuid[] END, %(warehouses)s::uuid[]) a)
  SELECT v.product_id, v.area, v.quantity, v.value, v.nth, v.last_day, a.warehouse_id, a.quantity, a.reserved,
    p.code, t.valuation, t.standard_cost, t.price_difference = 'stock', t.product_class, t.tracking <> 'none'
  FROM v JOIN catalog_productterms t ON t.product_id = v.product_id JOIN catalog_product p ON p.id = v.product_id
  LEFT JOIN (a JOIN inventory_warehouse w ON w.id = a.warehouse_id) ON a.product_id = v.product_id AND w.valuation_area = v.area ORDER BY v.product_id, v.area"""
HELD = """SELECT s.product_id, s.warehouse_id, s.location_id, s.lot_id, s.packing, s.quantity, w.code, w.valuation_area FROM inventory_stock s
  JOIN unnest(%s::uuid[], %s::uuid[]) u(p, w) ON (s.product_id, s.warehouse_id) = (u.p, u.w) JOIN inventory_location l ON l.id = s.location_id
  JOIN inventory_warehouse w ON w.id = s.warehouse_id LEFT JOIN inventory_lot t ON t.id = s.lot_id WHERE s.status = 'free' AND s.owner_id IS NULL AND s.quantity > 0
  ORDER BY s.product_id, s.warehouse_id, t.expires_on NULLS LAST, t.code, l.main DESC, l.code, s.packing"""
Spot = tuple[UUID, UUID, UUID | None, str]


@dataclass(slots=True)
class Standing:
    """Stock of products in warehouses under the act's locks: ``available`` by (product, warehouse) as (quantity, reserved); ``held``: what is
    free and ours by (product, location, lot, packing), in the order to take it."""

    terms: dict[UUID, Terms]
    pools: dict[Key, Pool]
    available: dict[tuple[UUID, UUID], tuple[Decimal, Decimal]]
    places: dict[UUID, Place]
    held: dict[Spot, Decimal]

    def covers(self, products: set[UUID], spots: Iterable[tuple[UUID, UUID]]) -> bool:
        """Whether it tells of these products, and of them in these locations."""
        return products <= self.terms.keys() and all(
            location in self.places and (product, self.places[location].warehouse_id) in self.available for product, location in spots
        )


def lock_stock(unit: Unit, wanted: Collection[tuple[UUID, Place]]) -> Standing:
    """Lock and read stocked products in warehouses, each given by its main place; two statements. The books use what is read here."""
    ordered = sorted({(product, place.warehouse_id, place.area) for product, place in wanted})
    products, warehouses, areas = spread(ordered, 3)
    found = Standing({}, {}, {}, {place.id: place for _product, place in wanted}, {})
    for row in unit.rows(LOCK, {"products": products, "areas": areas, "warehouses": warehouses}):
        _take(found, row)
    for product, warehouse, location, lot, packing, quantity, code, area in unit.rows(HELD, [products, warehouses]):
        found.places[location] = Place(location, warehouse, code, area)
        found.held[product, location, lot, packing] = quantity
    unit.notes[NOTE] = found
    return found


def _take(found: Standing, row: Sequence[Any]) -> None:
    product, area, quantity, value, nth, last_day, warehouse, available, reserved, *terms = row
    if product not in found.terms:
        found.terms[product] = as_terms(terms)
    if warehouse:
        found.available[product, warehouse] = (available, reserved)
    found.pools[product, area] = Pool((product, area), found.terms[product].method, quantity, value, nth, last_day)
