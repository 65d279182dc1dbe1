"""Opportunities among documents, opened for qualified leads, on timelines, cards and campaigns; stages for new companies."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from ogniwo.crm.interactions.hooks import TimelineSource, timeline_source
from ogniwo.crm.marketing.hooks import Qualified, follows
from ogniwo.crm.pipeline import queries
from ogniwo.crm.pipeline.commands.opportunities import write
from ogniwo.crm.pipeline.commands.stages import default_stages
from ogniwo.crm.pipeline.rules import NewOpportunity
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Amount, Badge, Day, Panel, State, Text

document_type(DocumentType(
    "pipeline.opportunity", _("Opportunity"), "target", states={"open": (_("In progress"), "info"), "won": (_("Won"), "good"), "lost": (_("Lost"), "bad")},
    transitions={"open": {"win": "won", "lose": "lost"}, "lost": {"reopen": "open"}}, series="SZ/{year}/{n:04}", record="pipeline.opportunity", reads="pipeline.opportunities",
))  # fmt: skip
kind(Kind("opportunity", _("Opportunity"), permission="pipeline.opportunities", record="pipeline.opportunity", icon="target", document_type="pipeline.opportunity"))
timeline_source(TimelineSource("pipeline.opportunities", "pipeline.opportunities", queries.opportunity_items))


@follows
def open_opportunities(leads: Sequence[Qualified], *, unit: Unit) -> Mapping[UUID, UUID]:
    """An opportunity for each qualified lead, with the lead and its campaigns as causes."""
    opened = write(unit, [
        NewOpportunity(q.party, q.title[:200], q.need, q.expected_value, q.expected_close, campaigns=q.campaigns, lead=q.lead, owner=q.owner_id) for q in leads
    ])  # fmt: skip
    return dict(zip([q.lead for q in leads], opened, strict=True))


@company_founded.listen()
def found_stages(founded: Founded, *, unit: Unit) -> None:
    """A new company begins with the usual stages."""
    default_stages(unit)


_STATES = {"open": State(_("In progress"), "info", "player-play"), "won": State(_("Won"), "good", "trophy"), "lost": State(_("Lost"), "bad", "x")}
_COLUMNS = [Text("title", title=_("Opportunity"), card="title"), Amount("total", title=_("Value"), card="side"), Day("expected_close", title=_("Closing")), Badge(states=_STATES)]
registry.add_panel("parties.party", Panel(
    "opportunities", _("Opportunities"), queries.opportunities_of_party, place="body", columns=_COLUMNS, record="pipeline.opportunity", order=30, empty=_("No opportunities."), limit=6, more="/s/pipeline.opportunities/?q={title}",
))  # fmt: skip
registry.add_panel("marketing.campaign", Panel(
    "opportunities", _("Opportunities"), queries.opportunities_of_campaign, place="body", columns=_COLUMNS, record="pipeline.opportunity", empty=_("No opportunities from this campaign yet."),
))  # fmt: skip
for _command in ("interactions.log_call", "interactions.log_mail", "interactions.plan_activity"):
    registry.add_action("pipeline.opportunity", Action(_command, states=["open"]))
registry.add_action("parties.party", Action("pipeline.add_opportunity", icon="target"))
