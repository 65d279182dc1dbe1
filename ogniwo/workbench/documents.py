"""What every document's record has without saying so: flow strip, approvals, files, history with comments, print, mail.

A screen shows a document when its rows share their key with `documents.Document`. Each part is there only for those who
may ask its query; a screen that declares a panel of the same name keeps its own.
"""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals import queries as approvals
from ogniwo.kernel.commands import COMMANDS
from ogniwo.kernel.comments import queries as comments
from ogniwo.kernel.documents import queries as documents
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.files import queries as files
from ogniwo.kernel.numbering.queries import numbers_of
from ogniwo.kernel.printing.hooks import PRINTERS
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells, kernel_door
from ogniwo.workbench import format as fmt
from ogniwo.workbench.declare import FlowStep, Record
from ogniwo.workbench.declare.address import do, link
from ogniwo.workbench.words import said

ICONS = {"act": "history", "comment": "message"}
STRIP = 12


@dataclass(slots=True)
class Around:
    """The parts around a document as drawn; None where the person has no right to a part."""

    id: UUID
    flow: list[dict[str, Any]] | None
    waiting: list[dict[str, Any]] | None
    files: list[dict[str, Any]] | None
    story: list[dict[str, Any]] | None
    may_comment: bool
    may_attach: bool
    may_print: bool
    issued: bool
    mail: str


def around(key: Any, acting: Acting, *, own: Sequence[str] = ()) -> Around | None:
    """Everything around the document `key`, one call a part; `own` names parts the screen has itself. None for no document of the person's."""
    try:
        head = documents.heading(key, acting=acting)
    except NotFound:
        return None

    def wanted(part: str, query: str) -> bool:
        return part not in own and acting.may(query)

    number = numbers_of([head.id]).get(head.id, "")
    topic = f"{said(TYPES[head.type].title, acting.language)} {number}".strip()
    return Around(
        head.id,
        strip(head.id, acting) if wanted("flow", "documents.flow_graph") else None,
        _requests(head.id, acting) if wanted("approvals", "approvals.of_document") else None,
        _files(head.id, acting) if wanted("files", "files.files") else None,
        _story(head, acting) if wanted("timeline", "comments.story") else None,
        acting.may("comments.add_comment"), acting.may("files.attach_files"), head.type in PRINTERS and acting.may("printing.keep_print"), head.fixed,
        do("mail.send_letter", document=head.id, topic=topic) if acting.may("mail.send_letter") else "",
    )


def graph(key: UUID, acting: Acting) -> list[FlowStep]:
    """The chain of a document as steps: one recursive statement, one for the numbers."""
    nodes = documents.flow_graph(key, acting=acting)
    numbers = numbers_of(n.id for n in nodes)
    steps = []
    for node in nodes:
        kind = TYPES[node.type]
        state, tone = kind.states.get(node.state, (node.state, "neutral"))
        opens = link(kind.record, node.id) if kind.record and cells.can_open(kind.record, acting) else ""
        number = numbers.get(node.id) or node.title or fmt.day(node.day, acting.language)
        steps.append(FlowStep(said(kind.title, acting.language), number, kind.icon, opens if node.id != key else "", said(state, acting.language),
                              node.id == key, str(node.id), [str(a) for a in node.after], tone))
    return steps


def strip(key: UUID, acting: Acting) -> list[dict[str, Any]]:
    """The chain as a row; a document alone shows none. A long chain shows what stands next to the document."""
    steps = graph(key, acting)
    if len(steps) < 2:
        return []
    if len(steps) > STRIP:
        near = {str(key), *(a for s in steps if s.current for a in s.after), *(s.key for s in steps if str(key) in s.after)}
        steps = [s for s in steps if s.key in near][:STRIP]
    return [{"title": s.title, "number": s.number, "icon": s.icon, "opens": s.opens, "note": s.note, "current": s.current} for s in steps]


def _requests(key: UUID, acting: Acting) -> list[dict[str, Any]]:
    mine = acting.may("approvals.approve")
    out = []
    for r in approvals.of_document(key, acting=acting)[:20]:
        decides = mine and r.state == "waiting" and acting.may(r.needs) and r.asked_by_id != acting.user_id
        out.append({"id": r.id, "why": said(r.why, acting.language), "amount": fmt.amount(r.amount, acting.language), "currency": r.currency, "who": r.asked_by.name,
                    "at": fmt.moment(r.asked_at, acting.language), "state": r.state, "by": r.decided_by.name if r.decided_by else "", "answer": r.answer, "decides": decides})
    return out


def _files(key: UUID, acting: Acting) -> list[dict[str, Any]]:
    kinds = {"print": _("Issued file"), "source": _("Source"), "attachment": ""}
    return [{"name": f.name, "href": f"/file/{f.id}", "size": fmt.size(f.size, acting.language), "at": fmt.moment(f.at, acting.language),
             "kind": said(kinds.get(f.kind, ""), acting.language), "digest": f.digest[:12], "version": f.version}
            for f in files.files(key, acting=acting)]


def _story(head: Any, acting: Acting) -> list[dict[str, Any]]:
    return [{"kind": e.kind, "icon": ICONS[e.kind], "who": e.user, "at": fmt.moment(e.at, acting.language), "iso": _iso(e.at),
             "text": said(e.text, acting.language) if e.kind == "act" else e.text, "changed": _changed(e.changed, head.type, acting)}
            for e in comments.story(head.id, acting=acting) if e.kind == "comment" or e.text != COMMANDS["comments.add_comment"].title]


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _changed(found: dict[str, list[object]], type: str, acting: Acting) -> list[dict[str, str]]:
    """What changed, in words; states by the words of the document's type."""
    states = TYPES[type].states
    out = []
    for name, pair in found.items():
        old, new = (*pair, None, None)[:2]
        if old == new:
            continue
        if name == "state":
            old, new = (said(states.get(str(one), (str(one or ""), ""))[0], acting.language) for one in (old, new))
        out.append({"field": said(name.replace("_", " ").capitalize(), acting.language), "old": cells.plain(old, acting.language), "new": cells.plain(new, acting.language)})
    return out


def shows_document(screen: Record, acting: Acting) -> bool:
    """Whether a record screen's rows are documents, asked of its query's model."""
    found = kernel_door.query(screen.source)(acting=acting)
    return kernel_door.document_way(found.model) is not None


def address_of(key: UUID, acting: Acting) -> str:
    """The address of a document's record, empty where the person has no screen for it."""
    kind = TYPES.get(documents.heading(key, acting=acting).type)
    return link(kind.record, key) if kind and kind.record and cells.can_open(kind.record, acting) else ""
