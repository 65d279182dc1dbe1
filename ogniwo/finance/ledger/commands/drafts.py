"""Draft entries (bufor): written, changed, posted, discarded. They count in no balance until posted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.finance.ledger.commands.determination import as_json
from ogniwo.finance.ledger.commands.entries import DRAFT, EntryLine, accounts_of
from ogniwo.finance.ledger.errors import NoJournal
from ogniwo.finance.ledger.models import DraftEntry, DraftLine
from ogniwo.finance.ledger.rules import ZERO, AccountFacts
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.writer import journals, write
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread

LINES = """SELECT l.document_id, x.line_id, x.account_id, x.party_id, x.debit, x.credit, x.amount_doc, x.dimensions, x.due, x.settles_id, l.text
  FROM documents_line l JOIN ledger_draftline x ON x.line_id = l.id WHERE l.document_id = ANY(%s) ORDER BY l.document_id, l.position"""
HEADS = """SELECT e.document_id, j.code, e.document_day, e.operation_day, e.text, d.day, d.currency FROM ledger_draftentry e
  JOIN books_journal j ON j.id = e.journal_id JOIN documents_document d ON d.id = e.document_id WHERE e.document_id = ANY(%s)"""


@dataclass(frozen=True, slots=True)
class DraftEntryInput:
    """A draft entry as written. ``entry``: the one it changes. ``day``: the day it is to be entered on.

    ``reference``: the number of the paper; ``currency`` empty means the company's.
    """

    journal: str
    day: date
    lines: tuple[EntryLine, ...] = ()
    text: str = ""
    entry: UUID | None = None
    document_day: date | None = None
    operation_day: date | None = None
    reference: str = ""
    currency: str = ""


@command("ledger.save_draft_entries", _("Save draft entries"), roles=("accountant",))
def save_draft_entries(entries: Sequence[DraftEntryInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft entries, new or changed, balanced or not yet; returns their ids in order.

    Raises Refused: no such account or journal, posted meanwhile, changed by somebody else.
    """
    accounts = accounts_of(unit, (line.account for entry in entries for line in entry.lines))
    known = journals(unit)
    if missing := {entry.journal for entry in entries} - set(known):
        raise Refused(NoJournal(journal=code) for code in sorted(missing))
    changed = [entry for entry in entries if entry.entry]
    if changed:
        documents.lock(unit, [entry.entry for entry in changed if entry.entry], type=DRAFT, states=["draft"])
        _rewrite(unit, changed, known)
    home = company_currency(unit)
    ids = []
    for entry in entries:
        lines = [documents.NewLine(text=line.text or entry.text, amount=line.debit or -line.credit) for line in entry.lines]
        if entry.entry is None:
            document, made = documents.new(unit, DRAFT, state="draft", day=entry.day, currency=entry.currency or home, lines=lines, title=_title(entry), total=_total(entry))
            ids.append(document.id)
            unit.add(draft(DraftEntry)(document_id=document.id, **_head(entry, known)))
        else:
            made = _lines(unit, entry.entry, lines)
            ids.append(entry.entry)
        unit.add(_draft_line(row.id, line, accounts[line.account]) for row, line in zip(made, entry.lines, strict=True))
    return ids


@command("ledger.write_entry", _("Write an entry"), roles=("accountant",))
def write_entry(  # noqa: PLR0913 - the form of one entry
    entry: UUID | None = None, *, journal: str, day: date, lines: tuple[EntryLine, ...], text: str = "", reference: str = "",
    document_day: date | None = None, operation_day: date | None = None, currency: str = "", unit: Unit, acting: Acting,
) -> list[UUID]:  # fmt: skip
    """Write one entry into the drafts, or change it there."""
    return save_draft_entries([DraftEntryInput(journal, day, lines, text, entry, document_day, operation_day, reference, currency)], unit=unit)


