"""Leads: added by hand or from a file, changed, dropped."""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine, targets
from ogniwo.crm.marketing.commands.campaigns import existing
from ogniwo.crm.marketing.commands.judging import check, duplicates
from ogniwo.crm.marketing.errors import NoReason
from ogniwo.crm.marketing.models import Lead
from ogniwo.crm.marketing.rules import LeadCard, LeadRow, NewLead, Source, stem_of
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import cause, move, new, update
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.parties.rules import plain_email, plain_phone, plain_words

TYPE = "marketing.lead"
ROLES = ("seller",)


@command("marketing.add_leads", _("Add leads"), roles=ROLES)
def add_leads(leads: Sequence[NewLead], accept_duplicates: bool = False, *, unit: Unit, acting: Acting) -> list[UUID]:  # noqa: FBT001, FBT002 - a person's switch
    """Add leads. Each is compared with parties, leads and the others of its set by name, mail and phone.

    Raises Refused with PossibleDuplicate (its record is the one it may repeat) unless ``accept_duplicates``; NobodyNamed, NoWayBack, WrongEmail, ConsentUnworded.
    """
    return _add(unit, leads, set(range(len(leads))) if accept_duplicates else set())


@command("marketing.add_lead", _("Add a lead"), roles=ROLES)
def add_lead(lead: LeadCard, need: str = "", campaign: UUID | None = None, party: UUID | None = None, *, accept_duplicates: bool = False, unit: Unit, acting: Acting) -> list[UUID]:
    """Add one lead; ``party`` where it is somebody we know."""
    found: list[UUID] = add_leads([_new(lead, need=need, campaign=campaign, party=party)], accept_duplicates=accept_duplicates, unit=unit)
    return found


@command("marketing.import_leads", _("Import leads"), roles=ROLES)
def import_leads(rows: Sequence[LeadRow], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Import leads from a file: all rows or none. A row may accept that it looks like somebody we have.

    Raises Refused with every row's reasons, as `add_leads`.
    """
    taken = [f.name for f in fields(LeadRow) if f.name != "accept_duplicate"]
    return _add(unit, [NewLead(**{name: getattr(row, name) for name in taken}) for row in rows], {n for n, row in enumerate(rows) if row.accept_duplicate})


def _add(unit: Unit, leads: Sequence[NewLead], accepted: Collection[int]) -> list[UUID]:
    check(leads)
    existing(unit, {new.campaign for new in leads if new.campaign})
    known = {new.party for new in leads if new.party}
    if known:
        targets(unit, known, field="party")
    if wrong := duplicates(unit, leads, accepted):
        raise Refused(wrong)
    made = []
    for lead in leads:
        document, _lines = new(
            unit, TYPE, state="new", day=unit.acting.today, currency="", title=lead.called[:200], subject_id=lead.party,
            owner_id=lead.owner or unit.acting.user_id, branch_id=unit.acting.branch_id,
        )  # fmt: skip
        card = {name: getattr(lead, name).strip() for name in ("name", "company", "email", "phone", "consent_text")}
        unit.add(draft(Lead)(
            document_id=document.id, source=Source(lead.source).value, need=lead.need.strip(), consent_on=unit.acting.today if lead.consent else None, **card, **traces(lead),
        ))  # fmt: skip
        if lead.campaign:
            cause(unit, [(lead.campaign, document.id, "campaign")])
        made.append(document)
    index(unit, [findable(d.id, lead, d.owner_id) for d, lead in zip(made, leads, strict=True)])
    return [d.id for d in made]


@command("marketing.change_lead", _("Change a lead"), roles=ROLES)
def change_lead(lead: UUID, card: LeadCard, need: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a lead that waits: all its fields as they shall be. A consent once given keeps its day; withdrawn, it goes."""
    (found,) = lock_mine(unit, [lead], type=TYPE, states=["new"])
    after = _new(card, need=need)
    check([after])
    ((given,),) = unit.rows("SELECT consent_on FROM marketing_lead WHERE document_id = %s", [lead])
    consent_on = (given or acting.today) if card.consent else None
    unit.changed(lead, "title", found.title, after.called)
    unit.changed(lead, "consent_on", given, consent_on)
    update(unit, {lead: {"title": after.called[:200]}})
    values = {name: getattr(card, name).strip() for name in ("name", "company", "email", "phone", "consent_text")}
    change(unit, Lead, {lead: {**values, "source": Source(card.source).value, "need": need.strip(), "consent_on": consent_on, **traces(after)}})
    index(unit, [findable(lead, after, found.owner_id)])
    return [lead]


@command("marketing.drop_leads", _("Drop"), roles=ROLES, sets="leads")
def drop_leads(leads: Sequence[UUID], reason: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Leads nothing comes of, with the reason."""
    if not reason.strip():
        raise Refused([NoReason()])
    found = lock_mine(unit, leads, type=TYPE, states=["new"])
    move(unit, found, "drop")
    change(unit, Lead, {d.id: {"reason": reason.strip()[:300]} for d in found})
    return [d.id for d in found]


def traces(lead: NewLead) -> dict[str, str]:
    """The comparable forms kept beside a lead."""
    return {
        "sought": " ".join(plain_words(lead.called))[:400], "stem": stem_of(lead.called), "email_plain": plain_email(lead.email)[:200],
        "phone_plain": plain_phone(lead.phone),
    }  # fmt: skip


def findable(pk: UUID, lead: NewLead, owner_id: int | None) -> Findable:
    """How a lead stands in the search door."""
    return Findable(kind="lead", record=pk, label=lead.called, words=[lead.name, lead.company, lead.email, lead.phone], note=lead.name if lead.company else "", owner_id=owner_id)


def _new(card: LeadCard, **more: object) -> NewLead:
    return replace(NewLead(**{f.name: getattr(card, f.name) for f in fields(LeadCard)}), **more)  # type: ignore[arg-type]
