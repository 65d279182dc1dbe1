"""Giving numbers, at the end of an act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.errors import BadPattern, DayBeforeLast, NoSuchBranch, NotNumbered
from ogniwo.kernel.numbering.models import Number, Series
from ogniwo.kernel.numbering.rules import check_pattern, spell
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

PHASE = 10


@dataclass(frozen=True, slots=True)
class ToNumber:
    """A document that gets its number when the act ends; ``again``: the void document whose number it takes over."""

    document_id: UUID
    type: str
    branch_id: int | None
    day: date
    again: UUID | None = None


def number(unit: Unit, documents: Iterable[ToNumber]) -> None:
    """Have documents numbered when the act ends: their series' own, else the type's default pattern."""
    unit.notes.setdefault("to number", []).extend(documents)
    unit.at_end("numbers", PHASE, _number)


AGAIN = """SELECT o.document_id, o.series_id, o.period, o.n, max(t.take), o.text FROM numbering_number o
  JOIN numbering_number t ON (t.series_id, t.period, t.n) = (o.series_id, o.period, o.n) WHERE o.document_id = ANY(%s) GROUP BY 1, 2, 3, 4, 6"""


def _again(unit: Unit, wanted: list[ToNumber]) -> None:
    """Give void documents' numbers to their replacements; the database refuses one whose document is not void."""
    if not wanted:
        return
    old = {document: rest for document, *rest in unit.rows(AGAIN, [[w.again for w in wanted]])}
    for w in wanted:
        series, period, n, take, text = old[w.again]
        unit.add(draft(Number)(document_id=w.document_id, series_id=series, period=period, n=n, take=take + 1, text=text, day=w.day))
    unit.flush()


@dataclass(slots=True)
class _Group:
    """Documents that count together: one series in one period, its counter locked."""

    pattern: str
    chronological: bool
    branch: str
    last: int
    last_day: date
    documents: list[ToNumber]


def _number(unit: Unit) -> None:
    everything: list[ToNumber] = unit.notes.pop("to number")
    _again(unit, [w for w in everything if w.again])
    wanted = [w for w in everything if not w.again]
    if not wanted:
        return
    for (series, period), group in sorted(_groups(unit, wanted).items()):
        documents = sorted(group.documents, key=lambda w: (w.day, w.document_id)) if group.chronological else group.documents
        if group.chronological and group.last and documents[0].day < group.last_day:
            raise Refused(DayBeforeLast(record=w.document_id, last_day=group.last_day) for w in documents if w.day < group.last_day)
        unit.add(
            draft(Number)(
                document_id=w.document_id, series_id=series, period=period, n=n, text=spell(group.pattern, n=n, day=w.day, branch=group.branch), day=w.day
            )
            for n, w in enumerate(documents, group.last + 1)
        )  # fmt: skip
    unit.flush()


def _groups(unit: Unit, wanted: list[ToNumber]) -> dict[tuple[int, str], _Group]:
    """The documents by series and period; their counters are locked by the one statement that finds them."""
    kinds = sorted({(w.type, w.branch_id, w.day) for w in wanted}, key=str)
    found = {(t, b, d): rest for t, b, d, *rest in unit.rows("SELECT * FROM numbering_lock(%s::text[], %s::int[], %s::date[])", spread(kinds, 3))}
    if missing := {t for t, b, d in kinds if (t, b, d) not in found}:
        raise LookupError(f"no series for {sorted(missing)}")
    groups: dict[tuple[int, str], _Group] = {}
    for w in wanted:
        series, period, pattern, chronological, branch, last, last_day = found[w.type, w.branch_id, w.day]
        groups.setdefault((series, period), _Group(pattern, chronological, branch, last, last_day, [])).documents.append(w)
    return groups


def default_series(unit: Unit) -> None:
    """A series for each document type that has numbers and none yet: the pattern of its type."""
    have = {row[0] for row in unit.rows("SELECT type FROM numbering_series WHERE branch_id IS NULL")}
    unit.add(
        draft(Series)(type=kind.name, pattern=kind.series, chronological=kind.chronological)
        for kind in TYPES.values() if kind.series and kind.name not in have
    )  # fmt: skip


@command("numbering.set_series", _("Set a series of numbers"), roles=("accountant",))
def set_series(
    type: str, pattern: str, *, restarts: Literal["year", "month", "never"] = "year", branch: int | None = None, unit: Unit, acting: Acting
) -> int:
    """Say how documents of a kind are numbered from now on, all of them or those of one branch; given numbers stay.

    ``pattern`` knows {n}, {n:05}, {year}, {yy}, {month:02}, {branch}. A changed series goes on after its last number.
    Raises Refused: NotNumbered, NoSuchBranch, BadPattern (its advice is a pattern that works).
    """
    kind = TYPES.get(type)
    if kind is None or not kind.series:
        raise Refused([NotNumbered()])
    wrong: list[BusinessError] = []
    if problem := check_pattern(pattern, restarts):
        wrong.append(BadPattern(problem=problem, pattern=kind.series, example=spell(kind.series, n=7, day=acting.today, branch="01")))
    if branch is not None and not unit.rows("SELECT 1 FROM tenancy_branch WHERE id = %s", [branch]):
        wrong.append(NoSuchBranch())
    if wrong:
        raise Refused(wrong)
    known = unit.rows("SELECT id FROM numbering_series WHERE type = %s AND branch_id IS NOT DISTINCT FROM %s::int FOR UPDATE", [type, branch])
    if known:
        unit.do("UPDATE numbering_series SET pattern = %s, restarts = %s WHERE id = %s", [pattern, restarts, known[0][0]])
        return int(known[0][0])
    unit.add(draft(Series)(type=type, branch_id=branch, pattern=pattern, restarts=restarts, chronological=kind.chronological))
    unit.flush()
    ((made,),) = unit.rows("SELECT id FROM numbering_series WHERE type = %s AND branch_id IS NOT DISTINCT FROM %s::int", [type, branch])
    return int(made)
