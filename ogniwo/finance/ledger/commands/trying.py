"""Trying account determination on a document: what it would book, or has booked, and by which rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from ogniwo.finance.ledger.commands.booking import TRIED
from ogniwo.finance.ledger.commands.determination import accounts_by_id
from ogniwo.finance.ledger.errors import NotTried
from ogniwo.finance.ledger.hooks import TRIERS
from ogniwo.finance.ledger.queries.previews import COSTLY
from ogniwo.finance.ledger.queries.trying import Asked, Tried, resolved
from ogniwo.finance.ledger.rules import asked_for
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import ANY
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused, explain
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.workbench.words import told

POSTED = """SELECT l.entry_id, l.day, l.asked, a.code, coalesce(nullif(l.text, ''), k.text, e.text), l.debit, l.credit FROM ledger_line l
  JOIN ledger_entry e ON e.id = l.entry_id JOIN ledger_account a ON a.id = l.account_id LEFT JOIN documents_line k ON k.id = l.document_line_id
  WHERE e.document_id = %s ORDER BY l.id LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Trial:
    """Accounts of a document's amounts. ``posted``: it is in the books already, and ``booked`` of each says where.

    ``problems``: why it could not be posted as it stands, in the person's language.
    """

    posted: bool
    amounts: tuple[Tried, ...]
    problems: tuple[str, ...] = ()


@command("ledger.try_document", _("Try accounts of a document"), roles=("accountant", "auditor"))
def try_document(document: UUID, *, day: date | None = None, unit: Unit, acting: Acting) -> Trial:
    """Which rule gives which account for each amount of a document, on its own day or on ``day``; nothing is booked.

    A document that is not posted yet is posted and taken back, so goods, tax and what other modules add are there too.
    Rules not yet in force are named with their day. Raises Refused: NotFound, NotTried for a document that books nothing.
    """
    found = unit.rows("SELECT type FROM documents_document WHERE id = %s", [document])
    if not found:
        raise Refused([NotFound(record=document)])
    amounts = _posted(unit, document)
    posted = bool(amounts)
    wrong: Sequence[BusinessError] = ()
    if not posted:
        if found[0][0] not in TRIERS:
            raise Refused([NotTried(record=document)])
        amounts, wrong = _tried(unit, found[0][0], document)
    if not acting.sees("cost"):
        costly = {one.entry for one in amounts if one.role in COSTLY}
        amounts = [one for one in amounts if one.entry not in costly]
    return Trial(posted, tuple(resolved([replace(one, day=day or one.day) for one in amounts], acting)), tuple(told(e, acting.language) for e in wrong))


def _posted(unit: Unit, document: UUID) -> list[Asked]:
    out = []
    for entry, day, asked, account, text, debit, credit in unit.rows(POSTED, [document]):
        role, keys = asked_for(asked) if asked else ("", ANY)
        out.append(Asked(role, keys, day, debit, credit, text or "", account, entry))
    return out


def _tried(unit: Unit, kind: str, document: UUID) -> tuple[list[Asked], Sequence[BusinessError]]:
    """What posting the document would book, taken back at once; and why it can not be posted, if it can not."""
    tried = Unit(unit.cursor, acting=unit.acting, now=unit.now, preview=True)
    tried.notes[TRIED] = []
    wrong: Sequence[BusinessError] = ()
    try:
        with unit.cursor.connection.transaction(force_rollback=True):
            TRIERS[kind]([document], unit=tried)
    except Refused as no:
        wrong = no.errors
    except BusinessError as no:
        wrong = [no]
    except psycopg.Error as broken:
        named = explain(broken.diag.constraint_name)
        if named is None:
            raise
        wrong = [named]
    pairs: list[tuple[Any, Any]] = tried.notes[TRIED]
    codes = {number: facts.code for number, facts in accounts_by_id(unit, {a.account_id for _d, some in pairs for a in some if a.account_id}).items()}
    out = []
    for n, (d, some) in enumerate(pairs):
        for a in some:
            by_rule = a.account_id is None and a.settles is None
            out.append(Asked(a.role if by_rule else "", a.keys, d.day, a.debit, a.credit, a.text or d.text, codes.get(a.account_id, ""), n))
    return out, wrong
