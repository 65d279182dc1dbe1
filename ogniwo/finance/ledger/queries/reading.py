"""Reading rows in the context of a query, and the positions reports are asked as known on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from ogniwo.finance.ledger.models import SavedReport
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands import query
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.commands.registry import QUERIES, jsonable, require
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.text import N_ as _

Positions = Mapping[str, int]
"""Journal and year ("SALE/2026") to the last position known; what stands in no journal of it is not known."""

KNOWN = """ JOIN books_seal known_seal ON known_seal.id = {seal} JOIN (SELECT j.id AS journal_id, u.y AS year, u.p AS position
  FROM unnest(%(journals)s::text[], %(years)s::int[], %(positions)s::bigint[]) u(c, y, p) JOIN books_journal j ON j.code = u.c) known
  ON known.journal_id = known_seal.journal_id AND known.year = known_seal.year AND known_seal.position <= known.position"""


def rows(acting: Acting, sql: str, parameters: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple]:
    """Rows of a statement, read as ``acting``."""
    with reading(acting), connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return cursor.fetchall()


def known_join(seal: str, known: Positions | None) -> str:
    """The join that leaves only facts whose seal (a column) stands within ``known``; nothing when all is known."""
    return KNOWN.format(seal=seal) if known is not None else ""


def known_parameters(known: Positions | None) -> dict[str, Any]:
    """What `known_join` asks for."""
    if known is None:
        return {}
    split = [(*key.rsplit("/", 1), position) for key, position in sorted(known.items())]
    return {"journals": [code for code, _y, _p in split], "years": [int(year) for _c, year, _p in split], "positions": [int(p) for _c, _y, p in split]}


@query("ledger.positions", _("Positions of the journals"), roles=("accountant", "auditor"))
def positions(*, acting: Acting) -> dict[str, int]:
    """How far each journal stands now; asked with it later, a report is the same to the byte."""
    found = rows(acting, "SELECT j.code, h.year, h.last FROM books_head h JOIN books_journal j ON j.id = h.journal_id ORDER BY 1, 2")
    return {f"{code}/{year}": last for code, year, last in found}


KEPT_IN = "pl"
"""The language a digest is made in, so that it is the same for every reader."""


def digest(answer: Any) -> str:
    """SHA-256 of an answer, the same for the same answer."""
    return hashlib.sha256(json.dumps(jsonable(answer), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@query("ledger.saved_reports", _("Saved reports"), roles=("accountant", "auditor"))
def saved_reports(*, acting: Acting) -> QuerySet[SavedReport]:
    """Reports kept with their positions; ``who``: the name of who saved it."""
    return SavedReport.objects.annotate(who=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name")[:1]))


@dataclass(frozen=True, slots=True)
class ReportAgain:
    """A saved report asked again as known then, and as of now; ``equal``: still the same to the byte."""

    saved: SavedReport
    then: Any
    now: Any
    equal: bool


def _asked(saved: SavedReport, acting: Acting, **more: Any) -> Any:
    spec = QUERIES[saved.query]
    require(acting, saved.query)
    return spec.function(**spec.read({**saved.arguments, **more}), acting=acting)


@query("ledger.saved_report", _("A saved report again"), roles=("accountant", "auditor"))
def saved_report(report: UUID, *, acting: Acting) -> Any:
    """The answer of a saved report, asked again as known then. Raises NotFound, NoRight."""
    with reading(acting):
        return _asked(_saved(report), acting, known=_saved(report).positions)


@query("ledger.report_again", _("A saved report beside today's"), roles=("accountant", "auditor"))
def report_again(report: UUID, *, acting: Acting) -> ReportAgain:
    """A saved report as known then beside the same report now. Raises NotFound, NoRight."""
    with reading(acting):
        saved = _saved(report)
        same = digest(_asked(saved, replace(acting, language=KEPT_IN), known=saved.positions)) == saved.digest
        return ReportAgain(saved, _asked(saved, acting, known=saved.positions), _asked(saved, acting), same)


def _saved(report: UUID) -> SavedReport:
    found = SavedReport.objects.filter(pk=report).first()
    if found is None:
        raise Refused([NotFound(record=report)])
    return found