@command("ledger.post_draft_entries", _("Post draft entries"), roles=("accountant",), sets="entries")
def post_draft_entries(entries: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post draft entries, all or none: each becomes an entry of the ledger with its number and place in the journal.

    Raises Refused with every reason for every entry.
    """
    locked = documents.lock(unit, entries, type=DRAFT, states=["draft"])
    home = company_currency(unit)
    amounts: dict[UUID, list[Amount]] = {}
    for document, line, account, party, debit, credit, amount_doc, dimensions, due, settles, text in unit.rows(LINES, [list(entries)]):
        amounts.setdefault(document, []).append(Amount(
            role="", account_id=account, party_id=party, line_id=line, debit=debit, credit=credit, amount_doc=amount_doc, due=due, settles=settles,
            dimensions=as_json(dimensions) or {}, text=text, shares=[(line, debit - credit)],
        ))  # fmt: skip
    drafts = {
        document: EntryDraft(
            document_id=document, journal=journal, day=day, document_day=document_day, operation_day=operation_day, text=text,
            currency=currency or home, amounts=amounts.get(document, []),
        )
        for document, journal, document_day, operation_day, text, day, currency in unit.rows(HEADS, [list(entries)])
    }  # fmt: skip
    write(unit, [drafts[one.id] for one in locked])
    documents.move(unit, locked, "post")
    number(unit, (ToNumber(one.id, DRAFT, one.branch_id, one.day) for one in locked))
    return [one.id for one in locked]


@command("ledger.discard_draft_entries", _("Discard draft entries"), roles=("accountant",), sets="entries")
def discard_draft_entries(entries: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Discard draft entries; they stay to be seen, but are never posted."""
    locked = documents.lock(unit, entries, type=DRAFT, states=["draft"])
    documents.move(unit, locked, "discard")
    return [one.id for one in locked]


def _head(entry: DraftEntryInput, known: dict[str, tuple[int, str]]) -> dict[str, Any]:
    return {
        "journal_id": known[entry.journal][0], "document_day": entry.document_day or entry.day, "operation_day": entry.operation_day or entry.day,
        "reference": entry.reference[:60], "text": entry.text[:300],
    }  # fmt: skip


def _title(entry: DraftEntryInput) -> str:
    return " ".join(part for part in (entry.reference, entry.text) if part)[:200]


def _total(entry: DraftEntryInput) -> Decimal:
    return sum((line.debit for line in entry.lines), ZERO)


def _rewrite(unit: Unit, changed: Collection[DraftEntryInput], known: dict[str, tuple[int, str]]) -> None:
    """New heads for the old; old lines go."""
    ids = [entry.entry for entry in changed]
    heads = spread(([entry.entry, *_head(entry, known).values()] for entry in changed), 6)
    unit.do(
        "UPDATE ledger_draftentry e SET journal_id = u.j, document_day = u.d, operation_day = u.o, reference = u.r, text = u.t"
        " FROM unnest(%b::uuid[], %b::bigint[], %b::date[], %b::date[], %b::text[], %b::text[]) u(i, j, d, o, r, t) WHERE e.document_id = u.i", heads)  # fmt: skip
    unit.do("DELETE FROM ledger_draftline WHERE line_id IN (SELECT id FROM documents_line WHERE document_id = ANY(%s))", [ids])
    unit.do("DELETE FROM documents_line WHERE document_id = ANY(%s)", [ids])
    home = company_currency(unit)
    documents.update(unit, {entry.entry: {"day": entry.day, "currency": entry.currency or home, "title": _title(entry), "total": _total(entry)} for entry in changed if entry.entry})


def _lines(unit: Unit, document: UUID, lines: Sequence[documents.NewLine]) -> list[Any]:
    made = [
        documents.LineDraft(id=number, document_id=document, position=n, text=line.text[:300], quantity=None, unit="", amount=line.amount)
        for n, (number, line) in enumerate(zip(unit.ids(len(lines)), lines, strict=True), 1)
    ]  # fmt: skip
    unit.add(made)
    return made


def _draft_line(number: int, line: EntryLine, account: AccountFacts) -> Any:
    return draft(DraftLine)(
        line_id=number, account_id=account.id, party_id=line.party, debit=line.debit, credit=line.credit, amount_doc=line.amount_doc,
        dimensions=dict(line.dimensions), due=line.due, settles_id=line.settles,
    )  # fmt: skip
