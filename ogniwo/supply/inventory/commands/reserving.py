"""Keeping goods for lines of orders."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.errors import NotEnough
from ogniwo.supply.inventory.hooks import LOCKED_AVAILABLE
from ogniwo.supply.inventory.posting.loading import terms_of

ADD = """INSERT INTO inventory_reservation AS r (company_id, id, line_id, product_id, warehouse_id, quantity)
  SELECT current_setting('ogniwo.company')::int, u.i, u.l, u.p, u.w, u.q FROM unnest(%s::bigint[], %s::bigint[], %s::uuid[], %s::uuid[], %s::numeric[]) u(i, l, p, w, q)
  ON CONFLICT (company_id, line_id, product_id, warehouse_id) DO UPDATE SET quantity = r.quantity + excluded.quantity"""


@dataclass(frozen=True, slots=True)
class ReserveLine:
    """``quantity`` of a product to be kept in a warehouse for an order's line."""

    line: int
    product: UUID
    warehouse: UUID
    quantity: Decimal


@command("inventory.reserve_lines", _("Reserve goods"), roles=("seller", "storekeeper"))
def reserve_lines(lines: Sequence[ReserveLine], *, unit: Unit, acting: Acting) -> int:
    """Keep free goods for lines of orders (rezerwacja). What is free is asked under lock, so two can't have the same piece.

    Raises Refused with NotEnough for every line that finds too little.
    """
    keys = {(line.product, line.warehouse) for line in lines}
    known = unit.notes.pop(LOCKED_AVAILABLE, {})
    if not keys <= known.keys():
        rows = unit.rows("SELECT * FROM inventory_lock_available(%s::uuid[], %s::uuid[])", spread(sorted(keys), 2))
        known = {(product, warehouse): (quantity, reserved) for product, warehouse, quantity, reserved in rows}
    free = {key: quantity - reserved for key, (quantity, reserved) in known.items()}
    short: list[tuple[ReserveLine, Decimal]] = []
    wanted: dict[tuple[int, UUID, UUID], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        left = free[line.product, line.warehouse]
        if line.quantity <= 0 or line.quantity > left:
            short.append((line, left))
        free[line.product, line.warehouse] = left - line.quantity
        wanted[line.line, line.product, line.warehouse] += line.quantity
    if short:
        codes = terms_of(unit, {line.product for line, _left in short})
        raise Refused(NotEnough(line=line.line, product=codes[line.product].code, asked=line.quantity, left=max(left, ZERO)) for line, left in short)
    ordered = sorted(wanted.items(), key=lambda item: (item[0][0], str(item[0][1:])))
    unit.do(ADD, spread(((id, *key, quantity) for id, (key, quantity) in zip(unit.ids(len(ordered)), ordered, strict=True)), 5))
    return len(lines)


@command("inventory.release_lines", _("Release reservations"), roles=("seller", "storekeeper"))
def release_lines(lines: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Free what is still reserved for lines of orders; returns how many reservations there were."""
    unit.notes.pop(LOCKED_AVAILABLE, None)
    rows = unit.rows("SELECT product_id, warehouse_id FROM inventory_reservation WHERE line_id = ANY(%s) AND quantity > 0", [list(lines)])
    if rows:
        unit.rows("SELECT product_id FROM inventory_lock_available(%s::uuid[], %s::uuid[])", spread(sorted(set(rows)), 2))
    return len(unit.rows("UPDATE inventory_reservation SET quantity = 0 WHERE line_id = ANY(%s) AND quantity > 0 RETURNING id", [list(lines)]))
