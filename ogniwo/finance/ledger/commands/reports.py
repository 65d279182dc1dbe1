"""Saving reports with the positions they were made at."""

import json
from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator

from ogniwo.finance.ledger.errors import NotSaveable
from ogniwo.finance.ledger.models import SavedReport
from ogniwo.finance.ledger.queries.reading import KEPT_IN, digest
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.commands.registry import QUERIES, jsonable, require
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit


def _data(given: Any) -> Any:
    return json.loads(given) if isinstance(given, str) else given


Arguments = Annotated[dict[str, Any], BeforeValidator(_data)]
"""A query's arguments; a form carries them as JSON text."""


@command("ledger.save_report", _("Save a report"), roles=("accountant", "auditor"))
def save_report(query: str, arguments: Arguments, *, title: str = "", unit: Unit, acting: Acting) -> UUID:
    """Keep a report that can be asked ``known``: its arguments, the positions of all journals now, the digest of its answer."""
    spec = QUERIES.get(query)
    if spec is None or "known" not in spec.parameters:
        raise Refused([NotSaveable(query=query)])
    require(acting, query)
    found = unit.rows("SELECT j.code, h.year, h.last FROM books_head h JOIN books_journal j ON j.id = h.journal_id ORDER BY 1, 2")
    positions = {f"{code}/{year}": last for code, year, last in found}
    number = uuid7()
    unit.add(draft(SavedReport)(
        id=number, query=query, title=title[:120], arguments=jsonable(arguments), positions=positions, at=unit.now, user_id=acting.user_id,
        digest=digest(spec.function(**spec.read({**arguments, "known": positions}), acting=replace(acting, language=KEPT_IN))),
    ))  # fmt: skip
    return number

