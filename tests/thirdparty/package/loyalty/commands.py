"""Setting tiers, and reasons against orders."""

from collections.abc import Iterator
from uuid import UUID

from loyalty.errors import Suspended
from loyalty.models import Tier
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.sales.hooks import ToConfirm

HELD = """SELECT h.document_id, s.name FROM trade_tradedocument h JOIN loyalty_tier t ON t.party_id = h.party_id AND t.suspended
  JOIN documents_subject s ON s.id = h.party_id WHERE h.document_id = ANY(%s) ORDER BY h.document_id"""


@command("loyalty.set_tier", _("Set the loyalty tier"), roles=("seller",))
def set_tier(party: UUID, name: str, *, suspended: bool = False, unit: Unit, acting: Acting) -> None:
    """Give a customer a tier, or suspend it."""
    if not unit.rows("UPDATE loyalty_tier SET name = %s, suspended = %s WHERE party_id = %s RETURNING 1", [name, suspended, party]):
        unit.add(draft(Tier)(party_id=party, name=name, suspended=suspended))


def reasons(to_confirm: ToConfirm, *, unit: Unit) -> Iterator[Suspended]:
    """Orders of customers whose loyalty is suspended are not confirmed."""
    for order, customer in unit.rows(HELD, [list(to_confirm.orders)]):
        yield Suspended(record=order, customer=customer)
