"""Reading tickets."""

from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from ogniwo.crm.interactions.queries import mine, of_document
from ogniwo.crm.interactions.rules import moment_of
from ogniwo.crm.servicedesk.models import Ticket
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import causes, flows
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import TimelineItem, link

TYPE = "servicedesk.ticket"
ROLES = ("seller", "storekeeper", "accountant")


@query("servicedesk.tickets", _("Tickets"), roles=ROLES)
def tickets(*, acting: Acting) -> QuerySet[Any]:
    """Tickets the person may see."""
    return mine(of_document(Ticket.objects.all()), TYPE, acting)


@query("servicedesk.tickets_of_party", _("Tickets of a party"), roles=ROLES)
def tickets_of_party(party: UUID, *, acting: Acting) -> QuerySet[Any]:
    """A party's tickets, the newest first."""
    found: QuerySet[Any] = tickets(acting=acting).filter(document__subject=party).order_by("-day", "-pk")
    return found


@query("servicedesk.tickets_about", _("Tickets about a document"), roles=ROLES)
def tickets_about(document: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Tickets about a document or any of its lines, the newest first; for records of higher modules."""
    caused = causes().filter(source=document, kind="about").values("target")
    served = flows().filter(source__document=document, kind="served").values("target__document")
    found: QuerySet[Any] = tickets(acting=acting).filter(Q(pk__in=caused) | Q(pk__in=served)).order_by("-day", "-pk")
    return found


@query("servicedesk.served_lines", _("Lines a ticket is about"), roles=ROLES)
def served_lines(ticket: UUID, *, acting: Acting) -> QuerySet[Any]:
    """The delivered lines a ticket is about, with their documents' numbers."""
    seen = tickets(acting=acting).filter(pk=ticket).values("pk")
    return flows().filter(target__document__in=seen, kind="served").annotate(
        number=F("source__document__number__text"), text=F("source__text"), unit=F("source__unit"), delivered=F("source__quantity")
    ).order_by("pk")  # fmt: skip


WORDS = {"open": _("Ticket"), "waiting": _("Ticket answered"), "solved": _("Ticket solved"), "closed": _("Ticket closed")}


def ticket_items(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    """Tickets on a party's timeline, by when they were opened."""
    found = tickets_of_party(party, acting=acting).values_list("pk", "day", "document__created_at", "owner_name", "state", "number", "title", "solution")[:most]
    return [
        TimelineItem(moment_of(at, day), who or "", WORDS[state], icon="lifebuoy", note=" - ".join(part for part in (number, title, solution) if part), opens=link("servicedesk.ticket", pk))
        for pk, day, at, who, state, number, title, solution in found
    ]
