"""Orders from accepted offers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock, progress
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import derive_documents
from ogniwo.masterdata.trade.rules import Derivation, Take
from ogniwo.supply.sales.commands.orders import add_orders
from ogniwo.supply.sales.commands.types import ORDER
from ogniwo.supply.sales.errors import NothingToOrder
from ogniwo.supply.sales.queries.lines import lines_of

OFFER = "offers.offer"


@command("sales.order_offers", _("Make order"), roles=("seller",), sets="offers")
def order_offers(offers: Sequence[UUID], *, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Make draft orders from accepted offers: their lines as far as they are not ordered yet, at their prices.

    ``on``: the order's day, today when left out. Raises Refused: WrongState for an offer not accepted, NothingToOrder.
    """
    locked = lock(unit, offers, type=OFFER, states=["accepted"])
    lines = lines_of(unit, [o.id for o in locked])
    gone = progress(unit, [line.line for line in lines], ["ordered"])
    takes = [Take(line.line, left) for line in lines if (left := line.quantity - gone.get((line.line, "ordered"), ZERO)) > 0]
    taken = {t.line for t in takes}
    having = {line.document for line in lines if line.line in taken}
    if empty := [o for o in locked if o.id not in having]:
        raise Refused(NothingToOrder(record=o.id) for o in empty)
    made = derive_documents(unit, takes, Derivation(ORDER, "draft", "ordered", on or acting.today, estimate=True))
    add_orders(unit, made)
    return [w.id for w in made]
