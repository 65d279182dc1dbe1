"""Activities among documents, on timelines and on a party's card."""

from uuid import UUID

from ogniwo.crm.interactions import queries
from ogniwo.crm.interactions.hooks import TimelineSource, timeline_source
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.documents.hooks import DocumentType, document_type
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Action, Day, Panel, Text, Timeline, TimelineItem

document_type(DocumentType(
    "interactions.activity", _("Activity"), "calendar-event", states={"planned": (_("Planned"), "warn"), "done": (_("Done"), "good")},
    transitions={"planned": {"do": "done"}}, record="interactions.activity", reads="interactions.activities",
))  # fmt: skip


def _activities(party: UUID, most: int, *, acting: Acting) -> list[TimelineItem]:
    return queries.activity_items(queries.activities(acting=acting).filter(party=party, state="done"), most)


timeline_source(TimelineSource("interactions.activities", "interactions.activities", _activities))
timeline_source(TimelineSource("mail.letters", "mail.letters", queries.letter_items))

registry.add_panel("parties.party", Timeline(queries.timeline, title=_("Timeline")))
registry.add_panel("parties.party", Panel(
    "activities", _("To do"), queries.activities_due, columns=[Text("title", title=_("Topic")), Day("due", title=_("Due"), late=lambda row: True)],
    record="interactions.activity", order=8, empty=_("Nothing planned with this party."),
))  # fmt: skip
for _command, _icon in (("interactions.plan_activity", "calendar-event"), ("interactions.log_call", "phone"), ("interactions.log_mail", "mail"), ("interactions.log_note", "note")):
    registry.add_action("parties.party", Action(_command, icon=_icon, primary=_command == "interactions.plan_activity", quiet=_command in ("interactions.log_mail", "interactions.log_note")))
