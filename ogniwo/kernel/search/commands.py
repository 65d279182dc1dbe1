"""Keeping the search door's entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ogniwo.kernel.search.hooks import KINDS
from ogniwo.kernel.search.rules import text_of
from ogniwo.kernel.writing.unit import Unit, spread

PHASE = 30  # after numbers, so that documents can be found by theirs
COMPANY = """INSERT INTO search_entry AS e (company_id, record, kind, label, note, text, owner_id)
  SELECT current_setting('ogniwo.company')::int, * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[])
  ON CONFLICT (company_id, record) DO UPDATE SET kind = excluded.kind, label = excluded.label, note = excluded.note, text = excluded.text, owner_id = excluded.owner_id"""
DIRECTORY = """INSERT INTO search_shared AS e (directory_id, record, kind, label, note, text)
  SELECT current_setting('ogniwo.directory')::int, * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
  ON CONFLICT (directory_id, record) DO UPDATE SET kind = excluded.kind, label = excluded.label, note = excluded.note, text = excluded.text"""

LABEL = """UPDATE search_entry e SET label = u.l, text = e.text || u.t FROM unnest(%s::uuid[], %s::text[], %s::text[]) u(r, l, t) WHERE e.record = u.r"""


@dataclass(frozen=True, slots=True)
class Findable:
    """Something to be found: by ``words``, shown as ``label`` with ``note`` beside it.

    ``shared``: of the directory, not of the company. ``owner_id`` serves record rules of documents.
    """

    kind: str
    record: UUID
    label: str
    words: Sequence[str]
    note: str = ""
    owner_id: int | None = None
    shared: bool = False


def index(unit: Unit, entries: Iterable[Findable]) -> None:
    """Have these found from the end of this act on; the last word about a record counts. At most two statements an act."""
    waiting: dict[UUID, Findable] = unit.notes.setdefault("search", {})
    for entry in entries:
        if entry.kind not in KINDS:
            raise LookupError(f"no kind {entry.kind} to be found")
        waiting[entry.record] = entry
    if waiting:
        unit.at_end("search", PHASE, _write)


def relabel(unit: Unit, labels: Mapping[UUID, str]) -> None:
    """Show records of the company that are found already by a new label, and have them found by it too; one statement."""
    if labels:
        ordered = sorted(labels.items())
        unit.do(LABEL, spread(((record, label[:200], text_of([label])) for record, label in ordered), 3))


def _write(unit: Unit) -> None:
    entries: dict[UUID, Findable] = unit.notes.pop("search", {})
    ordered = sorted(entries.values(), key=lambda e: e.record)  # one order for all acts: no deadlock
    rows = [[e.record, e.kind, e.label[:200], e.note[:200], text_of([e.label, *e.words]), e.owner_id] for e in ordered]
    ours = [row for row, e in zip(rows, ordered, strict=True) if not e.shared]
    theirs = [row[:5] for row, e in zip(rows, ordered, strict=True) if e.shared]
    if ours:
        unit.do(COMPANY, spread(ours, 6))
    if theirs:
        unit.do(DIRECTORY, spread(theirs, 5))
