"""The account ledger, the sub-ledger by party, the journal's summary, open items."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.ledger.queries.reading import known_join, known_parameters, rows
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _

ROLES = ("accountant", "auditor")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of an account with the balance after it (debit positive); ``line_id`` None is the balance brought forward."""

    line_id: int | None
    entry_id: int | None
    day: date
    journal: str
    position: int | None
    document_id: UUID | None
    number: str
    text: str
    party_id: UUID | None
    party: str
    document_line_id: int | None
    debit: Decimal
    credit: Decimal
    balance: Decimal
    amount_doc: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party on a settlement account: what was turned over since a day, and the balance (positive is owed to us)."""

    account_id: int
    code: str
    party_id: UUID
    party: str
    opening: Decimal
    debit: Decimal
    credit: Decimal
    closing: Decimal


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An open item as at a day, company currency; positive is owed to us. ``open_doc`` in ``currency``."""

    item_id: int
    document_id: UUID
    number: str
    code: str
    party_id: UUID | None
    party: str
    day: date
    due: date
    days_late: int
    amount: Decimal
    open: Decimal
    open_doc: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class JournalSum:
    """Turnovers of a partial journal in a month; debit equals credit, and all journals sum to the trial balance."""

    month: date
    journal: str
    entries: int
    debit: Decimal
    credit: Decimal


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A line of a partial journal in its order; ``running``: turnover of the journal from the year's start to it (obroty narastająco)."""

    line_id: int
    entry_id: int
    journal: str
    position: int
    day: date
    document_day: date
    operation_day: date
    number: str
    text: str
    account: str
    party: str
    debit: Decimal
    credit: Decimal
    running: Decimal
    who: str


JOURNAL = """SELECT * FROM (SELECT l.id, l.entry_id, j.code, s.position, l.day, e.document_day, e.operation_day, coalesce(n.text, ''), coalesce(nullif(l.text, ''), e.text), a.code, coalesce(p.name, ''),
      l.debit, l.credit, sum(l.debit) OVER (PARTITION BY j.id, s.year ORDER BY s.position, l.id), coalesce(u.name, '')
    FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN books_journal j ON j.id = e.journal_id JOIN books_seal s ON s.id = e.seal_id JOIN ledger_account a ON a.id = l.account_id
    LEFT JOIN numbering_number n ON n.document_id = e.document_id LEFT JOIN documents_subject p ON p.id = l.party_id LEFT JOIN access_user u ON u.id = s.user_id{known}
    WHERE l.day >= date_trunc('year', %(since)s::date) AND (%(journal)s = '' OR j.code = %(journal)s) ORDER BY j.code, s.year, s.position, l.id) lines
  WHERE lines.day >= %(since)s AND lines.day <= %(as_of)s"""
LINES = """SELECT l.id, l.entry_id, l.day, j.code, s.position, e.document_id, coalesce(n.text, ''), coalesce(nullif(l.text, ''), e.text), l.party_id, coalesce(p.name, ''),
    l.document_line_id, l.debit, l.credit, sum(l.debit - l.credit) OVER (ORDER BY l.day, l.id), l.amount_doc, l.currency
  FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN books_journal j ON j.id = e.journal_id JOIN books_seal s ON s.id = e.seal_id
  LEFT JOIN numbering_number n ON n.document_id = e.document_id LEFT JOIN documents_subject p ON p.id = l.party_id{known}
  WHERE l.account_id = (SELECT id FROM ledger_account WHERE code = %(account)s) AND l.day >= %(since)s AND l.day <= %(as_of)s
    AND (%(party)s::uuid IS NULL OR l.party_id = %(party)s) ORDER BY l.day, l.id"""
BROUGHT = """SELECT sum(l.debit), sum(l.credit) FROM ledger_line l{known} WHERE l.account_id = (SELECT id FROM ledger_account WHERE code = %(account)s)
  AND l.day < %(since)s AND (%(party)s::uuid IS NULL OR l.party_id = %(party)s)"""
PARTIES = """SELECT a.id, a.code, l.party_id, p.name, coalesce(sum(l.debit - l.credit) FILTER (WHERE l.day < %(since)s), 0),
    coalesce(sum(l.debit) FILTER (WHERE l.day >= %(since)s), 0), coalesce(sum(l.credit) FILTER (WHERE l.day >= %(since)s), 0), sum(l.debit - l.credit)
  FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id AND a.control <> 'none' JOIN documents_subject p ON p.id = l.party_id{known}
  WHERE l.day <= %(as_of)s AND (%(account)s = '' OR a.code = %(account)s) GROUP BY a.id, a.code, l.party_id, p.name ORDER BY a.code, pl_sort(p.name), l.party_id"""
