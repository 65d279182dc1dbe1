"""Giving numbers, at the end of an act."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.numbering.errors import DayBeforeLast
from ogniwo.kernel.numbering.models import Number, Series
from ogniwo.kernel.numbering.rules import period_of, spell
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

PHASE = 10


@dataclass(frozen=True, slots=True)
class ToNumber:
    """A document that gets its number when the act ends."""

    document_id: UUID
    type: str
    branch_id: int | None
    day: date


SERIES = """SELECT DISTINCT ON (u.t, u.b) u.t, u.b, s.id, s.pattern, s.restarts, s.chronological, coalesce(b.code, '')
  FROM unnest(%s::text[], %s::int[]) u(t, b) JOIN numbering_series s ON s.type = u.t AND (s.branch_id = u.b OR s.branch_id IS NULL)
  LEFT JOIN tenancy_branch b ON b.id = u.b ORDER BY u.t, u.b, s.branch_id NULLS LAST"""


def number(unit: Unit, documents: Iterable[ToNumber]) -> None:
    """Have documents numbered when the act ends: their series' own, else the type's default pattern."""
    unit.notes.setdefault("to number", []).extend(documents)
    unit.at_end("numbers", PHASE, _number)


def _number(unit: Unit) -> None:
    wanted: list[ToNumber] = unit.notes.pop("to number")
    kinds = sorted({(w.type, w.branch_id) for w in wanted}, key=str)
    found = {(t, b): rest for t, b, *rest in unit.rows(SERIES, spread(kinds, 2))}
    if missing := {t for t, b in kinds if (t, b) not in found}:
        raise LookupError(f"no series for {sorted(missing)}")
    groups: dict[tuple[int, str], list[ToNumber]] = defaultdict(list)
    for w in wanted:
        series, _pattern, restarts, *_rest = found[w.type, w.branch_id]
        groups[series, period_of(w.day, restarts)].append(w)
    keys = sorted(groups)
    days = [min(w.day for w in groups[key]) for key in keys]
    counters = {(s, p): (last, day) for s, p, last, day in unit.rows(
        "SELECT * FROM numbering_lock(%s::bigint[], %s::text[], %s::date[])", [[s for s, _p in keys], [p for _s, p in keys], days])}  # fmt: skip
    for key in keys:
        last, last_day = counters[key]
        _series, pattern, _restarts, chronological, branch = found[groups[key][0].type, groups[key][0].branch_id]
        ordered = sorted(groups[key], key=lambda w: (w.day, w.document_id)) if chronological else groups[key]
        if chronological and last and ordered[0].day < last_day:
            raise Refused(DayBeforeLast(record=w.document_id, last_day=last_day) for w in ordered if w.day < last_day)
        unit.add(
            draft(Number)(document_id=w.document_id, series_id=key[0], period=key[1], n=n, text=spell(pattern, n=n, day=w.day, branch=branch), day=w.day)
            for n, w in enumerate(ordered, last + 1)
        )
    unit.flush()


def default_series(unit: Unit) -> None:
    """A series for each document type that has numbers and none yet: the pattern of its type."""
    have = {row[0] for row in unit.rows("SELECT type FROM numbering_series WHERE branch_id IS NULL")}
    unit.add(
        draft(Series)(type=kind.name, pattern=kind.series, chronological=kind.chronological)
        for kind in TYPES.values() if kind.series and kind.name not in have
    )  # fmt: skip
