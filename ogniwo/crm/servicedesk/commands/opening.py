"""Opening tickets."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.interactions.commands import targets
from ogniwo.crm.interactions.errors import OtherContact
from ogniwo.crm.servicedesk.errors import AboutNothing, MoreThanDelivered, NoParty, NoTopic
from ogniwo.crm.servicedesk.models import Priority, Ticket
from ogniwo.crm.servicedesk.rules import NewTicket
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import NewLine, cause, link, new
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TYPE = "servicedesk.ticket"
ROLES = ("seller", "storekeeper")
Line = tuple[int, UUID, str, str, Decimal | None]
LINES = "SELECT id, document_id, text, unit, quantity FROM documents_line WHERE id = ANY(%s)"


@command("servicedesk.open_tickets", _("Open tickets"), roles=ROLES)
def open_tickets(tickets: Sequence[NewTicket], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Open tickets about parties, documents or delivered lines.

    Raises Refused with NoTopic, AboutNothing, NoParty, MoreThanDelivered, OtherContact, NotFound.
    """
    wrong: list[BusinessError] = [NoTopic(line=n) for n, t in enumerate(tickets, 1) if not t.topic.strip()]
    wrong += [AboutNothing(line=n) for n, t in enumerate(tickets, 1) if t.about is None and t.line is None]
    if wrong:
        raise Refused(wrong)
    lines: dict[int, Line] = {row[0]: row for row in unit.rows(LINES, [[t.line for t in tickets if t.line]])}
    if missing := [n for n, t in enumerate(tickets, 1) if t.line and (t.line not in lines or t.about not in (None, lines[t.line][1]))]:
        raise Refused(NotFound(line=n, field="line") for n in missing)
    about = [lines[t.line][1] if t.line else t.about for t in tickets]
    found = targets(unit, [pk for pk in about if pk])
    parties = [found[pk].party_id if pk else None for pk in about]
    _judge(unit, tickets, parties, lines)
    made = []
    for t, pk, party in zip(tickets, about, parties, strict=True):
        document, own = new(
            unit, TYPE, state="open", day=acting.today, currency="", title=" ".join(t.topic.split())[:200], subject_id=party, owner_id=t.owner or acting.user_id,
            branch_id=acting.branch_id, lines=[_line(t, lines[t.line])] if t.line else [],
        )  # fmt: skip
        unit.add(draft(Ticket)(document_id=document.id, text=t.text.strip(), priority=t.priority, contact_id=t.contact))
        if t.line:
            link(unit, [(t.line, own[0].id, "served", own[0].quantity)])
        elif pk and found[pk].is_document:
            cause(unit, [(pk, document.id, "about")])
        unit.touch([pk] if pk else [])
        made.append(document)
    number(unit, [ToNumber(d.id, TYPE, d.branch_id, d.day) for d in made])
    index(unit, [Findable(kind="ticket", record=d.id, label=d.title, words=[], owner_id=d.owner_id) for d in made])
    return [d.id for d in made]


@command("servicedesk.open_ticket", _("Open a ticket"), roles=ROLES)
def open_ticket(about: UUID, topic: str, text: str = "", priority: Priority = Priority.NORMAL, line: int | None = None, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Open one ticket about a party, a document or one of its lines."""
    found: list[UUID] = open_tickets([NewTicket(topic, text, about, line, priority=priority.value)], unit=unit)
    return found


def _line(ticket: NewTicket, line: Line) -> NewLine:
    _id, _document, text, unit_of_measure, quantity = line
    return NewLine(text, ticket.quantity or quantity or Decimal(1), unit_of_measure)


def _judge(unit: Unit, tickets: Sequence[NewTicket], parties: Sequence[UUID | None], lines: Mapping[int, Line]) -> None:
    contacts = [t.contact for t in tickets if t.contact]
    owners = dict(unit.rows("SELECT id, party_id FROM parties_contact WHERE id = ANY(%s)", [contacts])) if contacts else {}
    wrong: list[BusinessError] = [NoParty(line=n) for n, party in enumerate(parties, 1) if party is None]
    for n, (t, party) in enumerate(zip(tickets, parties, strict=True), 1):
        if t.contact and owners.get(t.contact) != party:
            wrong.append(OtherContact(record=t.contact, line=n))
        whole = lines[t.line][4] if t.line else None
        if t.quantity is not None and whole is not None and not 0 < t.quantity <= whole:
            wrong.append(MoreThanDelivered(line=n, quantity=whole))
    if wrong:
        raise Refused(wrong)
