"""Reading what reconciliation works with: lines left, open items of all parties, set-wise."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.treasury.rules import OpenItem, StatementLine
from ogniwo.kernel.writing.reader import Rows, data

LINES = """SELECT l.line_id, l.document_id, k.position, l.bank_account_id, l.amount, l.currency, l.booked_on, l.counterparty, l.counterparty_account, l.title,
    l."references", l.state, a.account_id, a.journal, coalesce(n.text, s.reference)
  FROM treasury_statementline l JOIN documents_line k ON k.id = l.line_id JOIN treasury_bankaccount a ON a.id = l.bank_account_id
  JOIN treasury_statement s ON s.document_id = l.document_id LEFT JOIN numbering_number n ON n.document_id = l.document_id
  WHERE {which} ORDER BY l.booked_on, l.line_id"""
ITEMS = """SELECT i.id, i.document_id, i.party_id, p.name, coalesce(n.text, nullif(d.title, ''), ''), coalesce(t.their_reference, ''),
    coalesce(r.reference, (SELECT string_agg(u.reference, ' ') FROM treasury_runcredit k JOIN treasury_runline u ON u.line_id = k.line_id AND u.live WHERE k.item_id = i.id), ''),
    i.day, i.due, i.currency, b.open_doc, b.open, b.open_doc - coalesce(w.taken, 0), i.account_id, c.code, c.control
  FROM ledger_openitembalance b JOIN ledger_openitem i ON i.id = b.item_id JOIN ledger_account c ON c.id = i.account_id
  JOIN documents_document d ON d.id = i.document_id JOIN documents_subject p ON p.id = i.party_id
  LEFT JOIN numbering_number n ON n.document_id = i.document_id LEFT JOIN trade_tradedocument t ON t.document_id = i.document_id
  LEFT JOIN treasury_runline r ON r.item_id = i.id AND r.live
  LEFT JOIN (SELECT m.item_id, sum(m.item_amount) AS taken FROM treasury_match m JOIN treasury_statementline l ON l.line_id = m.line_id
    WHERE m.accepted AND l.payment_id IS NULL AND m.item_id IS NOT NULL GROUP BY m.item_id) w ON w.item_id = i.id
  WHERE c.control <> 'none' AND {which} ORDER BY i.due, i.id"""
USED = "SELECT k.item_id, sum(k.amount) FROM treasury_runcredit k JOIN treasury_runline r ON r.line_id = k.line_id AND r.live WHERE k.item_id = ANY(%s) GROUP BY 1"
PARTY_ACCOUNTS = "SELECT party_id, number FROM parties_partybankaccount WHERE active AND party_id = ANY(%s) ORDER BY id"
MATCHES = """SELECT m.id, m.line_id, m.item_id, m.account_id, m.role, m.party_id, m.amount, m.item_amount, m.dimensions, m.text, m.accepted, m.score, m.reasons
  FROM treasury_match m WHERE m.line_id = ANY(%s) ORDER BY m.line_id, m.id"""


@dataclass(slots=True)
class Left:
    """A statement line as commands read it."""

    id: int
    document_id: UUID
    position: int
    bank_account_id: int
    amount: Decimal
    currency: str
    booked_on: date
    counterparty: str
    counterparty_account: str
    title: str
    references: list[str]
    state: str
    account_id: int
    journal: str
    statement: str

    def for_rules(self) -> StatementLine:
        """The line as the rules of matching see it."""
        return StatementLine(self.id, self.amount, self.currency, self.booked_on, self.counterparty, self.counterparty_account, self.title, tuple(self.references))


@dataclass(slots=True)
class Open:
    """An open item: ``left`` is what is open less what unposted lines will take. Debit positive; ``open`` in company currency."""

    id: int
    document_id: UUID
    party_id: UUID
    party: str
    number: str
    their_reference: str
    transfer: str
    day: date
    due: date
    currency: str
    open_doc: Decimal
    open: Decimal
    left: Decimal
    account_id: int
    account: str
    control: str
    accounts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people call it: a supplier's document by their number, ours by our own."""
        return self.their_reference or self.number if self.control == "payable" else self.number or self.their_reference

    def for_rules(self) -> OpenItem:
        """The item as the rules of matching see it."""
        other = tuple(filter(None, (self.their_reference, *self.transfer.split())))
        return OpenItem(self.id, self.party_id, self.party, self.number, self.due, self.left, self.currency, self.accounts, other)


