"""Stock on hand and its value as at a day and as known, moves of a product, availability."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import known_join, known_parameters, rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Reader, Rows, data
from ogniwo.supply.inventory.hooks import ON_ORDER

EVERYONE = ("storekeeper", "seller", "buyer", "accountant")
COSTS = ("accountant", "storekeeper")


class By(StrEnum):
    """How finely stock is told: by product, also by warehouse, or by the full key (place, lot, status, owner)."""

    PRODUCT = "product"
    WAREHOUSE = "warehouse"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class OnHand:
    """Quantity of a product in its own unit; the finer fields are empty when not asked."""

    product_id: UUID
    code: str
    name: str
    unit: str
    warehouse: str
    location: str
    lot: str
    status: str
    owner: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Worth:
    """Quantity and value (company currency) of our goods of a product in a valuation area."""

    product_id: UUID
    code: str
    name: str
    unit: str
    area: str
    product_class: str
    quantity: Decimal
    value: Decimal


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move or a later change of its cost, with quantity and value of the product after it. ``document_id`` made it."""

    move_id: int
    day: date
    kind: str
    document_id: UUID
    number: str
    warehouse: str
    lot: str
    quantity: Decimal
    value: Decimal
    on_hand: Decimal
    worth: Decimal
    sensitive: ClassVar = {"cost": ("value", "worth")}


@dataclass(frozen=True, slots=True)
class Availability:
    """``free``: ours, unblocked and not reserved. ``on_order``: still to come. ``total``: both."""

    product_id: UUID
    warehouse_id: UUID | None
    warehouse: str
    quantity: Decimal
    reserved: Decimal
    free: Decimal
    on_order: Decimal
    total: Decimal


FINER = {
    By.PRODUCT: "'', '', '', '', ''",
    By.WAREHOUSE: "w.code, '', '', '', ''",
    By.LOT: "w.code, l.code, coalesce(t.code, ''), m.status, coalesce(o.name, '')",
}
ON_HAND = """SELECT m.product_id, p.code, p.name::text, p.unit_id, {finer}, sum(m.quantity)
  FROM inventory_move m JOIN catalog_product p ON p.id = m.product_id JOIN inventory_warehouse w ON w.id = m.warehouse_id JOIN inventory_location l ON l.id = m.location_id
  LEFT JOIN inventory_lot t ON t.id = m.lot_id LEFT JOIN documents_subject o ON o.id = m.owner_id{known}
  WHERE m.day <= %(as_of)s AND (%(product)s::uuid IS NULL OR m.product_id = %(product)s) AND (%(warehouse)s::uuid IS NULL OR m.warehouse_id = %(warehouse)s)
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(m.quantity) <> 0 ORDER BY p.code, 5, 6, 7, 8, 9, 1"""
VALUE = """SELECT f.product_id, p.code, p.name::text, p.unit_id, f.area, t.product_class, sum(f.quantity), sum(f.value) FROM (
    SELECT m.product_id, m.area, m.quantity, m.value FROM inventory_move m{moves} WHERE m.day <= %(as_of)s AND m.owner_id IS NULL
    UNION ALL SELECT c.product_id, c.area, 0, c.value FROM inventory_costdelta c{deltas} WHERE c.day <= %(as_of)s) f
  JOIN catalog_product p ON p.id = f.product_id JOIN catalog_productterms t ON t.product_id = f.product_id
  WHERE (%(product)s::uuid IS NULL OR f.product_id = %(product)s)
  GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(f.quantity) <> 0 OR sum(f.value) <> 0 ORDER BY p.code, f.area, 1"""
MOVES = """SELECT f.move_id, f.day, f.kind, f.document_id, coalesce(n.text, ''), w.code, coalesce(t.code, ''), f.quantity, f.value,
    sum(f.quantity) OVER o, sum(f.value) OVER o
  FROM (SELECT m.id AS move_id, m.day, m.kind, m.document_id, m.warehouse_id, m.lot_id, m.quantity, m.value, m.nth, 0::bigint AS later FROM inventory_move m{moves}
        WHERE m.product_id = %(product)s AND m.owner_id IS NULL
        UNION ALL SELECT c.move_id, c.day, 'delta', c.document_id, m.warehouse_id, m.lot_id, 0, c.value, m.nth, c.id FROM inventory_costdelta c
          JOIN inventory_move m ON m.id = c.move_id{deltas} WHERE c.product_id = %(product)s) f
  JOIN inventory_warehouse w ON w.id = f.warehouse_id LEFT JOIN inventory_lot t ON t.id = f.lot_id LEFT JOIN numbering_number n ON n.document_id = f.document_id
  WHERE f.day <= %(as_of)s WINDOW o AS (ORDER BY f.day, f.nth, f.later, f.move_id) ORDER BY f.day, f.nth, f.later, f.move_id"""
