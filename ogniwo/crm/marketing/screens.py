"""Screens of campaigns and leads."""

from ogniwo.crm.interactions.queries import activities_about, document_contacts
from ogniwo.crm.marketing import commands, queries
from ogniwo.crm.marketing.rules import Channel, Source
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Choice,
    Count,
    Day,
    Field,
    Flag,
    Form,
    Import,
    List,
    Menu,
    Number,
    Panel,
    PartyOf,
    Period,
    Record,
    Ref,
    Reference,
    Section,
    State,
    Text,
    Timeline,
    View,
)

CAMPAIGN = {"planned": State(_("Planned"), "neutral", "clock"), "running": State(_("Running"), "info", "player-play"), "finished": State(_("Finished"), "good", "check")}
LEAD = {"new": State(_("New"), "info", "sparkles"), "qualified": State(_("Qualified"), "good", "check"), "dropped": State(_("Dropped"), "neutral", "x")}
CHANNELS = {c.value: State(c.label) for c in Channel}
SOURCES = {s.value: State(s.label) for s in Source}
LABELS = (_("Name"), _("Starts on"), _("Ends on"), _("Channel"), _("Planned cost"), _("Target leads"), _("Target revenue"), _("Company"), _("Email"), _("Phone"), _("Source"), _("Consent"), _("Consent text"), _("Campaign"), _("Need"), _("Accept duplicate"))  # of fields drawn from the cards


def who(card: str) -> Section:
    """The fields of who a lead is."""
    words = {"company": _("Company"), "name": _("Person"), "email": _("E-mail"), "phone": _("Phone"), "source": _("Source"), "consent": _("Consent"), "consent_text": _("Consent text")}
    return Section(fields=[Field(f"{card}.{name}", title=title) for name, title in words.items()])


campaign_of = Reference(["campaign"], suggest=queries.suggest_campaigns, create="marketing.add_campaign", opens="marketing.campaign")
campaign_fields = Section(fields=["card"])
campaign_new = Form(commands.add_campaign, done="marketing.campaign", sections=[campaign_fields], preview=False)
campaign_edit = Form(commands.change_campaign, key="campaign", done="marketing.campaign", prefill=queries.campaign_form, sections=[campaign_fields], submit=_("Save"), preview=False)
lead_new = Form(commands.add_lead, done="marketing.lead", preview=False, sections=[who("lead"), Section(fields=[Field("need", title=_("Need"), width=3, rows=4), "campaign",
    Field("party", title=_("Known party")), Field("accept_duplicates", title=_("It is somebody else than the one found"))])])  # fmt: skip
lead_edit = Form(commands.change_lead, key="lead", done="marketing.lead", prefill=queries.lead_form, submit=_("Save"), preview=False,
                 sections=[who("card"), Section(fields=[Field("need", title=_("Need"), width=3, rows=4)])])
campaigns = List(
    "marketing.campaigns", _("Campaigns"), menu=Menu(_("CRM"), 10, "speakerphone"), source=queries.campaigns, record="marketing.campaign", search=["number", "title"], order="-starts_on",
    columns=[Number(card="meta"), Text("title", title=_("Name"), card="title"), Badge("channel", title=_("Channel"), states=CHANNELS, card="sub"), Day("starts_on", title=_("Starts on")), Day("ends_on", title=_("Ends on")),
             Amount("planned_cost", title=_("Planned cost"), currency="currency", total=True), Count("leads", title=_("Leads"), total=True, card="side"), Badge(states=CAMPAIGN)],
    filters=[Choice("state", title=_("State"), options=CAMPAIGN, shown=True), Choice("channel", title=_("Channel"), options=CHANNELS), Period("starts_on", title=_("Starts on"))],
    actions=[Action(commands.add_campaign, new=True, primary=True, icon="plus"), Action(commands.start_campaigns, icon="player-play"), Action(commands.finish_campaigns, icon="check")],
    empty=_("No campaigns yet. Press N to plan one; its cost and its margin will be seen here."))  # fmt: skip
