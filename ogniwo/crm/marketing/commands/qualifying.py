"""A lead becomes a party, and what we may sell it an opportunity."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine, take_over, targets
from ogniwo.crm.marketing.hooks import Qualified, follow
from ogniwo.crm.marketing.rules import Source
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import Locked, move, update
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.commands import add_parties, adopt, give_consents
from ogniwo.masterdata.parties.rules.inputs import NewConsent, NewContact, NewParty, Point, Terms

TYPE = "marketing.lead"
CONSENT = "marketing"
LEADS = """SELECT l.document_id, l.name, l.company, l.email, l.phone, l.source, l.need, l.consent_on, l.consent_text,
  coalesce((SELECT array_agg(c.source_id ORDER BY c.id) FROM documents_cause c WHERE c.target_id = l.document_id AND c.kind = 'campaign'), '{}')
  FROM marketing_lead l WHERE l.document_id = ANY(%s)"""


@dataclass(frozen=True, slots=True)
class _Lead:
    id: UUID
    name: str
    company: str
    email: str
    phone: str
    source: str
    need: str
    consent_on: date | None
    consent_text: str
    campaigns: list[UUID]


@command("marketing.qualify_leads", _("Qualify"), roles=("seller",), sets="leads")
def qualify_leads(
    leads: Sequence[UUID], party: UUID | None = None, expected_value: Decimal | None = None, expected_close: date | None = None, *, unit: Unit, acting: Acting
) -> list[UUID]:
    """Leads with a need become customers and opportunities: their party is ``party``, the one they named, or a new one.

    What was said about a lead moves onto its party's timeline; its consent goes to the party. ``expected_value`` in company currency,
    of each opportunity. Returns the opportunity of each lead (its party, where nothing is opened for it).
    """
    found = lock_mine(unit, leads, type=TYPE, states=["new"])
    if party:
        targets(unit, [party], field="party")
    about = {row[0]: _Lead(*row) for row in unit.rows(LEADS, [[d.id for d in found]])}
    parties: dict[UUID, UUID] = {d.id: known for d in found if (known := party or d.subject_id)}
    if parties:
        adopt(list(dict.fromkeys(parties.values())), customer=True, unit=unit)
    fresh = [d for d in found if d.id not in parties]
    if fresh:
        parties |= dict(zip([d.id for d in fresh], add_parties([_party(about[d.id], d) for d in fresh], unit=unit), strict=True))
    give_consents([
        NewConsent(parties[one.id], CONSENT, one.consent_on, one.consent_text, str(Source(one.source).label)) for one in about.values() if one.consent_on
    ], unit=unit)  # fmt: skip
    move(unit, found, "qualify")
    update(unit, {d.id: {"subject_id": parties[d.id]} for d in found})
    take_over(unit, parties)
    opened = follow([_qualified(d, about[d.id], parties, expected_value, expected_close) for d in found], unit=unit)
    return [opened.get(d.id, parties[d.id]) for d in found]


def _party(lead: _Lead, document: Locked) -> NewParty:
    points = tuple(Point(kind, value) for kind, value in (("email", lead.email), ("phone", lead.phone)) if value)
    person = bool(lead.company and lead.name)
    return NewParty(
        name=lead.company or lead.name, kind="organisation" if lead.company else "person", points=() if person else points,
        contacts=(NewContact(lead.name, points=points),) if person else (), terms=Terms(customer=True, owner_id=document.owner_id),
    )  # fmt: skip


def _qualified(d: Locked, lead: _Lead, parties: Mapping[UUID, UUID], value: Decimal | None, close: date | None) -> Qualified:
    first = lead.need.strip().partition("\n")[0]
    return Qualified(d.id, parties[d.id], f"{d.title}: {first}" if first else d.title, lead.need, d.owner_id, tuple(lead.campaigns), value, close)
