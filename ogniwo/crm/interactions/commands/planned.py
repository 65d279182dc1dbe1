"""Planned activities: done, postponed, taken over."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from ogniwo.crm.interactions.commands.reach import lock_mine
from ogniwo.crm.interactions.models import Activity
from ogniwo.crm.interactions.rules import moment_of
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import move, update
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Unit, spread

TYPE = "interactions.activity"
ABOUT = """SELECT a.document_id, u.p FROM unnest(%s::uuid[], %s::uuid[]) u(d, p) JOIN documents_cause c ON c.source_id = u.d AND c.kind = 'about'
  JOIN interactions_activity a ON a.document_id = c.target_id WHERE a.party_id IS NULL"""


@command("interactions.do_activities", _("Mark as done"), roles=("seller",), sets="activities")
def do_activities(activities: Sequence[UUID], outcome: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Planned activities are done; the outcome is added to what they say."""
    found = lock_mine(unit, activities, type=TYPE, states=["planned"])
    move(unit, found, "do")
    now = moment_of(unit.now, acting.today)
    texts = dict(unit.rows("SELECT document_id, text FROM interactions_activity WHERE document_id = ANY(%s)", [[d.id for d in found]]))
    change(unit, Activity, {d.id: {"at": now, "done_at": now, "text": "\n".join(t for t in (texts[d.id], outcome.strip()) if t)} for d in found})
    return [d.id for d in found]


@command("interactions.postpone_activities", _("Put off"), roles=("seller",), sets="activities")
def postpone_activities(activities: Sequence[UUID], due: date, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Planned activities are due on another day."""
    found = lock_mine(unit, activities, type=TYPE, states=["planned"])
    for d in found:
        unit.changed(d.id, "due", d.day, due)
    update(unit, {d.id: {"day": due} for d in found})
    change(unit, Activity, {d.id: {"due": due} for d in found})
    return [d.id for d in found]


def take_over(unit: Unit, parties: Mapping[UUID, UUID]) -> None:
    """Documents that got a party (document -> party) bring what was said about them onto that party's timeline. Three statements."""
    rows = unit.rows(ABOUT, spread(parties.items(), 2))
    change(unit, Activity, {pk: {"party_id": party} for pk, party in rows})
    update(unit, {pk: {"subject_id": party} for pk, party in rows})
