"""Putting down what happened, and what is to be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ogniwo.crm.interactions.commands.reach import Target, targets
from ogniwo.crm.interactions.errors import AboutWhom, NoDay, NothingSaid, OtherContact
from ogniwo.crm.interactions.models import Activity, ActivityKind, Direction
from ogniwo.crm.interactions.rules import Pasted, moment_of, read_mail
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import cause, new
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TYPE = "interactions.activity"
ROLES = ("seller",)
BY_MAIL = "SELECT c.plain, c.party_id, c.contact_id FROM parties_contactpoint c JOIN parties_partyterms t ON t.party_id = c.party_id WHERE c.kind = 'email' AND c.plain = ANY(%s) ORDER BY c.id"


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity to be: ``about`` a document or a party. Planned when ``planned``: then ``due`` is needed; else it happened at ``at`` (default: now)."""

    about: UUID
    kind: ActivityKind
    topic: str
    text: str = ""
    direction: Direction = Direction.NONE
    contact: UUID | None = None
    at: datetime | None = None
    due: date | None = None
    planned: bool = False
    owner: int | None = None


@command("interactions.add_activities", _("Put down activities"), roles=ROLES)
def add_activities(activities: Sequence[NewActivity], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Put down activities, done or planned; the topic is kept to 200 signs.

    Raises Refused with NothingSaid, NoDay, NotFound (what it is about), OtherContact.
    """
    wrong: list[BusinessError] = [NothingSaid(line=n) for n, a in enumerate(activities, 1) if not a.topic.strip()]
    wrong += [NoDay(line=n) for n, a in enumerate(activities, 1) if a.planned and a.due is None]
    if wrong:
        raise Refused(wrong)
    found = targets(unit, [a.about for a in activities])
    _check_contacts(unit, activities, found)
    now = moment_of(unit.now, acting.today)
    made = []
    for a in activities:
        at = now if a.planned or a.at is None else a.at
        target = found[a.about]
        document, _lines = new(
            unit, TYPE, state="planned" if a.planned else "done", day=(a.due if a.planned else None) or at.date(), currency="",
            title=a.topic.strip()[:200], subject_id=target.party_id, owner_id=a.owner or acting.user_id,
        )  # fmt: skip
        unit.add(draft(Activity)(
            document_id=document.id, kind=a.kind.value, direction=a.direction.value, party_id=target.party_id, contact_id=a.contact,
            at=at, due=a.due, done_at=None if a.planned else at, text=a.text,
        ))  # fmt: skip
        if target.is_document:
            cause(unit, [(a.about, document.id, "about")])
        unit.touch([a.about])
        made.append(document.id)
    return made


def _check_contacts(unit: Unit, activities: Sequence[NewActivity], found: dict[UUID, Target]) -> None:
    wanted = {a.contact for a in activities if a.contact}
    if not wanted:
        return
    owners = dict(unit.rows("SELECT id, party_id FROM parties_contact WHERE id = ANY(%s)", [list(wanted)]))
    wrong = [OtherContact(record=a.contact, line=n) for n, a in enumerate(activities, 1) if a.contact and owners.get(a.contact) != found[a.about].party_id]
    if wrong:
        raise Refused(wrong)


@command("interactions.log_call", _("Log a call"), roles=ROLES)
def log_call(about: UUID, topic: str, text: str = "", *, outgoing: bool = True, at: datetime | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Put down a call about a party or a document; without ``at`` it was just now."""
    found: list[UUID] = add_activities([NewActivity(about, ActivityKind.CALL, topic, text, Direction.OUT if outgoing else Direction.IN, at=at)], unit=unit)
    return found


@command("interactions.log_note", _("Write a note"), roles=ROLES)
def log_note(about: UUID, topic: str, text: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Put a note about a party or a document."""
    found: list[UUID] = add_activities([NewActivity(about, ActivityKind.NOTE, topic, text)], unit=unit)
    return found


@command("interactions.log_mail", _("Paste a mail"), roles=ROLES)
def log_mail(pasted: str, about: UUID | None = None, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Put down a mail as pasted from a mail program: topic, day, sender and recipients are read from its head lines.

    Without ``about`` the party is the one that has the sender's or a recipient's address. Raises AboutWhom where nobody has it.
    """
    mail = read_mail(pasted)
    senders = [mail.sender] if mail.sender else []
    known = {plain: (party, contact) for plain, party, contact in reversed(unit.rows(BY_MAIL, [[*senders, *mail.recipients]]))}
    met = next((known[address] for address in (*senders, *mail.recipients) if address in known), None)
    if about is None and met is None:
        raise Refused([AboutWhom(address=mail.sender or ", ".join(mail.recipients) or "?")])
    target = about or met[0]  # type: ignore[index]
    contact = met[1] if met and about in (None, met[0]) else None
    found: list[UUID] = add_activities([_mail(mail, target, contact, incoming=mail.sender in known or not mail.recipients)], unit=unit)
    return found


def _mail(mail: Pasted, about: UUID, contact: UUID | None, *, incoming: bool) -> NewActivity:
    topic = mail.topic or next((line.strip() for line in mail.text.splitlines() if line.strip()), "")
    return NewActivity(about, ActivityKind.MAIL, topic[:200], mail.text, Direction.IN if incoming else Direction.OUT, contact, at=mail.at)


@command("interactions.plan_activity", _("Plan an activity"), roles=ROLES)
def plan_activity(about: UUID, topic: str, due: date, kind: ActivityKind = ActivityKind.TASK, text: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Plan something with a party or about a document, to be done by a day."""
    found: list[UUID] = add_activities([NewActivity(about, kind, topic, text, due=due, planned=True)], unit=unit)
    return found