FREE = """SELECT a.product_id, a.warehouse_id, w.code, a.quantity, a.reserved FROM inventory_available a JOIN inventory_warehouse w ON w.id = a.warehouse_id
  WHERE a.product_id = ANY(%s) ORDER BY a.product_id, w.code"""


def _name(text: str, acting: Acting) -> str:
    return say(data(text), acting.language)


@query("inventory.stock_on_hand", _("Stock on hand"), roles=EVERYONE)
def stock_on_hand(
    *, as_of: date, by: By = By.PRODUCT, product: UUID | None = None, warehouse: UUID | None = None, known: dict[str, int] | None = None, acting: Acting,
) -> list[OnHand]:  # fmt: skip
    """Quantities at the end of ``as_of``, others' goods included, in products' own units; with ``known``, as the journals stood then."""
    asked = {"as_of": as_of, "product": product, "warehouse": warehouse, **known_parameters(known)}
    sql = ON_HAND.format(finer=FINER[by], known=known_join("m.seal_id", known))
    return [OnHand(id, code, _name(name, acting), *rest) for id, code, name, *rest in rows(acting, sql, asked)]


@query("inventory.stock_value", _("Stock value"), roles=COSTS)
def stock_value(*, as_of: date, product: UUID | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[Worth]:
    """Quantity and value of our goods at the end of ``as_of``, company currency; its sum is the balance of the stock accounts."""
    asked = {"as_of": as_of, "product": product, **known_parameters(known)}
    sql = VALUE.format(moves=known_join("m.seal_id", known), deltas=known_join("c.seal_id", known))
    return [Worth(id, code, _name(name, acting), *rest) for id, code, name, *rest in rows(acting, sql, asked)]


@query("inventory.product_moves", _("Moves of a product"), roles=COSTS)
def product_moves(*, product: UUID, as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[MoveRow]:
    """All that changed quantity or value of a product until ``as_of``, in order, with both after each; from ``since`` on."""
    asked: dict[str, Any] = {"as_of": as_of, "product": product, **known_parameters(known)}
    sql = MOVES.format(moves=known_join("m.seal_id", known), deltas=known_join("c.seal_id", known))
    return [row for row in (MoveRow(*r) for r in rows(acting, sql, asked)) if since is None or row.day >= since]


@query("inventory.availability", _("What is available"), roles=EVERYONE)
def availability(products: Sequence[UUID], *, acting: Acting) -> list[Availability]:
    """What can be promised of products, by warehouse: free now, and still to come (without a warehouse where not yet known)."""
    with reading(acting):
        return available(Reader(), products)


def available(asks: Rows, products: Collection[UUID]) -> list[Availability]:
    """The same for commands, asked through their unit; one statement and one for each module with orders."""
    wanted = sorted(set(products))
    coming: dict[tuple[UUID, UUID | None], Decimal] = defaultdict(lambda: ZERO)
    for function in ON_ORDER:
        for key, quantity in function(asks, wanted).items():
            coming[key] += quantity
    out = []
    for product, warehouse, code, quantity, reserved in asks.rows(FREE, [wanted]):
        more = coming.pop((product, warehouse), ZERO)
        out.append(Availability(product, warehouse, code, quantity, reserved, quantity - reserved, more, quantity - reserved + more))
    return out + [Availability(p, w, "", ZERO, ZERO, ZERO, q, q) for (p, w), q in coming.items()]


def free_of(ids: Collection[UUID], *, acting: Acting) -> dict[UUID, Decimal]:
    """Free quantity of products, all warehouses together: for columns of higher modules."""
    found: dict[UUID, Decimal] = dict.fromkeys(ids, ZERO)
    for row in availability(list(ids), acting=acting):
        found[row.product_id] += row.free
    return found
