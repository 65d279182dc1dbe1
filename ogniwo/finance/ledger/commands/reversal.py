"""Taking entries back: a reversing entry, or red storno (accounting act, UoR art. 25 ust. 1 pkt 2)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import SettlementDraft, book, company_currency
from ogniwo.finance.ledger.commands.determination import as_json
from ogniwo.finance.ledger.errors import AlreadyReversed, NotOwnEntry
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

REVERSAL = "ledger.reversal"
ENTRIES = """SELECT e.id, e.document_id, j.code, e.currency, e.text, e.day, d.type, r.id IS NOT NULL, d.currency, coalesce(nullif(d.title, ''), e.text)
  FROM ledger_entry e JOIN books_journal j ON j.id = e.journal_id JOIN documents_document d ON d.id = e.document_id
  LEFT JOIN ledger_entry r ON r.reverses_id = e.id WHERE e.{by} = ANY(%s) ORDER BY e.id"""
LINES = """SELECT l.entry_id, l.id, l.account_id, l.party_id, l.document_line_id, l.debit, l.credit, l.amount_doc, l.currency, l.tax_line_id, l.due, l.text, d.members, o.id
  FROM ledger_line l LEFT JOIN ledger_dimensionset d ON d.id = l.dimension_set_id LEFT JOIN ledger_openitem o ON o.line_id = l.id
  WHERE l.entry_id = ANY(%s) ORDER BY l.id"""
SHARES = "SELECT s.line_id, s.document_line_id, s.amount FROM ledger_share s JOIN ledger_line l ON l.id = s.line_id WHERE l.entry_id = ANY(%s) ORDER BY s.id"
SETTLED = """SELECT item_id, counter_id, sum(amount), sum(amount_doc) FROM ledger_settlement WHERE item_id = ANY(%s) OR counter_id = ANY(%s)
  GROUP BY item_id, counter_id HAVING sum(amount) <> 0 OR sum(amount_doc) <> 0 ORDER BY 1, 2"""


class ReversalKind(StrEnum):
    """Sides changed over, or the same sides with minus."""

    REVERSAL = "reversal"
    RED_STORNO = "red_storno"


@command("ledger.reverse_entries", _("Reverse entries"), roles=("accountant",), sets="entries")
def reverse_entries(entries: Sequence[int], *, on: date, kind: ReversalKind = ReversalKind.RED_STORNO, unit: Unit, acting: Acting) -> list[UUID]:
    """Take back entries of the ledger's own notes with new ones entered ``on``; returns the reversal documents.

    ``kind``: red storno keeps the turnovers true; a reversal changes the sides over. What the entries had settled is
    open again. Entries of other documents (invoices, payments ...) are taken back by correcting those.
    """
    found = unit.rows(ENTRIES.format(by="id"), [list(entries)])
    wrong: list[BusinessError] = [NotFound(record=number) for number in set(entries) - {row[0] for row in found}]
    home = company_currency(unit)
    notes, by_entry = [], {}
    for number_, document, _journal, _currency, text, _day, type_, reversed_, _c, title in found:
        if reversed_:
            wrong.append(AlreadyReversed(record=number_))
        elif not type_.startswith("ledger."):
            wrong.append(NotOwnEntry(record=number_, title=title))
        note, _lines = documents.new(unit, REVERSAL, state="posted", day=on, currency=home, title=text[:200])
        documents.cause(unit, [(document, note.id, "reversed")])
        notes.append(note)
        by_entry[number_] = note.id
    if wrong:
        raise Refused(wrong)
    _take_back(unit, found, by_entry, on, kind)
    number(unit, (ToNumber(note.id, REVERSAL, None, on) for note in notes))
    return [note.id for note in notes]


def take_back_documents(found_documents: Collection[UUID], *, on: date, unit: Unit) -> None:
    """The ledger's part of taking documents back: red storno of all their entries that stand, under the same documents."""
    found = [row for row in unit.rows(ENTRIES.format(by="document_id") .replace("ORDER BY", "AND e.reverses_id IS NULL ORDER BY"), [list(found_documents)]) if not row[7]]
    if found:
        _take_back(unit, found, {row[0]: row[1] for row in found}, on, ReversalKind.RED_STORNO)


def _take_back(unit: Unit, found: Sequence[Any], by_entry: dict[int, UUID], on: date, kind: ReversalKind) -> None:
    ids = list(by_entry)
    shares: dict[int, list[tuple[int, Any]]] = {}
    for line, document_line, amount in unit.rows(SHARES, [ids]):
        shares.setdefault(line, []).append((document_line, -amount))
    home = company_currency(unit)
    amounts: dict[int, list[Amount]] = {}
    items: dict[int, int] = {}
    taxed: dict[int, int] = unit.notes.setdefault("reversed tax lines", {})
    for entry, line, account, party, document_line, debit, credit, amount_doc, currency, tax_line, due, text, members, item in unit.rows(LINES, [ids]):
        if tax_line and tax_line not in taxed:
            (taxed[tax_line],) = unit.ids(1)
        plain = Amount(
            role="", account_id=account, party_id=party, line_id=document_line, debit=-debit, credit=-credit,
            amount_doc=None if currency == home else -amount_doc, tax_line_id=taxed.get(tax_line) if tax_line else None, due=due, text=text,
            dimensions=as_json(members) or {}, settles=item, shares=shares.get(line, []),
        )  # fmt: skip
        amounts.setdefault(entry, []).append(plain if kind == ReversalKind.RED_STORNO else replace(plain, debit=credit, credit=debit))
        if item:
            items[item] = entry
    drafts = [
        EntryDraft(document_id=by_entry[entry], journal=journal, day=on, document_day=on, operation_day=on, text=text, currency=currency, amounts=amounts[entry], reverses=entry)
        for entry, _document, journal, currency, text, _day, _type, _reversed, _c, _title in found
    ]
    _unsettle(unit, items, {d.reverses: d for d in drafts}, on)
    book(drafts, unit=unit)


def _unsettle(unit: Unit, items: dict[int, int], drafts: dict[int | None, EntryDraft], on: date) -> None:
    """What the items of taken-back entries had settled is open again."""
    pairs = unit.rows(SETTLED, [list(items), list(items)]) if items else []
    for (item, counter, amount, amount_doc), number_ in zip(pairs, unit.ids(len(pairs)), strict=True):
        d = drafts[items[item] if item in items else items[counter]]
        seal = seal_for(unit, d.document_id, d.journal, on)
        unit.add(SettlementDraft(id=number_, seal_id=seal, item_id=item, counter_id=counter, amount=-amount, amount_doc=-amount_doc, day=on, document_id=d.document_id))
