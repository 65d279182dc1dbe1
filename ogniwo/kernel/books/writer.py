"""Writing the books in stages, and sealing what was written when the act ends."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.hooks import CONTRIBUTORS, PROCESSORS, REVERSERS, STAGES
from ogniwo.kernel.books.models import Seal
from ogniwo.kernel.books.rules import Place, canonical_rows, digest, link
from ogniwo.kernel.writing.drafts import draft, plan_of
from ogniwo.kernel.writing.unit import Unit

PHASE = 20


@dataclass(slots=True)
class ToSeal:
    """A seal to be set when the act ends; its id is known to its facts."""

    id: int
    document_id: UUID
    journal: str
    year: int


def write(unit: Unit, drafts: Iterable[Any]) -> list[Any]:
    """Book drafts through the stages; returns all drafts, those of contributors and processors too."""
    pool = list(drafts)
    for stage in STAGES:
        for _order, contributor in CONTRIBUTORS[stage]:
            pool += contributor(pool, unit=unit) or []
        if stage in PROCESSORS:
            types, process = PROCESSORS[stage]
            pool += process([d for d in pool if isinstance(d, types)], unit=unit) or []
    return pool


def reverse(unit: Unit, documents: Collection[UUID], *, on: date) -> None:
    """Take back all facts of documents with new ones dated ``on``, last stage first."""
    for stage in reversed(STAGES):
        if stage in REVERSERS:
            REVERSERS[stage](documents, on=on, unit=unit)


def seal_for(unit: Unit, document_id: UUID, journal: str, day: date) -> int:
    """The id of the seal that what is booked now for a document in a journal will get."""
    seals: dict[tuple[UUID, str, int], ToSeal] = unit.notes.setdefault("seals", {})
    key = (document_id, journal, day.year)
    if key not in seals:
        seals[key] = ToSeal(unit.ids(1)[0], document_id, journal, day.year)
        unit.at_end("seals", PHASE, _seal)
    return seals[key].id


def journals(unit: Unit) -> dict[str, tuple[int, str]]:
    """Journals by code: (id, area); read once an act."""
    if "journals" not in unit.notes:
        unit.notes["journals"] = {code: (number, area) for number, code, area in unit.rows("SELECT id, code, area FROM books_journal")}
    known: dict[str, tuple[int, str]] = unit.notes["journals"]
    return known


def _seal(unit: Unit) -> None:
    seals: list[ToSeal] = list(unit.notes.pop("seals").values())
    known = journals(unit)
    facts = _facts(unit)
    labels = {n.document_id: n.text for n in unit.effects.get("numbering_number", ())}
    seals = [s for s in seals if s.id in facts]
    keys = sorted({(known[s.journal][0], s.year) for s in seals})
    heads = {(j, y): (last, bytes(head)) for j, y, last, head in unit.rows(
        "SELECT * FROM books_lock_heads(%s::bigint[], %s::int[])", [[j for j, _y in keys], [y for _j, y in keys]])}  # fmt: skip
    made = []
    for s in seals:
        journal = known[s.journal][0]
        last, previous = heads[journal, s.year]
        position, label, content = last + 1, labels.get(s.document_id, ""), digest(facts[s.id])
        hashed = link(previous, Place(unit.company_id, journal, s.year, position, label), content)
        heads[journal, s.year] = (position, hashed)
        made.append(draft(Seal)(
            id=s.id, journal_id=journal, year=s.year, position=position, document_id=s.document_id, label=label, at=unit.now,
            user_id=unit.acting.user_id, digest=content, previous=previous, hash=hashed,
        ))  # fmt: skip
    unit.add(made)
    unit.flush()


def _facts(unit: Unit) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for rows in unit.effects.values():
        if rows and "seal_id" in plan_of(rows[0]).names:
            names, table = plan_of(rows[0]).names, plan_of(rows[0]).table
            columns = [list(map(attrgetter(name), rows)) for name in names]
            for seal, text in zip(columns[names.index("seal_id")], canonical_rows(table, names, columns), strict=True):
                found[seal].append(text)
    return found
