"""Tickets among documents, in the search door, on timelines and on a party's card."""

from ogniwo.crm.interactions.hooks import TimelineSource, timeline_source
from ogniwo.crm.servicedesk import queries
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.search.hooks import Kind, kind
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Badge, Day, Panel, State, Text

STATES = {"open": (_("To answer"), "warn"), "waiting": (_("Waiting for the customer"), "info"), "solved": (_("Solved"), "good"), "closed": (_("Closed"), "neutral")}

document_type(DocumentType(
    "servicedesk.ticket", _("Ticket"), "lifebuoy", states=STATES,
    transitions={
        "open": {"answer": "waiting", "solve": "solved"}, "waiting": {"answer": "waiting", "solve": "solved", "reopen": "open"},
        "solved": {"close": "closed", "reopen": "open"},
    }, series="ZG/{year}/{n:05}", record="servicedesk.ticket", reads="servicedesk.tickets",
))  # fmt: skip
kind(Kind("ticket", _("Ticket"), permission="servicedesk.tickets", record="servicedesk.ticket", icon="lifebuoy", document_type="servicedesk.ticket"))
timeline_source(TimelineSource("servicedesk.tickets", "servicedesk.tickets", queries.ticket_items))
registry.add_panel("parties.party", Panel(
    "tickets", _("Tickets"), queries.tickets_of_party, place="body", record="servicedesk.ticket", order=80, empty=_("No tickets."), limit=6, more="/s/servicedesk.tickets/?q={title}",
    columns=[Text("title", title=_("Topic"), card="title"), Day("day", title=_("Opened")), Badge(states={key: State(words, tone) for key, (words, tone) in STATES.items()})],
))  # fmt: skip
registry.add_action("parties.party", Action("servicedesk.open_ticket", icon="lifebuoy"))
for _command in ("interactions.log_call", "interactions.log_mail", "interactions.plan_activity"):
    registry.add_action("servicedesk.ticket", Action(_command, states=["open", "waiting"]))
