"""Screens of the service desk."""

from ogniwo.crm.interactions.queries import activities_about, document_contacts
from ogniwo.crm.servicedesk import commands, queries
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import (
    Action,
    Badge,
    Choice,
    Day,
    Field,
    Flag,
    Form,
    Lines,
    List,
    Menu,
    Number,
    Panel,
    PartyOf,
    Period,
    Quantity,
    Record,
    Section,
    State,
    Text,
    Timeline,
    View,
)  # fmt: skip

STATES = {"open": State(_("To answer"), "warn", "alert-circle"), "waiting": State(_("Waiting for the customer"), "info", "clock"), "solved": State(_("Solved"), "good", "check"), "closed": State(_("Closed"), "neutral", "lock")}
PRIORITIES = {"low": State(_("Low")), "normal": State(_("Normal")), "high": State(_("High"), "warn", "arrow-up"), "urgent": State(_("Urgent"), "bad", "alert-triangle")}
FORMS = [
    Form(commands.open_ticket, key="about", done="servicedesk.ticket", preview=False, sections=[Section(fields=[Field("about", title=_("About"), width=2), Field("priority", title=_("Priority")),
         Field("topic", title=_("Topic"), width=3), Field("text", title=_("What happened"), width=3, rows=5), Field("line", hidden=True)])]),
    Form(commands.answer_tickets, preview=False, sections=[Section(fields=[Field("text", title=_("Answer"), width=3, rows=8), Field("letter", title=_("Send it as a letter"))])]),
    Form(commands.solve_tickets, preview=False, sections=[Section(fields=[Field("solution", title=_("How it was solved"), width=3, rows=4)])]),
    Form(commands.reopen_tickets, preview=False, sections=[Section(fields=[Field("text", title=_("What the customer wrote"), width=3, rows=5)])]),
]  # fmt: skip
tickets = List(
    "servicedesk.tickets", _("Tickets"), menu=Menu(_("CRM"), 60, "lifebuoy"), source=queries.tickets, record="servicedesk.ticket", search=["number", "title", "subject_name"], order="-day",
    columns=[Number(card="meta"), Text("title", title=_("Topic"), card="title"), PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Badge("priority", title=_("Priority"), states=PRIORITIES, card="side"),
             Day("day", title=_("Opened")), Text("owner_name", title=_("Who")), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Choice("priority", title=_("Priority"), options=PRIORITIES, shown=True), Period("day", title=_("Opened")),
             Flag("mine", title=_("Mine"), when=lambda found, acting: found.filter(owner_id=acting.user_id), shown=True)],
    views=[View("open", _("To answer"), {"state": "open"}), View("waiting", _("Waiting"), {"state": "waiting"}), View("solved", _("Solved"), {"state": "solved,closed"})],
    actions=[Action(commands.open_ticket, new=True, primary=True, icon="plus"), Action(commands.answer_tickets, icon="mail"), Action(commands.solve_tickets, icon="check"), Action(commands.close_tickets, icon="lock")],
    empty=_("No tickets. Open one from a delivery, a customer's card, or with N."))  # fmt: skip
ticket = Record(
    "servicedesk.ticket", _("Ticket"), source=queries.tickets, parent="servicedesk.tickets", heading="title", states=STATES, path=list(STATES),
    sections=[Section(fields=[Number(), PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Text("contact__name", title=_("Person"), sensitive="personal"), Badge("priority", title=_("Priority"), states=PRIORITIES),
              Day("day", title=_("Opened")), Text("owner_name", title=_("Who")), Text("text", title=_("What happened")), Day("solved_on", title=_("Solved on")), Text("solution", title=_("How it was solved"))])],
    lines=Lines("servicedesk.served_lines", title=_("About"), source=queries.served_lines, columns=[Text("number", title=_("Document"), card="title"), Text("text", title=_("Line"), card="sub"),
                Quantity("quantity", title=_("Quantity"), unit="unit"), Quantity("delivered", title=_("Whole line"), unit="unit")], empty=_("Not about a delivered line.")),
    actions=[Action(commands.answer_tickets, primary=True, states=["open"], icon="mail"), Action(commands.answer_tickets, title=_("Answer again"), states=["waiting"], icon="mail"),
             Action(commands.solve_tickets, states=["open", "waiting"], icon="check"), Action(commands.close_tickets, states=["solved"], icon="lock", at_once=True), Action(commands.reopen_tickets, states=["waiting", "solved"], icon="rotate")],
    panels=[Panel("todo", _("To do"), activities_about, columns=[Text("title", title=_("Topic")), Day("due", title=_("Due"))], record="interactions.activity", order=10), Timeline(document_contacts, name="contacts", title=_("Calls, mails and notes"), place="body")])  # fmt: skip