campaign = Record(
    "marketing.campaign", _("Campaign"), source=queries.campaigns, parent="marketing.campaigns", heading="title", states=CAMPAIGN, path=list(CAMPAIGN), edit=campaign_edit, editable=["planned", "running"],
    sections=[Section(fields=[Number(), Text("title", title=_("Name")), Badge("channel", title=_("Channel"), states=CHANNELS), Day("starts_on", title=_("Starts on")), Day("ends_on", title=_("Ends on")),
              Amount("planned_cost", title=_("Planned cost"), currency="currency"), Count("target_leads", title=_("Target: leads")), Amount("target_revenue", title=_("Target: revenue"), currency="currency")])],
    actions=[Action(commands.start_campaigns, primary=True, states=["planned"], icon="player-play", at_once=True), Action(commands.finish_campaigns, states=["running"], icon="check", at_once=True),
             Action(commands.add_lead, icon="user-plus")],
    panels=[Panel("leads", _("Leads"), queries.leads_of_campaign, place="body", columns=[Text("title", title=_("Lead"), card="title"), Text("owner_name", title=_("Who")), Day("day", title=_("Came")),
            Badge(states=LEAD)], record="marketing.lead", empty=_("No leads from this campaign yet.")), Timeline(document_contacts, name="contacts", title=_("Calls, mails and notes"), place="body")])  # fmt: skip
leads = List(
    "marketing.leads", _("Leads"), menu=Menu(_("CRM"), 20, "user-plus"), source=queries.leads, record="marketing.lead", search=["title", "name", "campaign_name"], order="-day",
    columns=[Text("title", title=_("Lead"), card="title"), Text("name", title=_("Person"), sensitive="personal", card="sub"), Text("email", title=_("E-mail"), sensitive="personal"),
             Text("phone", title=_("Phone"), sensitive="personal"), Badge("source", title=_("Source"), states=SOURCES, card=""), Ref("campaign_id", title=_("Campaign"), label="campaign_name",
             opens="marketing.campaign", opens_by="campaign_id"), Day("day", title=_("Came")), Text("owner_name", title=_("Who")), Badge(states=LEAD)],
    filters=[Choice("state", title=_("State"), options=LEAD, shown=True), Choice("source", title=_("Source"), options=SOURCES), Period("day", title=_("Came")),
             Flag("mine", title=_("Mine"), when=lambda found, acting: found.filter(owner_id=acting.user_id), shown=True)],
    views=[View("new", _("New"), {"state": "new"}), View("qualified", _("Qualified"), {"state": "qualified"}), View("dropped", _("Dropped"), {"state": "dropped"})],
    actions=[Action(commands.add_lead, new=True, primary=True, icon="plus"), Action(commands.import_leads, new=True, title=_("Import from a file"), url="/import/marketing.import_leads/", icon="file-import"),
             Action(commands.qualify_leads, icon="check"), Action(commands.drop_leads, icon="x")],
    empty=_("No leads yet. Press N to add one, or bring in a list from a file."))  # fmt: skip
lead = Record(
    "marketing.lead", _("Lead"), source=queries.leads, parent="marketing.leads", heading="title", states=LEAD, path=["new", "qualified"], edit=lead_edit, editable=["new"],
    sections=[Section(fields=[Text("company", title=_("Company")), Text("name", title=_("Person"), sensitive="personal"), Text("email", title=_("E-mail"), sensitive="personal"),
              Text("phone", title=_("Phone"), sensitive="personal"), Badge("source", title=_("Source"), states=SOURCES), Day("consent_on", title=_("Consent given on")),
              Ref("campaign_id", title=_("Campaign"), label="campaign_name", opens="marketing.campaign", opens_by="campaign_id"),
              PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Text("need", title=_("Need")), Text("reason", title=_("Why dropped"))])],
    actions=[Action(commands.qualify_leads, primary=True, states=["new"], icon="check"), Action(commands.drop_leads, states=["new"], icon="x")],
    panels=[Panel("todo", _("To do"), activities_about, columns=[Text("title", title=_("Topic")), Day("due", title=_("Due"))], record="interactions.activity", order=10), Timeline(document_contacts, name="contacts", title=_("Calls, mails and notes"), place="body")])  # fmt: skip
bring_leads = Import(commands.import_leads, "marketing.import_leads", _("Import leads"), rows="rows", back="marketing.leads", titles={"name": _("Person"), "email": _("E-mail")})
