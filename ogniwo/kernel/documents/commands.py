"""What other modules' commands do with documents: make, lock, move, link."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.errors import WrongState
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.models import Cause, Document, Flow, Line
from ogniwo.kernel.errors import BusinessError, NotFound, Refused, Stale
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit, spread

FlowDraft, CauseDraft, LineDraft, DocumentDraft = draft(Flow), draft(Cause), draft(Line), draft(Document)


@dataclass(slots=True)
class Locked:
    """A document read and locked for change."""

    id: UUID
    type: str
    state: str
    branch_id: int | None
    subject_id: UUID | None
    day: date
    currency: str
    total: Decimal | None
    title: str
    version: int
    owner_id: int | None
    fixed: bool


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to be: ``amount`` net in the document's currency."""

    text: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None


COLUMNS = "id, type, state, branch_id, subject_id, day, currency, total, title, version, owner_id, fixed"


def new(unit: Unit, type: str, *, state: str, day: date, currency: str, lines: Sequence[NewLine] = (), **more: Any) -> tuple[Any, list[Any]]:
    """Draft a document of ``type`` with its lines and add them to the unit; returns (document, lines).

    ``more``: subject_id, branch_id, total, title, owner_id. The document is fixed at once when its state is.
    """
    document = DocumentDraft(
        id=uuid7(), type=type, state=state, day=day, currency=currency, fixed=state in TYPES[type].fixed,
        created_at=unit.now, created_by_id=unit.acting.user_id, **{"owner_id": unit.acting.user_id, **more},
    )  # fmt: skip
    numbers = unit.ids(len(lines))
    made = [
        LineDraft(id=number, document_id=document.id, position=n, text=line.text[:300], quantity=line.quantity, unit=line.unit, amount=line.amount)
        for n, (number, line) in enumerate(zip(numbers, lines, strict=True), 1)
    ]
    unit.touch([document.id])
    unit.add(document, made)
    return document, made


def lock(unit: Unit, ids: Collection[UUID], *, type: str | Collection[str], states: Collection[str] = ()) -> list[Locked]:
    """Lock documents in id order and read them; in the order of ``ids``.

    Raises Refused with NotFound, WrongState or Stale (a version the person saw is older) for every bad one; what
    the person's record rule hides is not found.
    """
    return _lock(unit, ids, type, states, unit.acting.reaches)


def lock_anyones(unit: Unit, ids: Collection[UUID], *, type: str | Collection[str], states: Collection[str] = ()) -> list[Locked]:
    """The same whoever owns them: for what follows from an act on a document the person has."""
    return _lock(unit, ids, type, states, lambda _type, _owner: True)


def _lock(unit: Unit, ids: Collection[UUID], type: str | Collection[str], states: Collection[str], reaches: Callable[[str, int | None], bool]) -> list[Locked]:
    wanted = list(dict.fromkeys(ids))
    types = [type] if isinstance(type, str) else list(type)
    rows = unit.rows(f"SELECT {COLUMNS} FROM documents_document WHERE id = ANY(%s) AND type = ANY(%s) ORDER BY id FOR UPDATE", [wanted, types])  # noqa: S608 - constant columns
    found = {row[0]: Locked(*row) for row in rows}
    wrong: list[BusinessError] = []
    for document_id in wanted:
        if (document := found.get(document_id)) is None or not reaches(document.type, document.owner_id):
            wrong.append(NotFound(record=document_id))
        elif states and document.state not in states:
            wrong.append(WrongState(record=document_id, title=document.title or TYPES[document.type].title, state=TYPES[document.type].states[document.state][0]))
        elif unit.versions.get(document_id, document.version) != document.version:
            wrong.append(Stale(record=document_id))
    if wrong:
        raise Refused(wrong)
    unit.touch(wanted)
    unit.notes.setdefault("locked documents", set()).update(wanted)
    return [found[document_id] for document_id in wanted]


def holds(unit: Unit, ids: Iterable[UUID]) -> bool:
    """Whether the act has locked all these documents already."""
    locked: set[UUID] = unit.notes.get("locked documents", set())
    return locked.issuperset(ids)


def move(unit: Unit, documents: Iterable[Locked], act: str) -> None:
    """Move locked documents by a transition; raises Refused with WrongState for each that has no such act."""
    moves, wrong = [], []
    for document in documents:
        kind = TYPES[document.type]
        state = kind.transitions.get(document.state, {}).get(act)
        if state is None:
            wrong.append(WrongState(record=document.id, title=document.title or kind.title, state=kind.states[document.state][0]))
        else:
            unit.changed(document.id, "state", document.state, state)
            moves.append((document.id, state, document.fixed or state in kind.fixed))
            document.state = state
    if wrong:
        raise Refused(wrong)
    update(unit, {document_id: {"state": state, "fixed": fixed} for document_id, state, fixed in moves})


def update(unit: Unit, changes: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Change columns of locked documents, all the same columns, and raise their versions; one statement."""
    if not changes:
        return
    names = list(next(iter(changes.values())))
    casts = {"total": "numeric", "day": "date", "subject_id": "uuid", "branch_id": "int", "owner_id": "int", "fixed": "bool"}
    columns = spread(([document_id, *(values[name] for name in names)] for document_id, values in changes.items()), len(names) + 1)
    unnested = ", ".join(["%b::uuid[]", *(f"%b::{casts.get(name, 'text')}[]" for name in names)])
    aliases = ", ".join(["i", *(f"c{n}" for n in range(len(names)))])
    sets = ", ".join(f"{name} = u.c{n}" for n, name in enumerate(names))
    unit.do(f"UPDATE documents_document d SET {sets}, version = version + 1 FROM unnest({unnested}) u({aliases}) WHERE d.id = u.i", columns)  # noqa: S608 - column names of ours


def link(unit: Unit, links: Iterable[tuple[int, int, str, Decimal]]) -> None:
    """Record flow: (source line, target line, kind, quantity)."""
    unit.add(FlowDraft(source_id=s, target_id=t, kind=kind, quantity=quantity) for s, t, kind, quantity in links)


def cause(unit: Unit, causes: Iterable[tuple[UUID, UUID, str]]) -> None:
    """Record what whole documents came from: (source document, target document, kind)."""
    unit.add(CauseDraft(source_id=s, target_id=t, kind=kind) for s, t, kind in causes)


def progress(unit: Unit, lines: Collection[int], kinds: Collection[str]) -> dict[tuple[int, str], Decimal]:
    """How much of each line has flowed on, by kind: the derived state of lines, read under the caller's lock."""
    rows = unit.rows("SELECT source_id, kind, sum(quantity) FROM documents_flow WHERE source_id = ANY(%s) AND kind = ANY(%s) GROUP BY 1, 2", [list(lines), list(kinds)])
    return {(source, kind): quantity for source, kind, quantity in rows}
