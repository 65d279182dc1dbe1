"""Screens of activities."""

from ogniwo.crm.interactions import commands, queries
from ogniwo.crm.interactions.models import ActivityKind
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import (
    Action,
    Badge,
    Choice,
    Day,
    Field,
    Flag,
    Form,
    List,
    Menu,
    Moment,
    PartyOf,
    Period,
    Record,
    Reference,
    Section,
    State,
    Text,
    View,
)

KINDS = {
    "call": State(_("Call"), "info", "phone"), "mail": State(_("Mail"), "info", "mail"), "meeting": State(_("Meeting"), "info", "users"),
    "note": State(_("Note"), "neutral", "note"), "task": State(_("Task"), "neutral", "checkbox"),
}  # fmt: skip
STATES = {"planned": State(_("Planned"), "warn", "clock"), "done": State(_("Done"), "good", "check")}
NEW = [
    Action(commands.plan_activity, new=True, primary=True, icon="calendar-plus"), Action(commands.log_call, new=True, icon="phone"),
    Action(commands.log_mail, new=True, icon="mail"), Action(commands.log_note, new=True, icon="note"),
]  # fmt: skip
about = Reference(["about"], suggest=queries.suggest_about)
FORMS = [
    Form(commands.plan_activity, key="about", preview=False, sections=[Section(fields=[Field("about", title=_("About")), Field("kind", title=_("Kind")), Field("due", title=_("Due")),
        Field("topic", title=_("Topic"), width=3), Field("text", title=_("Text"), width=3, rows=4)])]),
    Form(commands.log_call, key="about", preview=False, sections=[Section(fields=[Field("about", title=_("About")), Field("outgoing", title=_("We called")), Field("at", title=_("When"), hidden=True),
        Field("topic", title=_("Topic"), width=3), Field("text", title=_("Text"), width=3, rows=4)])]),
    Form(commands.log_note, key="about", preview=False, sections=[Section(fields=[Field("about", title=_("About")), Field("topic", title=_("Topic"), width=2), Field("text", title=_("Text"), width=3, rows=4)])]),
    Form(commands.log_mail, key="about", preview=False, sections=[Section(fields=[Field("about", title=_("About")), Field("pasted", title=_("The mail with its head lines"), width=3, rows=14)])]),
]  # fmt: skip
activities = List(
    "interactions.activities", _("Activities"), menu=Menu(_("CRM"), 50, "calendar-event"), source=queries.activities, record="interactions.activity", order="due",
    search=["title", "subject_name"],
    columns=[Text("title", title=_("Topic"), card="title"), Badge("kind", title=_("Kind"), states=KINDS, card="side"), PartyOf("subject_id", label="subject_name", opens_by="subject_id"),
             Day("due", title=_("Due"), late=lambda row: row.get("state") == "planned"), Moment("done_at", title=_("Done at")), Text("owner_name", title=_("Who"), card="meta"), Badge(states=STATES)],
    filters=[Choice("state", title=_("State"), options=STATES, shown=True), Choice("kind", title=_("Kind"), options={k.value: k.label for k in ActivityKind}, shown=True), Period("due", title=_("Due")),
             Flag("mine", title=_("Mine"), when=lambda found, acting: found.filter(owner_id=acting.user_id), shown=True)],
    views=[View("todo", _("To do"), {"state": "planned"}, "due"), View("my", _("Mine to do"), {"state": "planned", "mine": "1"}, "due"), View("done", _("Done"), {"state": "done"}, "-done_at")],
    actions=[*NEW, Action(commands.do_activities, icon="check"), Action(commands.postpone_activities, icon="calendar-due")],
    empty=_("Nothing planned. Log a call, or press N to plan the next step."))  # fmt: skip
activity = Record(
    "interactions.activity", _("Activity"), source=queries.activities, parent="interactions.activities", heading="title", states=STATES, path=["planned", "done"],
    sections=[Section(fields=[Badge("kind", title=_("Kind"), states=KINDS), PartyOf("subject_id", label="subject_name", opens_by="subject_id"), Text("contact__name", title=_("Person"), sensitive="personal"),
              Day("due", title=_("Due")), Moment("done_at", title=_("Done at")), Text("owner_name", title=_("Who")), Text("text", title=_("Text"))])],
    actions=[Action(commands.do_activities, primary=True, states=["planned"], icon="check"), Action(commands.postpone_activities, states=["planned"], icon="calendar-due")])  # fmt: skip