ITEMS = """WITH moved AS (SELECT u.item, sum(u.amount) AS amount, sum(u.doc) AS doc FROM (
      SELECT t.item_id AS item, t.amount, t.amount_doc AS doc FROM ledger_settlement t{known_settled} WHERE t.day <= %(as_of)s
      UNION ALL SELECT t.counter_id, -t.amount, -t.amount_doc FROM ledger_settlement t{known_settled} WHERE t.day <= %(as_of)s) u GROUP BY u.item)
  SELECT i.id, i.document_id, coalesce(n.text, ''), a.code, i.party_id, coalesce(p.name, ''), i.day, i.due, greatest(%(as_of)s::date - i.due, 0),
    i.amount, i.amount - coalesce(m.amount, 0), i.amount_doc - coalesce(m.doc, 0), i.currency
  FROM ledger_openitem i JOIN ledger_account a ON a.id = i.account_id{known} LEFT JOIN moved m ON m.item = i.id
  LEFT JOIN numbering_number n ON n.document_id = i.document_id LEFT JOIN documents_subject p ON p.id = i.party_id
  WHERE i.day <= %(as_of)s AND (%(party)s::uuid IS NULL OR i.party_id = %(party)s) AND (%(account)s = '' OR a.code = %(account)s)
    AND (i.amount <> coalesce(m.amount, 0) OR i.amount_doc <> coalesce(m.doc, 0)) ORDER BY i.due, i.id"""
SUMS = """SELECT date_trunc('month', l.day)::date, j.code, count(DISTINCT l.entry_id), sum(l.debit), sum(l.credit)
  FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id JOIN books_journal j ON j.id = e.journal_id{known}
  WHERE l.day >= %(since)s AND l.day <= %(as_of)s GROUP BY 1, 2 ORDER BY 1, 2"""


@query("ledger.account_ledger", _("Account ledger"), roles=ROLES)
def account_ledger(
    *, account: str = "", as_of: date, since: date | None = None, party: UUID | None = None, known: dict[str, int] | None = None, acting: Acting,
) -> list[LedgerRow]:  # fmt: skip
    """The lines of an account (its code), or of one party on it, with the balance after each; brought forward comes first.

    ``since``: default the start of ``as_of``'s year. Amounts in company currency, the balance debit positive.
    """
    since = since or as_of.replace(month=1, day=1)
    parameters: dict[str, Any] = {"account": account, "as_of": as_of, "since": since, "party": party, **known_parameters(known)}
    join = known_join("l.seal_id", known)
    ((debit, credit),) = rows(acting, BROUGHT.format(known=join), parameters)
    brought = (debit or Decimal(0)) - (credit or Decimal(0))
    first = LedgerRow(None, None, since, "", None, None, "", "", None, "", None, debit or Decimal(0), credit or Decimal(0), brought, Decimal(0), "")
    found = [LedgerRow(*row[:13], row[13] + brought, *row[14:]) for row in rows(acting, LINES.format(known=join), parameters)]
    return [first, *found] if debit or credit else found


@query("ledger.journal_lines", _("Journal, line by line"), roles=ROLES)
def journal_lines(*, journal: str = "", as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[JournalRow]:
    """Partial journals line by line in the order of their positions, from ``since`` (default: the first of ``as_of``'s month), with turnovers running on.

    ``journal`` empty: all. Company currency. Source: UoR art. 14 (the journal: successive numbers, turnovers counted on), 23 (what an entry holds).
    """
    parameters = {"journal": journal, "as_of": as_of, "since": since or as_of.replace(day=1), **known_parameters(known)}
    return [JournalRow(*row) for row in rows(acting, JOURNAL.format(known=known_join("l.seal_id", known)), parameters)]


@query("ledger.subledger", _("Sub-ledger by party"), roles=ROLES)
def subledger(*, as_of: date, since: date | None = None, account: str = "", known: dict[str, int] | None = None, acting: Acting) -> list[PartyRow]:
    """Parties on settlement accounts: turnovers since ``since`` (default: the year's start) and balances on ``as_of``."""
    parameters = {"as_of": as_of, "since": since or as_of.replace(month=1, day=1), "account": account, **known_parameters(known)}
    return [PartyRow(*row) for row in rows(acting, PARTIES.format(known=known_join("l.seal_id", known)), parameters)]


@query("ledger.open_items", _("Open items"), roles=(*ROLES, "seller", "buyer"))
def open_items(*, as_of: date, party: UUID | None = None, account: str = "", known: dict[str, int] | None = None, acting: Acting) -> list[ItemRow]:
    """Unsettled items on ``as_of``, the longest due first; with ``known``, as the books stood at these positions.

    Amounts in company currency; positive is owed to us.
    """
    parameters = {"as_of": as_of, "party": party, "account": account, **known_parameters(known)}
    sql = ITEMS.format(known=known_join("i.seal_id", known), known_settled=known_join("t.seal_id", known))
    return [ItemRow(*row) for row in rows(acting, sql, parameters)]


@query("ledger.journal_sums", _("Journals by month"), roles=ROLES)
def journal_sums(*, as_of: date, since: date | None = None, known: dict[str, int] | None = None, acting: Acting) -> list[JournalSum]:
    """Turnovers of the partial journals by month: what the trial balance must equal (UoR art. 15, 18)."""
    parameters = {"as_of": as_of, "since": since or as_of.replace(month=1, day=1), **known_parameters(known)}
    return [JournalSum(*row) for row in rows(acting, SUMS.format(known=known_join("l.seal_id", known)), parameters)]
