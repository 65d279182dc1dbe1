"""Opportunities: opened, moved along the board, changed."""

from collections.abc import Sequence
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine, targets
from ogniwo.crm.marketing.commands.campaigns import existing
from ogniwo.crm.pipeline.errors import NegativeValue, NoStages, NoSuchStage, Untitled
from ogniwo.crm.pipeline.models import Opportunity
from ogniwo.crm.pipeline.rules import NewOpportunity, OpportunityCard
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import cause, new, update
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TYPE = "pipeline.opportunity"
ROLES = ("seller",)
STAGES = "SELECT code, id FROM pipeline_stage WHERE active ORDER BY position, id FOR SHARE"


@command("pipeline.add_opportunities", _("Add opportunities"), roles=ROLES)
def add_opportunities(opportunities: Sequence[NewOpportunity], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Open opportunities with parties this company has terms with. Raises Untitled, NegativeValue, NoSuchStage, NotFound."""
    targets(unit, [o.party for o in opportunities], field="party")
    existing(unit, {campaign for o in opportunities for campaign in o.campaigns})
    if leads := [o.lead for o in opportunities if o.lead]:
        targets(unit, leads, field="lead")
    return write(unit, opportunities)


@command("pipeline.add_opportunity", _("Add an opportunity"), roles=ROLES)
def add_opportunity(party: UUID, card: OpportunityCard, need: str = "", stage: str = "", campaign: UUID | None = None, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Open one opportunity."""
    found: list[UUID] = add_opportunities([NewOpportunity(
        party, card.title, need, card.expected_value, card.expected_close, stage, (campaign,) if campaign else (),
    )], unit=unit)  # fmt: skip
    return found


def write(unit: Unit, opportunities: Sequence[NewOpportunity]) -> list[UUID]:
    """Write opportunities whose parties and causes are known to be there."""
    stages = known_stages(unit)
    wrong: list[BusinessError] = [Untitled(line=n) for n, o in enumerate(opportunities) if not o.title.strip()]
    wrong += [NegativeValue(line=n) for n, o in enumerate(opportunities) if o.expected_value is not None and o.expected_value < 0]
    wrong += [NoSuchStage(line=n, stage=o.stage) for n, o in enumerate(opportunities) if o.stage and o.stage not in stages]
    if wrong:
        raise Refused(wrong)
    first = next(iter(stages))
    ((currency,),) = unit.rows("SELECT currency FROM tenancy_company WHERE id = %s", [unit.company_id])
    acting, made = unit.acting, []
    for o in opportunities:
        document, _lines = new(
            unit, TYPE, state="open", day=acting.today, currency=currency, title=o.title.strip()[:200], subject_id=o.party, total=o.expected_value,
            owner_id=o.owner or acting.user_id, branch_id=acting.branch_id,
        )  # fmt: skip
        unit.add(draft(Opportunity)(
            document_id=document.id, stage_id=stages[o.stage or first], stage_since=acting.today, need=o.need.strip(), expected_close=o.expected_close,
        ))  # fmt: skip
        cause(unit, [(campaign, document.id, "campaign") for campaign in o.campaigns])
        cause(unit, [(o.lead, document.id, "lead")] if o.lead else [])
        unit.touch([o.party])
        made.append(document)
    number(unit, [ToNumber(d.id, TYPE, d.branch_id, d.day) for d in made])
    index(unit, [Findable(kind="opportunity", record=d.id, label=d.title, words=[], owner_id=d.owner_id) for d in made])
    return [d.id for d in made]


@command("pipeline.change_opportunity", _("Change an opportunity"), roles=ROLES)
def change_opportunity(opportunity: UUID, card: OpportunityCard, need: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change an open opportunity: all its fields as they shall be. Raises Untitled, NegativeValue, Stale."""
    if not card.title.strip():
        raise Refused([Untitled()])
    if card.expected_value is not None and card.expected_value < 0:
        raise Refused([NegativeValue()])
    (found,) = lock_mine(unit, [opportunity], type=TYPE, states=["open"])
    unit.changed(opportunity, "title", found.title, card.title.strip())
    unit.changed(opportunity, "expected_value", found.total, card.expected_value)
    update(unit, {opportunity: {"title": card.title.strip()[:200], "total": card.expected_value}})
    change(unit, Opportunity, {opportunity: {"need": need.strip(), "expected_close": card.expected_close}})
    index(unit, [Findable(kind="opportunity", record=opportunity, label=card.title.strip()[:200], words=[], owner_id=found.owner_id)])
    return [opportunity]


@command("pipeline.move_opportunities", _("Move to a stage"), roles=ROLES, sets="opportunities")
def move_opportunities(opportunities: Sequence[UUID], stage: str, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Move open opportunities to a stage of the board, by its code. Raises NoSuchStage, WrongState, Stale."""
    stages = known_stages(unit)
    if stage not in stages:
        raise Refused([NoSuchStage(stage=stage)])
    found = lock_mine(unit, opportunities, type=TYPE, states=["open"])
    before = dict(unit.rows("SELECT o.document_id, s.code FROM pipeline_opportunity o JOIN pipeline_stage s ON s.id = o.stage_id WHERE o.document_id = ANY(%s)", [[d.id for d in found]]))
    moved = [d for d in found if before[d.id] != stage]
    for d in moved:
        unit.changed(d.id, "stage", before[d.id], stage)
    change(unit, Opportunity, {d.id: {"stage_id": stages[stage], "stage_since": acting.today} for d in moved})
    update(unit, {d.id: {"title": d.title} for d in moved})
    return [d.id for d in found]


def known_stages(unit: Unit) -> dict[str, int]:
    """Stages in use by code, from left to right; kept in use until this act ends. Raises NoStages."""
    found = dict(unit.rows(STAGES))
    if not found:
        raise Refused([NoStages()])
    return found
