"""Timelines: everything that happened with a party, or with one document, newest first."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ogniwo.crm.interactions.hooks import timeline_sources
from ogniwo.crm.interactions.models import Activity
from ogniwo.crm.interactions.queries.activities import ROLES, TYPE, activity_items
from ogniwo.crm.interactions.queries.listing import mine, of_document
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.comments.queries import story
from ogniwo.kernel.documents.queries import causes, heading
from ogniwo.kernel.mail.queries import letters
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import TimelineItem

MOST = 60
EVERYONE = ("seller", "accountant", "buyer", "storekeeper")


@query("interactions.timeline", _("Timeline of a party"), roles=ROLES)
def timeline(party: UUID, *, most: int = MOST, acting: Acting) -> list[TimelineItem]:
    """What happened with a party, newest first: activities, leads, opportunities, tickets, letters and what other modules add.

    One statement for each source the person may see, however long the history.
    """
    items: list[TimelineItem] = []
    for source in timeline_sources.values():
        if acting.may(source.permission):
            items += source.items(party, most, acting=acting)
    return _newest(items, most)


@query("interactions.document_contacts", _("Contacts about a document"), roles=EVERYONE)
def document_contacts(document: UUID, *, most: int = MOST, acting: Acting) -> list[TimelineItem]:
    """Activities about a document and letters sent from it, newest first. Raises NotFound."""
    heading(document, acting=acting)
    about = causes().filter(source=document, kind="about").values("target")
    items = activity_items(mine(of_document(Activity.objects.filter(pk__in=about)), TYPE, acting), most)
    if acting.may("mail.letters"):
        items += _letters(letters(acting=acting).filter(document=document), most)
    return _newest(items, most)


@query("interactions.document_timeline", _("Timeline of a document"), roles=EVERYONE)
def document_timeline(document: UUID, *, most: int = MOST, acting: Acting) -> list[TimelineItem]:
    """Everything that happened with one document: acts, comments, activities, letters; newest first. Raises NotFound."""
    heading(document, acting=acting)
    items = list(document_contacts(document, most=most, acting=acting)) if acting.may("interactions.document_contacts") else []
    if acting.may("comments.story"):
        for event in story(document, limit=most, acting=acting):
            said = event.kind == "comment"
            items.append(TimelineItem(event.at, event.user, _("Comment") if said else event.text, icon="message" if said else "point", note=event.text if said else ""))
    return _newest(items, most)


def letter_items(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    """Letters sent from documents of a party."""
    return _letters(letters(acting=acting).filter(document__subject=party), most)


def _letters(found: QuerySet[Any], most: int) -> list[TimelineItem]:
    rows = found.values_list("at", "user__name", "topic", "sent_at")[:most]
    return [TimelineItem(at, who or "", _("Letter sent") if sent else _("Letter waiting to be sent"), icon="mail", note=topic) for at, who, topic, sent in rows]


def _newest(items: Iterable[TimelineItem], most: int) -> list[TimelineItem]:
    return sorted(items, key=lambda item: item.at, reverse=True)[:most]
