"""Reading opportunities and stages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Round

from ogniwo.crm.interactions.queries import mine, of_document
from ogniwo.crm.interactions.rules import moment_of
from ogniwo.crm.pipeline.models import Opportunity, Stage
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import causes
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench import declare
from ogniwo.workbench.declare import Suggestion, TimelineItem, link

TYPE = "pipeline.opportunity"
ROLES = ("seller", "accountant")
MONEY = DecimalField(max_digits=18, decimal_places=2)


@query("pipeline.opportunities", _("Opportunities"), roles=ROLES)
def opportunities(*, acting: Acting) -> QuerySet[Any]:
    """Opportunities the person may see. ``total``: expected value; ``weighted``: by the stage's probability; both company currency."""
    came = causes().filter(target=OuterRef("pk"), kind="campaign").order_by("pk")
    weight = F("stage__probability") * Decimal("0.01")
    found: QuerySet[Any] = mine(of_document(Opportunity.objects.all()), TYPE, acting).annotate(
        stage_code=F("stage__code"), stage_name=F("stage__name"), probability=F("stage__probability"),
        weighted=Round(ExpressionWrapper(Coalesce(F("document__total"), Decimal(0), output_field=MONEY) * weight, output_field=MONEY), precision=2),
        campaign_id=Subquery(came.values("source")[:1]), campaign_name=Subquery(came.values("source__title")[:1]),
    )  # fmt: skip
    return found


@query("pipeline.board", _("Pipeline"), roles=ROLES)
def board(*, acting: Acting) -> QuerySet[Any]:
    """Open opportunities, for the board."""
    found: QuerySet[Any] = opportunities(acting=acting).filter(state="open")
    return found


@query("pipeline.stages", _("Stages of the pipeline"), roles=ROLES)
def stages(*, acting: Acting) -> QuerySet[Any]:
    """The stages in use, from left to right."""
    return Stage.objects.filter(active=True).order_by("position", "pk")


def board_stages(*, acting: Acting) -> list[declare.Stage]:
    """The board's columns."""
    return [declare.Stage(code, say(name, acting.language)) for code, name in stages(acting=acting).values_list("code", "name")]


@query("pipeline.opportunities_of_party", _("Opportunities of a party"), roles=ROLES)
def opportunities_of_party(party: UUID, *, acting: Acting) -> QuerySet[Any]:
    """A party's opportunities, the newest first."""
    found: QuerySet[Any] = opportunities(acting=acting).filter(document__subject=party).order_by("-day", "-pk")
    return found


@query("pipeline.opportunities_of_campaign", _("Opportunities of a campaign"), roles=ROLES)
def opportunities_of_campaign(campaign: UUID, *, acting: Acting) -> QuerySet[Any]:
    """Opportunities a campaign brought, the newest first."""
    brought = causes().filter(source=campaign, kind="campaign").values("target")
    found: QuerySet[Any] = opportunities(acting=acting).filter(pk__in=brought).order_by("-day", "-pk")
    return found


@query("pipeline.suggest_opportunities", _("Choose an opportunity"), roles=ROLES)
def suggest_opportunities(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Open opportunities by number, name or party."""
    found = opportunities(acting=acting)
    found = found.filter(pk__in=list(ids)) if ids else found.filter(state="open")
    for word in text.split():
        found = found.filter(title__icontains=word) | found.filter(number__icontains=word) | found.filter(subject_name__icontains=word)
    rows = found.order_by("-day", "-pk").values_list("pk", "title", "number", "subject_name", "subject_id")[:12]
    return [Suggestion(pk, title, label=f"{number} {title}", note=party or "", fill={"party": party_id}) for pk, title, number, party, party_id in rows]


@query("pipeline.opportunity_form", _("An opportunity to change"), roles=("seller",))
def opportunity_form(opportunity: UUID, *, acting: Acting) -> dict[str, Any]:
    """What the form of an opportunity begins with."""
    o: Any = opportunities(acting=acting).filter(pk=opportunity).first()
    if o is None:
        return {}
    return {"opportunity": o.pk, "need": o.need, "card": {"title": o.title, "expected_value": o.total, "expected_close": o.expected_close}}


WORDS = {"open": _("Opportunity"), "won": _("Opportunity won"), "lost": _("Opportunity lost")}


def opportunity_items(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    """Opportunities on a party's timeline, by when they were opened."""
    found = opportunities_of_party(party, acting=acting).values_list("pk", "day", "document__created_at", "owner_name", "state", "number", "title", "reason")[:most]
    return [
        TimelineItem(moment_of(at, day), who or "", WORDS[state], icon="target", note=" - ".join(part for part in (number, title, reason) if part), opens=link("pipeline.opportunity", pk))
        for pk, day, at, who, state, number, title, reason in found
    ]
