"""Offers below the margin floor: decided by a second person, or taken back."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.commands import approve, refuse
from ogniwo.kernel.approvals.hooks import Decision
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

TYPE = "offers.offer"
WAITING = "SELECT document_id, id FROM approvals_request WHERE document_id = ANY(%s) AND kind = %s AND state = 'waiting'"


@command("offers.approve_offers", _("Approve"), roles=("accountant",), sets="offers")
def approve_offers(offers: Sequence[UUID], answer: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Let offers below the margin floor be sent; never one's own request. Raises Refused: NotFound, OwnRequest."""
    approve(_requests(unit, offers), answer=answer, unit=unit)
    return list(offers)


@command("offers.refuse_offers", _("Refuse"), roles=("accountant",), sets="offers")
def refuse_offers(offers: Sequence[UUID], answer: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Give offers below the margin floor back to be changed, with a reason. Raises Refused: NotFound, OwnRequest."""
    refuse(_requests(unit, offers), answer=answer, unit=unit)
    return list(offers)


@command("offers.rework_offers", _("Back to draft"), roles=("seller",), sets="offers")
def rework_offers(offers: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Take approved offers back to change them; what was approved does not hold for what they become."""
    found = lock_mine(unit, offers, type=TYPE, states=["approved"])
    move(unit, found, "rework")
    return [d.id for d in found]


def offer_decided(decision: Decision, *, unit: Unit) -> None:
    """A decision of a second person: approved offers may be sent, refused ones are drafts again."""
    if decision.kind == TYPE:
        move(unit, lock(unit, decision.documents, type=TYPE, states=["waiting"]), "approve" if decision.approved else "refuse")


def _requests(unit: Unit, offers: Sequence[UUID]) -> list[int]:
    found = dict(unit.rows(WAITING, [list(offers), TYPE]))
    if missing := [offer for offer in offers if offer not in found]:
        raise Refused(NotFound(record=offer) for offer in missing)
    return sorted(found.values())
