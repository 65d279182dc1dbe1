"""Campaigns and leads among documents, in the search door, on timelines and on a party's card."""

from ogniwo.crm.interactions.hooks import TimelineSource, timeline_source
from ogniwo.crm.marketing import queries
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Day, Panel, Text

document_type(DocumentType(
    "marketing.campaign", _("Campaign"), "speakerphone",
    states={"planned": (_("Planned"), "neutral"), "running": (_("Running"), "info"), "finished": (_("Finished"), "good")},
    transitions={"planned": {"start": "running"}, "running": {"finish": "finished"}}, series="KMP/{year}/{n:03}", record="marketing.campaign", reads="marketing.campaigns",
))  # fmt: skip
document_type(DocumentType(
    "marketing.lead", _("Lead"), "user-plus",
    states={"new": (_("New"), "info"), "qualified": (_("Qualified"), "good"), "dropped": (_("Dropped"), "neutral")},
    transitions={"new": {"qualify": "qualified", "drop": "dropped"}}, record="marketing.lead", reads="marketing.leads",
))  # fmt: skip
kind(Kind("campaign", _("Campaign"), permission="marketing.campaigns", record="marketing.campaign", icon="speakerphone", document_type="marketing.campaign"))
kind(Kind("lead", _("Lead"), permission="marketing.leads", record="marketing.lead", icon="user-plus", document_type="marketing.lead"))
timeline_source(TimelineSource("marketing.leads", "marketing.leads", queries.lead_items))
registry.add_panel("parties.party", Panel(
    "leads", _("Leads"), queries.leads_of_party, columns=[Text("title", title=_("Lead")), Day("day", title=_("Came"))], record="marketing.lead", order=70, empty=_("No leads."), quiet=True,
))  # fmt: skip
for _command in ("interactions.log_call", "interactions.log_mail", "interactions.plan_activity"):
    registry.add_action("marketing.lead", Action(_command, states=["new"]))
