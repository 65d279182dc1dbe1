"""Reading activities."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ogniwo.crm.interactions.models import Activity, ActivityKind
from ogniwo.crm.interactions.queries.listing import mine, of_document
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.queries import causes, documents, seen, subjects
from ogniwo.kernel.numbering.queries import numbers_of
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Suggestion, TimelineItem, link
from ogniwo.workbench.words import said

TYPE = "interactions.activity"
ROLES = ("seller", "accountant")


@query("interactions.activities", _("Activities"), roles=ROLES)
def activities(*, acting: Acting) -> QuerySet[Any]:
    """Calls, mails, meetings, notes and tasks the person may see."""
    return mine(of_document(Activity.objects.all()), TYPE, acting)


@query("interactions.activities_due", _("Activities to be done"), roles=ROLES)
def activities_due(party: UUID, *, acting: Acting) -> QuerySet[Any]:
    """What is planned with a party, the soonest first."""
    found: QuerySet[Any] = activities(acting=acting).filter(party=party, state="planned").order_by("due", "pk")
    return found


@query("interactions.activities_about", _("Activities about a document"), roles=ROLES)
def activities_about(document: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Planned activities about a document, the soonest first."""
    about = causes().filter(source=document, kind="about").values("target")
    found: QuerySet[Any] = activities(acting=acting).filter(pk__in=about, state="planned").order_by("due", "pk")
    return found


@query("interactions.suggest_about", _("Choose what it is about"), roles=ROLES)
def suggest_about(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Parties and documents the person may see, by their words."""
    if ids:
        named = dict(subjects().filter(pk__in=list(ids)).values_list("pk", "name"))
        numbers = numbers_of(ids)
        for pk, title, type in documents().filter(seen(acting, document=""), pk__in=list(ids)).values_list("pk", "title", "type"):
            named[pk] = " ".join(part for part in (said(TYPES[type].title, acting.language), numbers.get(pk, ""), title) if part)
        return [Suggestion(pk, name) for pk, name in named.items()]
    return [Suggestion(f.record, f.label, note=f.note) for f in find(text, [], 12, acting=acting)]


def activity_items(found: QuerySet[Any], most: int) -> list[TimelineItem]:
    """Activities as a timeline shows them, newest first."""
    rows = found.order_by("-at", "-pk").values_list("pk", "at", "owner_name", "kind", "title", "text")[:most]
    return [
        TimelineItem(at, who or "", str(ActivityKind(kind).label), note=" - ".join(part for part in (title, text[:500]) if part), opens=link("interactions.activity", pk))
        for pk, at, who, kind, title, text in rows
    ]
