"""What campaigns brought: leads, opportunities, and their value by a model of attribution."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.crm.interactions.rules import within_reach
from ogniwo.crm.marketing.queries import campaigns
from ogniwo.crm.pipeline.rules import Attribution, Touch, attributed
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader

OPEN, WON = "open", "won"
TOUCHES = """SELECT d.id, d.state, coalesce(d.total, 0), d.owner_id, c.source_id, m.day FROM documents_document d
  LEFT JOIN LATERAL (
    SELECT source_id, target_id FROM documents_cause WHERE target_id = d.id AND kind = 'campaign'
    UNION SELECT c.source_id, l.source_id FROM documents_cause l JOIN documents_cause c ON c.target_id = l.source_id AND c.kind = 'campaign' WHERE l.target_id = d.id AND l.kind = 'lead'
  ) c ON true LEFT JOIN documents_document m ON m.id = c.target_id WHERE d.type = 'pipeline.opportunity' AND d.state = ANY('{open,won}') ORDER BY d.id, m.day, c.source_id"""


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """A campaign's row; ``id`` None is what no campaign brought. Values net, company currency."""

    id: UUID | None
    number: str
    name: str
    planned_cost: Decimal
    leads: int
    opportunities: int
    expected: Decimal
    won: Decimal


@query("pipeline.by_campaign", _("Pipeline by campaign"), roles=("seller", "accountant"))
def by_campaign(model: Attribution = Attribution.FIRST, *, acting: Acting) -> list[CampaignResult]:
    """Leads and opportunities by campaign; the value of an opportunity with several campaigns is shared by ``model``.

    The rows sum to all open and won opportunities the person sees. ``expected`` is the value of open ones, ``won`` of won ones.
    """
    touches: dict[tuple[UUID, str, Decimal], list[Touch]] = defaultdict(list)
    for pk, state, value, owner_id, campaign, day in Reader().rows(TOUCHES):
        if within_reach(acting, "pipeline.opportunity", owner_id):
            met = touches[pk, state, value]
            if campaign and campaign not in {touch.campaign_id for touch in met}:
                met.append(Touch(campaign, day))
    values: dict[tuple[object, str], list[Decimal]] = defaultdict(list)
    counts: dict[object, int] = defaultdict(int)
    for (_pk, state, value), path in touches.items():
        for campaign, part in attributed(value, path, model).items():
            values[campaign, state].append(part)
            counts[campaign] += 1
    known = campaigns(acting=acting).order_by("-day", "-pk").values_list("pk", "number", "title", "planned_cost", "leads")
    rows = [CampaignResult(pk, number or "", name, cost, leads, counts.pop(pk, 0), total(values.pop((pk, OPEN), ())), total(values.pop((pk, WON), ()))) for pk, number, name, cost, leads in known]
    rest = {state: total(part for (_campaign, s), parts in values.items() if s == state for part in parts) for state in (OPEN, WON)}
    if counts:
        rows.append(CampaignResult(None, "", "", ZERO, 0, sum(counts.values()), rest[OPEN], rest[WON]))
    return rows
