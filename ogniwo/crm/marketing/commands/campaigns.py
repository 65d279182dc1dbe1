"""Campaigns: planned, started, finished."""

from collections.abc import Collection, Sequence
from uuid import UUID

from ogniwo.crm.interactions.commands import lock_mine
from ogniwo.crm.marketing.errors import NegativePlan, Unnamed, WrongDays
from ogniwo.crm.marketing.models import Campaign
from ogniwo.crm.marketing.rules import CampaignCard, Channel
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import move, new, update
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

TYPE = "marketing.campaign"
ROLES = ("seller",)


@command("marketing.add_campaigns", _("Add campaigns"), roles=ROLES)
def add_campaigns(campaigns: Sequence[CampaignCard], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Plan campaigns. What they cost is booked later with the dimension ``campaign``. Raises Unnamed, WrongDays, NegativePlan."""
    _check(campaigns)
    ((currency,),) = unit.rows("SELECT currency FROM tenancy_company WHERE id = %s", [unit.company_id])
    made = []
    for c in campaigns:
        document, _lines = new(unit, TYPE, state="planned", day=c.starts_on, currency=currency, title=c.name.strip()[:200], branch_id=acting.branch_id)
        unit.add(draft(Campaign)(
            document_id=document.id, channel=Channel(c.channel).value, starts_on=c.starts_on, ends_on=c.ends_on, planned_cost=c.planned_cost, target_leads=c.target_leads,
            target_revenue=c.target_revenue,
        ))  # fmt: skip
        made.append(document)
    number(unit, [ToNumber(d.id, TYPE, d.branch_id, d.day) for d in made])
    index(unit, [Findable(kind="campaign", record=d.id, label=d.title, words=[], owner_id=d.owner_id) for d, c in zip(made, campaigns, strict=True)])
    return [d.id for d in made]


@command("marketing.add_campaign", _("Plan a campaign"), roles=ROLES)
def add_campaign(card: CampaignCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Plan one campaign."""
    found: list[UUID] = add_campaigns([card], unit=unit)
    return found


@command("marketing.change_campaign", _("Change a campaign"), roles=ROLES)
def change_campaign(campaign: UUID, card: CampaignCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a campaign that is not finished: all its fields as they shall be."""
    _check([card])
    (found,) = lock_mine(unit, [campaign], type=TYPE, states=["planned", "running"])
    unit.changed(campaign, "name", found.title, card.name)
    update(unit, {campaign: {"title": card.name.strip()[:200], "day": card.starts_on}})
    names = ("channel", "starts_on", "ends_on", "planned_cost", "target_leads", "target_revenue")
    change(unit, Campaign, {campaign: {name: getattr(card, name) for name in names} | {"channel": Channel(card.channel).value}})
    index(unit, [Findable(kind="campaign", record=campaign, label=card.name.strip()[:200], words=[], owner_id=found.owner_id)])
    return [campaign]


@command("marketing.start_campaigns", _("Begin"), roles=ROLES, sets="campaigns")
def start_campaigns(campaigns: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Planned campaigns run from now on."""
    return _move(unit, campaigns, "start")


@command("marketing.finish_campaigns", _("Finish"), roles=ROLES, sets="campaigns")
def finish_campaigns(campaigns: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Running campaigns are over; leads that still come may name them."""
    return _move(unit, campaigns, "finish")


def existing(unit: Unit, campaigns: Collection[UUID]) -> None:
    """Refuse what is no campaign; one statement, none where there is nothing to ask."""
    if campaigns:
        found = {pk for (pk,) in unit.rows("SELECT id FROM documents_document WHERE type = %s AND id = ANY(%s)", [TYPE, list(campaigns)])}
        if missing := [pk for pk in campaigns if pk not in found]:
            raise Refused(NotFound(record=pk, field="campaign") for pk in missing)


def _move(unit: Unit, campaigns: Sequence[UUID], act: str) -> list[UUID]:
    found = lock_mine(unit, campaigns, type=TYPE)
    move(unit, found, act)
    return [d.id for d in found]


def _check(campaigns: Sequence[CampaignCard]) -> None:
    wrong: list[BusinessError] = [Unnamed(line=n) for n, c in enumerate(campaigns) if not c.name.strip()]
    wrong += [WrongDays(line=n) for n, c in enumerate(campaigns) if c.ends_on and c.ends_on < c.starts_on]
    wrong += [NegativePlan(line=n) for n, c in enumerate(campaigns) if c.planned_cost < 0]
    if wrong:
        raise Refused(wrong)
