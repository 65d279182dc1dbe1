"""What can be said about a shortage before the database refuses it: which line, how much is there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.errors import NotEnough, ReservedForOthers
from ogniwo.supply.inventory.hooks import StockDraft
from ogniwo.supply.inventory.posting.loading import Place, Terms
from ogniwo.supply.inventory.posting.standing import Standing

Available = dict[tuple[UUID, UUID], tuple[Decimal, Decimal]]
HELD = """SELECT u.n, coalesce(s.quantity, 0) FROM unnest(%s::int[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::uuid[]) u(n, p, l, s, k, lot, o)
  LEFT JOIN inventory_stock s ON (s.product_id, s.location_id, s.status, s.packing) = (u.p, u.l, u.s, u.k)
    AND s.lot_id IS NOT DISTINCT FROM u.lot AND s.owner_id IS NOT DISTINCT FROM u.o"""


def outgoing(d: StockDraft) -> Decimal:
    """How much leaves the draft's place."""
    return d.quantity if d.kind == "transfer" else max(-d.quantity, ZERO)


def lock_available(unit: Unit, moves: Sequence[StockDraft], places: Mapping[UUID, Place]) -> Available:
    """Lock what is available of the products in all warehouses touched, in key order."""
    keys = {(d.product_id, places[location].warehouse_id) for d in moves for location in (d.location_id, d.to_location_id) if location}
    if not keys:
        return {}
    rows = unit.rows("SELECT * FROM inventory_lock_available(%s::uuid[], %s::uuid[])", spread(sorted(keys), 2))
    return {(p, w): (quantity, reserved) for p, w, quantity, reserved in rows}


def on_hand(unit: Unit, moves: Sequence[StockDraft], terms: Mapping[UUID, Terms], standing: Standing | None) -> list[BusinessError]:
    """Lines that take more than their key holds, what comes in by the same act counted; ``standing``: what the act has read before."""
    going: dict[tuple[Any, ...], list[StockDraft]] = defaultdict(list)
    coming: dict[tuple[Any, ...], Decimal] = defaultdict(lambda: ZERO)
    for d in moves:
        if outgoing(d):
            going[d.product_id, d.location_id, d.status, d.packing, d.lot_id, d.owner_id].append(d)
        if d.kind == "transfer":
            coming[d.product_id, d.to_location_id or d.location_id, d.to_status or d.status, d.packing, d.lot_id, d.owner_id] += d.quantity
        elif d.quantity > 0:
            coming[d.product_id, d.location_id, d.status, d.packing, d.lot_id, d.owner_id] += d.quantity
    if not going:
        return []
    wrong: list[BusinessError] = []
    for key, held in _held(unit, list(going), standing):
        left = held + coming[key]
        for d in going[key]:
            if outgoing(d) > left:
                wrong.append(NotEnough(record=d.document_id, line=d.line_id, product=terms[d.product_id].code, asked=outgoing(d), left=max(left, ZERO)))
            left -= outgoing(d)
    return wrong


def _held(unit: Unit, keys: Sequence[tuple[Any, ...]], standing: Standing | None) -> list[tuple[tuple[Any, ...], Decimal]]:
    if standing and all(status == "free" and owner is None for _p, _l, status, _k, _lot, owner in keys):
        return [(key, standing.held.get((key[0], key[1], key[4], key[3]), ZERO)) for key in keys]
    return [(keys[n], held) for n, held in unit.rows(HELD, spread(((n, *key) for n, key in enumerate(keys)), 7))]


def reservations(unit: Unit, moves: Sequence[StockDraft], places: Mapping[UUID, Place], available: Available, terms: Mapping[UUID, Terms]) -> list[BusinessError]:
    """Use up the reservations of drafts; lines that would take goods reserved for others."""
    used = use_up(unit, moves, places)
    net: dict[tuple[UUID, UUID], Decimal] = defaultdict(lambda: ZERO)
    last: dict[tuple[UUID, UUID], StockDraft] = {}
    for d in moves:
        if d.owner_id is None:
            here = (d.product_id, places[d.location_id].warehouse_id)
            if d.status == "free":
                net[here] += -outgoing(d) if outgoing(d) else d.quantity
                last[here] = d if outgoing(d) else last.get(here, d)
            if d.kind == "transfer" and (d.to_status or d.status) == "free":
                net[d.product_id, places[d.to_location_id or d.location_id].warehouse_id] += d.quantity
    wrong: list[BusinessError] = []
    for key, change in net.items():
        quantity, reserved = available[key]
        free = quantity - (reserved - used.get(key, ZERO))
        if change < 0 and free + change < 0 and reserved - used.get(key, ZERO) > 0:
            d = last[key]
            wrong.append(ReservedForOthers(record=d.document_id, line=d.line_id, product=terms[d.product_id].code, asked=-change, left=max(free, ZERO),
                                           warehouse=places[d.location_id].code))  # fmt: skip
    return wrong


def use_up(unit: Unit, moves: Sequence[StockDraft], places: Mapping[UUID, Place]) -> dict[tuple[UUID, UUID], Decimal]:
    """Lower the reservations of the order lines that are delivered; how much by product and warehouse."""
    asked: dict[tuple[int, UUID, UUID], Decimal] = defaultdict(lambda: ZERO)
    for d in moves:
        if d.reserved_line and d.quantity < 0:
            asked[d.reserved_line, d.product_id, places[d.location_id].warehouse_id] -= d.quantity
    if not asked:
        return {}
    columns = spread(sorted(((*key, quantity) for key, quantity in asked.items()), key=str), 4)
    rows = unit.rows("""UPDATE inventory_reservation r SET quantity = greatest(r.quantity - u.q, 0)
      FROM unnest(%s::bigint[], %s::uuid[], %s::uuid[], %s::numeric[]) u(l, p, w, q)
      JOIN inventory_reservation o ON (o.line_id, o.product_id, o.warehouse_id) = (u.l, u.p, u.w)
      WHERE r.company_id = o.company_id AND r.id = o.id AND o.quantity > 0 RETURNING r.product_id, r.warehouse_id, least(o.quantity, u.q)""", columns)  # fmt: skip
    used: dict[tuple[UUID, UUID], Decimal] = defaultdict(lambda: ZERO)
    for product, warehouse, quantity in rows:
        used[product, warehouse] += quantity
    return used
