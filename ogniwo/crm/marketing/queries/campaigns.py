"""Reading campaigns, and finding the campaign behind a document."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ogniwo.crm.interactions.queries import mine, of_document
from ogniwo.crm.marketing.models import Campaign
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import causes
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Rows
from ogniwo.workbench.declare import Suggestion

TYPE = "marketing.campaign"
ROLES = ("seller", "accountant")
UP = """WITH RECURSIVE up(asked, id, depth) AS (
    SELECT a.id, a.id, 0 FROM unnest(%s::uuid[]) a(id)
  UNION
    SELECT up.asked, before.id, up.depth + 1 FROM up JOIN LATERAL (
      SELECT c.source_id AS id FROM documents_cause c WHERE c.target_id = up.id
      UNION SELECT s.document_id FROM documents_line t JOIN documents_flow f ON f.target_id = t.id JOIN documents_line s ON s.id = f.source_id WHERE t.document_id = up.id
    ) before ON true WHERE up.depth < 12)
  SELECT DISTINCT ON (up.asked) up.asked, d.id, coalesce(n.text, ''), d.title FROM up
  JOIN documents_document d ON d.id = up.id AND d.type = 'marketing.campaign' LEFT JOIN numbering_number n ON n.document_id = d.id
  ORDER BY up.asked, up.depth, d.day, d.id"""


@dataclass(frozen=True, slots=True)
class CampaignBehind:
    """The campaign a document came from."""

    id: UUID
    number: str
    name: str


def campaigns_of(rows: Rows, documents: Collection[UUID]) -> dict[UUID, CampaignBehind]:
    """The nearest campaign behind each document, by causes and flow of lines, at most 12 steps up; one statement.

    Of several equally near the earliest counts. Documents without one are left out. For dimensions of the books.
    """
    return {asked: CampaignBehind(pk, number, name) for asked, pk, number, name in rows.rows(UP, [list(documents)])}


@query("marketing.campaigns", _("Campaigns"), roles=ROLES)
def campaigns(*, acting: Acting) -> QuerySet[Any]:
    """Campaigns, each with the number of leads it brought."""
    brought = causes().filter(source=OuterRef("pk"), kind="campaign", target__type="marketing.lead").order_by().values("source").annotate(n=Count("pk")).values("n")
    found: QuerySet[Any] = mine(of_document(Campaign.objects.all()), TYPE, acting).annotate(leads=Coalesce(Subquery(brought, output_field=IntegerField()), 0))
    return found


@query("marketing.suggest_campaigns", _("Choose a campaign"), roles=ROLES)
def suggest_campaigns(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Campaigns not yet finished, by name or number."""
    found = campaigns(acting=acting)
    found = found.filter(pk__in=list(ids)) if ids else found.filter(state__in=["planned", "running"])
    for word in text.split():
        found = found.filter(title__icontains=word) | found.filter(number__icontains=word)
    return [Suggestion(pk, title, note=number or "") for pk, title, number in found.order_by("-day", "pk").values_list("pk", "title", "number")[:12]]


@query("marketing.campaign_form", _("A campaign to change"), roles=ROLES)
def campaign_form(campaign: UUID, *, acting: Acting) -> dict[str, Any]:
    """What the form of a campaign begins with."""
    c = campaigns(acting=acting).filter(pk=campaign).first()
    names = ("channel", "starts_on", "ends_on", "planned_cost", "target_leads", "target_revenue")
    return {} if c is None else {"campaign": c.pk, "card": {"name": c.title, **{name: getattr(c, name) for name in names}}}
