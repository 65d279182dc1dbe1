"""What posting reads: products, places, locked values, layers, histories."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.errors import NoPlace, NotStocked
from ogniwo.supply.inventory.posting.pools import Key, Past, Pool
from ogniwo.supply.inventory.rules import GivenBack, Issue, Layer, Method, Move, Receipt, Return, Use


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a product's terms decides its cost."""

    code: str
    method: Method
    standard: Decimal | None
    to_stock: bool
    product_class: str
    tracked: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A location, its warehouse and valuation area."""

    id: UUID
    warehouse_id: UUID
    code: str
    area: str


@dataclass(slots=True)
class Booked:
    """A move as far as its counter entry and its returns need it. ``quantity`` and ``value`` signed, deltas included."""

    id: int
    key: Key
    day: date
    line_id: int
    kind: str
    quantity: Decimal
    value: Decimal
    role: str
    product_class: str
    place: str
    dimensions: Mapping[str, str]
    party_id: UUID | None
    paired: int | None
    back: Use = field(default_factory=lambda: Use(None, ZERO, ZERO))


TERMS = """SELECT t.product_id, p.code, t.valuation, t.standard_cost, t.price_difference = 'stock', t.product_class, t.tracking <> 'none', t.stocked
  FROM catalog_productterms t JOIN catalog_product p ON p.directory_id = t.directory_id AND p.id = t.product_id WHERE t.product_id = ANY(%s)"""
PLACES = "SELECT l.id, w.id, w.code, w.valuation_area FROM inventory_location l JOIN inventory_warehouse w ON w.id = l.warehouse_id WHERE l.id = ANY(%s)"
LAYERS = """SELECT l.product_id, l.area, l.move_id, l.quantity_left, l.value_left FROM (
    SELECT *, sum(quantity_left) OVER (PARTITION BY product_id, area ORDER BY day, nth) - quantity_left AS before FROM inventory_layer
    WHERE quantity_left > 0 AND product_id = ANY(%s)) l
  JOIN unnest(%s::uuid[], %s::text[], %s::numeric[]) u(p, a, needed) ON (l.product_id, l.area) = (u.p, u.a) WHERE l.before < u.needed ORDER BY l.day, l.nth"""
BOOKED = """SELECT m.id, m.product_id, m.area, m.day, m.line_id, m.kind, m.quantity, m.value + coalesce(d.value, 0), m.role, m.product_class, w.code,
    m.dimensions, m.party_id, m.paired_id, m.returns_id, m.nth
  FROM inventory_move m JOIN inventory_warehouse w ON w.id = m.warehouse_id
  LEFT JOIN LATERAL (SELECT sum(value) AS value FROM inventory_costdelta c WHERE c.company_id = m.company_id AND c.move_id = m.id) d ON true """
RETURNED = """SELECT m.returns_id, sum(m.quantity), sum(m.value + coalesce(d.value, 0)) FROM inventory_move m
  LEFT JOIN LATERAL (SELECT sum(value) AS value FROM inventory_costdelta c WHERE c.company_id = m.company_id AND c.move_id = m.id) d ON true
  WHERE m.returns_id = ANY(%s) GROUP BY 1"""
USES = """SELECT u.move_id, u.layer_id, sum(u.quantity), sum(u.value) FROM inventory_layeruse u JOIN inventory_layer l ON l.move_id = u.layer_id
  WHERE l.product_id = ANY(%s) GROUP BY 1, 2 HAVING sum(u.quantity) <> 0 OR sum(u.value) <> 0"""
OPEN = """SELECT min(month) FROM (SELECT month FROM books_period WHERE area = ANY(%s) GROUP BY month HAVING bool_and(NOT locked)) m"""


def terms_of(unit: Unit, products: Collection[UUID]) -> dict[UUID, Terms]:
    """Terms of products. Raises Refused for those that are not kept in stock or unknown."""
    rows = unit.rows(TERMS, [sorted(products)])
    wrong = [NotStocked(product=code) for _id, code, *_rest, stocked in rows if not stocked]
    found = {id: as_terms(terms) for id, *terms, _stocked in rows}
    if wrong or len(found) < len(set(products)):
        raise Refused(wrong or [NotStocked(product=str(p)) for p in set(products) - set(found)])
    return found


def as_terms(row: Sequence[Any]) -> Terms:
    """Terms as they are kept, read."""
    code, valuation, standard, to_stock, product_class, tracked = row
    return Terms(code, Method.FIFO if valuation == "fifo" else Method.AVERAGE, standard if valuation == "standard" else None, to_stock, product_class, tracked)


def places_of(unit: Unit, locations: Collection[UUID]) -> dict[UUID, Place]:
    """Locations with their warehouses. Raises Refused for unknown ones."""
    found = {row[0]: Place(*row) for row in unit.rows(PLACES, [sorted(locations)])}
    if missing := set(locations) - set(found):
        raise Refused([NoPlace() for _id in missing])
    return found


def booked(unit: Unit, ids: Sequence[int]) -> dict[int, Booked]:
    """Moves by id, with what has come back of each."""
    moves = {row[0]: _booked(row) for row in unit.rows(BOOKED + "WHERE m.id = ANY(%s)", [list(ids)])}
    for id, quantity, value in unit.rows(RETURNED, [list(ids)]):
        moves[id].back = Use(id, abs(quantity), abs(value))
    return moves


def _booked(row: Sequence[Any]) -> Booked:
    id, product, area, day, line, kind, quantity, value, role, group, place, dimensions, party, paired, _returns, _nth = row
    named = json.loads(dimensions) if isinstance(dimensions, str) else dimensions
    return Booked(id, (product, area), day, line, kind, quantity, value, role, group, place, named, party, paired)


def lock_pools(unit: Unit, keys: Collection[Key], terms: Mapping[UUID, Terms]) -> dict[Key, Pool]:
    """Lock the values of products in key order (all their areas, so that news can travel by transfers)."""
    ordered = sorted(keys)
    rows = unit.rows("SELECT * FROM inventory_lock_values(%s::uuid[], %s::text[])", spread(ordered, 2))
    return {(p, a): Pool((p, a), terms[p].method, quantity, value, nth, last_day) for p, a, quantity, value, last_day, nth in rows}


def load_layers(unit: Unit, pools: Mapping[Key, Pool], needed: Mapping[Key, Decimal]) -> None:
    """Read as many of the oldest open layers as is needed."""
    keys = [key for key in sorted(needed) if pools[key].method is Method.FIFO and not isinstance(pools[key], Past)]
    if keys:
        columns = spread(((p, a, needed[p, a]) for p, a in keys), 3)
        for p, a, id, quantity, value in unit.rows(LAYERS, [columns[0], *columns]):
            pools[p, a].layers.append(Layer(id, quantity, value))


def load_past(unit: Unit, pools: dict[Key, Pool], products: Collection[UUID]) -> dict[int, Booked]:
    """Turn the pools of products into ones with their whole history; returns its moves."""
    if not products:
        return {}
    wanted = sorted(products)
    uses: dict[int, list[Use]] = defaultdict(list)
    for move, layer, quantity, value in unit.rows(USES, [wanted]):
        uses[move].append(Use(layer, quantity, value))
    for key, pool in list(pools.items()):
        if key[0] in products:
            pools[key] = Past(pool.key, pool.method, pool.quantity, pool.value, pool.nth, pool.last_day)
    moves = {}
    for row in unit.rows(BOOKED + "WHERE m.product_id = ANY(%s) AND m.owner_id IS NULL AND m.role <> '' ORDER BY m.day, m.nth", [wanted]):
        move = _booked(row)
        moves[move.id] = move
        pool = pools[move.key]
        pool.history.append(as_rule(move, row[14], tuple(uses[move.id])))  # type: ignore[attr-defined]
        pool.order.append((move.day, row[15]))  # type: ignore[attr-defined]
    for p, a, id, quantity, value in unit.rows("SELECT product_id, area, move_id, quantity_left, value_left FROM inventory_layer WHERE product_id = ANY(%s)", [wanted]):
        pools[p, a].known[id] = Layer(id, quantity, value)  # type: ignore[attr-defined]
    return moves


def as_rule(move: Booked, returns: int | None, uses: tuple[Use, ...]) -> Move:
    """A booked move as the rules of cost know it: quantities and values above zero."""
    if move.quantity > 0:
        return Return(move.id, move.quantity, move.value, returns) if returns else Receipt(move.id, move.quantity, move.value)
    if returns:
        return GivenBack(move.id, -move.quantity, -move.value, returns, uses)
    return Issue(move.id, -move.quantity, -move.value, uses)


def first_open_day(unit: Unit, areas: Collection[str]) -> date:
    """The first day of the first month open in all ``areas``."""
    ((month,),) = unit.rows(OPEN, [sorted({"stock", "books", *areas})])
    return month or date.max