@dataclass(slots=True)
class Matched:
    """A match of a line."""

    id: int
    line_id: int
    item_id: int | None
    account_id: int | None
    role: str
    party_id: UUID | None
    amount: Decimal
    item_amount: Decimal | None
    dimensions: dict[str, str] = field(default_factory=dict)
    text: str = ""
    accepted: bool = False
    score: int | None = None
    reasons: list[dict[str, object]] = field(default_factory=list)


def lines_left(rows: Rows, lines: Collection[int] | None = None, statements: Collection[UUID] | None = None) -> list[Left]:
    """Lines by id, of statements, or all that are still to reconcile; in the order of their days. One statement."""
    if lines is not None:
        found = rows.rows(LINES.format(which="l.line_id = ANY(%s)"), [list(lines)])
    elif statements:
        found = rows.rows(LINES.format(which="l.document_id = ANY(%s)"), [list(statements)])
    else:
        found = rows.rows(LINES.format(which="l.state IN ('open', 'matched')"))
    return [Left(*(*row[:10], data(row[10]) or [], *row[11:])) for row in found]


def open_items(rows: Rows, items: Collection[int] | None = None, parties: Collection[UUID] | None = None, *, accounts: bool = False) -> list[Open]:
    """Open items by id, of parties, or all of settlement accounts, the longest due first. Two statements with ``accounts``."""
    if items is not None:
        found = rows.rows(ITEMS.format(which="i.id = ANY(%s)"), [list(items)])
    elif parties is not None:
        found = rows.rows(ITEMS.format(which="(b.open_doc <> 0 OR b.open <> 0) AND i.party_id = ANY(%s)"), [list(parties)])
    else:
        found = rows.rows(ITEMS.format(which="(b.open_doc <> 0 OR b.open <> 0)"))
    made = [Open(*row) for row in found]
    if accounts and made:
        known = party_accounts(rows, {item.party_id for item in made})
        for item in made:
            item.accounts = tuple(known.get(item.party_id, ()))
    return made


def items_to_pay(rows: Rows, currency: str, until: date) -> list[Open]:
    """What we owe in ``currency``, due ``until``, and no live transfer pays yet."""
    which = "c.control = 'payable' AND b.open_doc < 0 AND i.currency = %s AND i.due <= %s AND r.line_id IS NULL"
    return [item for item in (Open(*row) for row in rows.rows(ITEMS.format(which=which), [currency, until])) if item.left < 0]


def credits_to_use(rows: Rows, currency: str, parties: Collection[UUID]) -> list[Open]:
    """What suppliers owe us in ``currency`` (corrections, overpayments), less what lowers live transfers already: ``left`` above zero, the oldest first."""
    which = "c.control = 'payable' AND b.open_doc > 0 AND i.currency = %s AND i.party_id = ANY(%s)"
    found = [Open(*row) for row in rows.rows(ITEMS.format(which=which), [currency, list(parties)])]
    used = dict(rows.rows(USED, [[item.id for item in found]])) if found else {}
    for item in found:
        item.left -= used.get(item.id, 0)
    return [item for item in found if item.left > 0]


def party_accounts(rows: Rows, parties: Collection[UUID]) -> dict[UUID, list[str]]:
    """Bank accounts of parties, the first known first."""
    known: dict[UUID, list[str]] = defaultdict(list)
    for party, number in rows.rows(PARTY_ACCOUNTS, [list(parties)]):
        known[party].append(number)
    return known


def matches_of(rows: Rows, lines: Sequence[int]) -> dict[int, list[Matched]]:
    """Matches of lines, proposed and accepted."""
    found: dict[int, list[Matched]] = defaultdict(list)
    for row in rows.rows(MATCHES, [list(lines)]):
        found[row[1]].append(Matched(*(*row[:8], data(row[8]) or {}, *row[9:12], data(row[12]) or [])))
    return found
