"""Reading leads."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from ogniwo.crm.interactions.queries import mine, of_document
from ogniwo.crm.interactions.rules import moment_of
from ogniwo.crm.marketing.models import Lead
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import causes
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import TimelineItem, link

TYPE = "marketing.lead"
ROLES = ("seller", "accountant")


@query("marketing.leads", _("Leads"), roles=ROLES)
def leads(*, acting: Acting) -> QuerySet[Any]:
    """Leads the person may see, each with the campaign it came from."""
    came = causes().filter(target=OuterRef("pk"), kind="campaign").order_by("pk")
    found: QuerySet[Any] = mine(of_document(Lead.objects.all()), TYPE, acting).annotate(
        campaign_id=Subquery(came.values("source")[:1]), campaign_name=Subquery(came.values("source__title")[:1])
    )
    return found


@query("marketing.leads_of_party", _("Leads of a party"), roles=ROLES)
def leads_of_party(party: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Leads that are, or became, this party; the newest first."""
    found: QuerySet[Any] = leads(acting=acting).filter(document__subject=party).order_by("-day", "-pk")
    return found


@query("marketing.leads_of_campaign", _("Leads of a campaign"), roles=ROLES)
def leads_of_campaign(campaign: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Leads a campaign brought, the newest first."""
    brought = causes().filter(source=campaign, kind="campaign").values("target")
    found: QuerySet[Any] = leads(acting=acting).filter(pk__in=brought).order_by("-day", "-pk")
    return found


@query("marketing.lead_form", _("A lead to change"), roles=("seller",))
def lead_form(lead: UUID, *, acting: Acting) -> dict[str, Any]:
    """What the form of a lead begins with."""
    found = leads(acting=acting).filter(pk=lead).first()
    if found is None:
        return {}
    card = {name: getattr(found, name) for name in ("company", "name", "email", "phone", "source", "consent_text")} | {"consent": found.consent_on is not None}
    return {"lead": found.pk, "need": found.need, "card": card}


def lead_items(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    """Leads on a party's timeline, by when they came."""
    rows = leads(acting=acting).filter(Q(document__subject=party)).order_by("-day", "-pk")
    found = rows.values_list("pk", "day", "document__created_at", "owner_name", "title", "campaign_name", "need")[:most]
    return [
        TimelineItem(moment_of(at, day), who or "", _("Lead"), icon="user-plus", note=" - ".join(part for part in (title, campaign, need[:300]) if part), opens=link("marketing.lead", pk))
        for pk, day, at, who, title, campaign, need in found
    ]
