"""Keeping goods for orders."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.queries.sources import sources_of
from ogniwo.supply.inventory.commands import ReserveLine, reserve_lines
from ogniwo.supply.sales.commands.orders import release
from ogniwo.supply.sales.commands.stock import read_free, stores_of
from ogniwo.supply.sales.commands.types import ORDER, shipping
from ogniwo.supply.sales.errors import NothingToReserve


@command("sales.reserve_orders", _("Reserve goods"), roles=("seller", "storekeeper"), sets="orders")
def reserve_orders(orders: Sequence[UUID], *, warehouse: UUID | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Keep free goods for confirmed orders (rezerwacja), as much of each line as is free, in the order given.

    ``warehouse`` empty: the order's own. Raises Refused with NothingToReserve for an order that finds nothing.
    """
    locked = lock(unit, orders, type=ORDER, states=["confirmed"])
    stores = stores_of(unit, locked, warehouse)
    lines = sources_of(unit, shipping(acting.today), documents=[o.id for o in locked]).values()
    stock, kept = read_free(unit, lines, stores)
    wanted = []
    for line in lines:
        if line.goods and line.product and line.left > 0:
            key = (line.product, stores[line.document].id)
            left = line.base(line.left) - kept.get(line.line, ZERO)
            part = stock.take(line.line, key, left) if left > 0 else ZERO
            if part > 0:
                wanted.append((line.document, ReserveLine(line.line, key[0], key[1], part)))
    found = {document for document, _r in wanted}
    if none := [o for o in locked if o.id not in found]:
        raise Refused(NothingToReserve(record=o.id) for o in none)
    reserve_lines([r for _document, r in wanted], unit=unit)
    return [o.id for o in locked]


@command("sales.release_orders", _("Release reservations"), roles=("seller", "storekeeper"), sets="orders")
def release_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Free what is still reserved for orders."""
    locked = lock(unit, orders, type=ORDER)
    release(unit, locked)
    return [o.id for o in locked]
