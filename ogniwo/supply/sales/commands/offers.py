"""Orders from accepted offers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import derive_documents
from ogniwo.masterdata.trade.queries.sources import sources_of
from ogniwo.masterdata.trade.rules import Derivation, Take
from ogniwo.supply.sales.commands.orders import add_orders
from ogniwo.supply.sales.commands.types import ORDER
from ogniwo.supply.sales.errors import NothingToOrder

OFFER = "offers.offer"


@command("sales.order_offers", _("Make order"), roles=("seller",), sets="offers")
def order_offers(offers: Sequence[UUID], *, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Make draft orders from accepted offers: their lines as far as they are not ordered yet, at their prices.

    ``on``: the order's day, today when left out. Raises Refused: WrongState for an offer not accepted, NothingToOrder.
    """
    locked = lock(unit, offers, type=OFFER, states=["accepted"])
    how = Derivation(ORDER, "draft", "ordered", on or acting.today, estimate=True)
    sources = sources_of(unit, how, documents=[o.id for o in locked])
    left = [s for s in sources.values() if s.left > 0]
    having = {s.document for s in left}
    if empty := [o for o in locked if o.id not in having]:
        raise Refused(NothingToOrder(record=o.id) for o in empty)
    made = derive_documents(unit, [Take(s.line, s.left) for s in left], how, sources)
    add_orders(unit, made)
    return [w.id for w in made]
