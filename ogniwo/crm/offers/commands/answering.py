"""What the customer answers."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.crm.interactions.rules import moment_of
from ogniwo.crm.offers.commands.facts import win
from ogniwo.crm.offers.errors import Expired, WhyDeclined
from ogniwo.crm.offers.models import Offer
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import move
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit

TYPE = "offers.offer"
ENDS = "SELECT document_id, valid_until FROM offers_offer WHERE document_id = ANY(%s)"


@command("offers.accept_offers", _("Accept"), roles=("seller",), sets="offers")
def accept_offers(offers: Sequence[UUID], accepted_by: str = "", *, late: bool = False, unit: Unit, acting: Acting) -> list[UUID]:
    """The customer takes the offers; ``accepted_by``: who of them said so. Their opportunities are won.

    ``late``: accept offers whose time is over too. Raises Refused: WrongState, Stale, Expired.
    """
    found = lock_mine(unit, offers, type=TYPE, states=["sent"])
    ends = dict(unit.rows(ENDS, [[d.id for d in found]]))
    if not late and (over := [d for d in found if ends[d.id] < acting.today]):
        raise Refused(Expired(record=d.id, valid_until=ends[d.id]) for d in over)
    move(unit, found, "accept")
    at = moment_of(unit.now, acting.today)
    change(unit, Offer, {d.id: {"accepted_at": at, "accepted_by": accepted_by.strip()[:120]} for d in found})
    win(unit, [d.id for d in found])
    return [d.id for d in found]


@command("offers.decline_offers", _("Decline"), roles=("seller",), sets="offers")
def decline_offers(offers: Sequence[UUID], reason: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """The customer does not take the offers, with the reason. Opportunities stay open: another version may follow. Raises WhyDeclined."""
    if not reason.strip():
        raise Refused([WhyDeclined()])
    found = lock_mine(unit, offers, type=TYPE, states=["sent"])
    move(unit, found, "decline")
    at = moment_of(unit.now, acting.today)
    change(unit, Offer, {d.id: {"decline_reason": reason.strip()[:300], "declined_at": at} for d in found})
    return [d.id for d in found]
