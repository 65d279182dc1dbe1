"""How previews show the rows of the kernel's own tables: documents, numbers, letters, what will leave.

Loaded because the settings name it in OGNIWO_SCREENS; modules above say how theirs look by `registry.add_effect`.
"""
from collections.abc import Sequence
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.queries import worth_seen
from ogniwo.kernel.numbering.queries import types_of
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench.declare import Amount, Day, Effect, Text
from ogniwo.workbench.words import said

TOPICS = {"mail.letter": _("A letter by mail")}


def messages(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """What will leave the house, by topic."""
    topics = [said(TOPICS.get(d.topic, d.topic), acting.language) for d in drafts]
    return [{"topic": topic, "count": topics.count(topic)} for topic in dict.fromkeys(topics)]


def letters(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Letters to whom and about what."""
    return [{"to": ", ".join(d.recipients), "topic": d.topic, "files": len(d.files)} for d in drafts]


def numbers(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """The numbers documents would get now; another act may take them first."""
    types = types_of({d.series_id for d in drafts})
    return [{"type": said(TYPES[types[d.series_id]].title, acting.language) if types.get(d.series_id) in TYPES else "", "text": d.text} for d in drafts]


def documents(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Documents the act would make."""
    out = []
    for d in drafts:
        kind = TYPES.get(d.type)
        state = kind.states.get(d.state, (d.state, ""))[0] if kind else d.state
        out.append({"type": said(kind.title if kind else d.type, acting.language), "state": said(state, acting.language), "day": d.day, "total": d.total if worth_seen(acting, d.type) else None, "currency": d.currency})
    return out


effects = [
    Effect("numbering_number", _("Numbers"), [Text("type", title=_("Document")), Text("text", title=_("Number"))], rows=numbers, order=10),
    Effect("documents_document", _("Documents"), [Text("type", title=_("Document")), Text("state", title=_("State")), Day("day", title=_("Date")),
           Amount("total", title=_("Total"), currency="currency")], rows=documents, order=15),
    Effect("mail_letter", _("Letters"), [Text("to", title=_("To")), Text("topic", title=_("Topic")), Text("files", title=_("Files"))], rows=letters, order=60),
    Effect("outbox_message", _("What will leave"), [Text("topic", title=_("Letter or message")), Text("count", title=_("How many"))], rows=messages, order=70),
]  # fmt: skip
