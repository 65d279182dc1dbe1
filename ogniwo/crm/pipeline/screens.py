"""Screens of the pipeline."""

from ogniwo.crm.interactions.queries import activities_about, document_contacts
from ogniwo.crm.marketing.commands import qualify_leads
from ogniwo.crm.pipeline import commands, queries
from ogniwo.crm.pipeline.rules import Attribution
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Board,
    Card,
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Form,
    List,
    Menu,
    Number,
    Panel,
    PartyOf,
    Percent,
    Period,
    Record,
    Ref,
    Reference,
    Report,
    Section,
    State,
    Text,
    Timeline,
    View,
)  # fmt: skip

STATES = {"open": State(_("In progress"), "info", "player-play"), "won": State(_("Won"), "good", "trophy"), "lost": State(_("Lost"), "bad", "x")}
MODELS = {Attribution.FIRST.value: _("First touch"), Attribution.LAST.value: _("Last touch"), Attribution.LINEAR.value: _("Evenly"), Attribution.POSITION.value: _("First and last more")}
LABELS = (_("Title"), _("Expected value"), _("Expected close"))  # of fields drawn from the card


def stage_options(*, acting: Acting) -> dict[str, str]:
    """Stages by code, in the person's language."""
    return {code: say(name, acting.language) for code, name in queries.stages(acting=acting).values_list("code", "name")}


opportunity_of = Reference(["opportunity"], suggest=queries.suggest_opportunities, create="pipeline.add_opportunity", opens="pipeline.opportunity")
stage = Field("stage", title=_("Stage"), options=stage_options)
FORMS = [
    Form(commands.add_opportunity, key="party", done="pipeline.opportunity", preview=False, sections=[Section(fields=["party", "card", stage, "campaign", Field("need", title=_("Need"), width=3, rows=4)])]),
    Form(commands.move_opportunities, preview=False, sections=[Section(fields=[stage])]),
    Form(qualify_leads, done="pipeline.opportunity", preview=False, sections=[Section(fields=[Field("party", title=_("Known party"), width=2), Field("expected_value", title=_("Expected value, net")),
         Field("expected_close", title=_("Expected close"))])]),
]  # fmt: skip
edit = Form(commands.change_opportunity, key="opportunity", done="pipeline.opportunity", prefill=queries.opportunity_form, submit=_("Save"), preview=False,
            sections=[Section(fields=["card", Field("need", title=_("Need"), width=3, rows=4)])])  # fmt: skip
board = Board(
    "pipeline.board", _("Pipeline"), menu=Menu(_("CRM"), 30, "layout-kanban"), source=queries.board, stages=queries.board_stages, stage="stage_code", move=commands.move_opportunities,
    card=Card("title", sub="subject_name", amount="total", day="expected_close"), record="pipeline.opportunity", order="expected_close",
    actions=[Action(commands.add_opportunity, new=True, primary=True, icon="plus")])  # fmt: skip
opportunities = List(
    "pipeline.opportunities", _("Opportunities"), menu=Menu(_("CRM"), 40, "target"), source=queries.opportunities, record="pipeline.opportunity", search=["number", "title", "subject_name"], order="-day",
    columns=[Number(card="meta"), Text("title", title=_("Opportunity"), card="title"), PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Text("stage_name", title=_("Stage"), sort="stage__position"),
             Percent("probability", title=_("Chance")), Amount("total", title=_("Value"), currency="currency", total=True, card="side"), Amount("weighted", title=_("Weighted"), total=True),
             Day("expected_close", title=_("Closing"), late=lambda row: row.get("state") == "open"), Text("owner_name", title=_("Who")), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Choice("stage", title=_("Stage"), path="stage_code", options=stage_options), Period("expected_close", title=_("Closing")),
             Flag("mine", title=_("Mine"), when=lambda found, acting: found.filter(owner_id=acting.user_id), shown=True)],
    views=[View("open", _("In progress"), {"state": "open"}), View("won", _("Won"), {"state": "won"}), View("lost", _("Lost"), {"state": "lost"})],
    actions=[Action(commands.add_opportunity, new=True, primary=True, icon="plus"), Action(commands.move_opportunities, icon="arrow-right"), Action(commands.lose_opportunities, icon="x")],
    empty=_("No opportunities yet. Qualify a lead, or press N to add one."))  # fmt: skip
opportunity = Record(
    "pipeline.opportunity", _("Opportunity"), source=queries.opportunities, parent="pipeline.opportunities", heading="title", states=STATES, path=["open", "won"], edit=edit, editable=["open"],
    sections=[Section(fields=[Number(), PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Text("stage_name", title=_("Stage")), Amount("total", title=_("Value"), currency="currency"),
              Day("expected_close", title=_("Closing")), Day("stage_since", title=_("In this stage since")), Text("need", title=_("Need")), Text("owner_name", title=_("Who")),
              Ref("campaign_id", title=_("Campaign"), label="campaign_name", opens="marketing.campaign", opens_by="campaign_id"), Day("closed_on", title=_("Closed on")), Text("reason", title=_("Why"))])],
    actions=[Action(commands.win_opportunities, primary=True, states=["open"], icon="trophy"), Action(commands.move_opportunities, states=["open"], icon="arrow-right"),
             Action(commands.lose_opportunities, states=["open"], icon="x"), Action(commands.reopen_opportunities, states=["lost"], icon="rotate", at_once=True)],
    panels=[Panel("todo", _("To do"), activities_about, columns=[Text("title", title=_("Topic")), Day("due", title=_("Due"))], record="interactions.activity", order=10), Timeline(document_contacts, name="contacts", title=_("Calls, mails and notes"), place="body")])  # fmt: skip
by_campaign = Report(
    "pipeline.by_campaign", _("Pipeline by campaign"), menu=Menu(_("CRM"), 45, "chart-funnel"), query=queries.by_campaign, parameters=[Field("model", title=_("Attribution"), options=MODELS)],
    columns=[Text("number", title=_("Number")), Ref("id", label="name", title=_("Campaign"), opens="marketing.campaign", opens_by="id"), Amount("planned_cost", title=_("Planned cost"), total=True),
             Count("leads", title=_("Leads"), total=True), Count("opportunities", title=_("Opportunities")), Amount("expected", title=_("Open value"), total=True), Amount("won", title=_("Won value"), total=True)],
    definition=_("Values are net expected values of opportunities; those with several campaigns are shared by the chosen attribution, so the rows sum to all opportunities."))  # fmt: skip
