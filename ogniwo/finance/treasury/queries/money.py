"""Who owes what and for how long, and whose cash came in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.queries import ledgers
from ogniwo.finance.ledger.queries.ledgers import ItemRow
from ogniwo.finance.treasury.rules import allocate_cash
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.queries import documents, within
from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, Rows

EVERYONE = ("accountant", "seller", "buyer")
CONTROLS = "SELECT code, control FROM ledger_account WHERE control <> 'none'"
CASH = """SELECT i.id, t.id, CASE WHEN t.item_id = i.id THEN t.amount ELSE -t.amount END
  FROM ledger_openitem i JOIN ledger_settlement t ON t.item_id = i.id OR t.counter_id = i.id
  JOIN ledger_openitem o ON o.id = CASE WHEN t.item_id = i.id THEN t.counter_id ELSE t.item_id END JOIN documents_document d ON d.id = o.document_id AND d.type = 'treasury.payment'
  WHERE i.id = ANY(%s) AND t.day <= %s ORDER BY i.id, t.day, t.id"""
PARTS = """SELECT i.id, s.document_line_id, s.amount FROM ledger_openitem i JOIN ledger_share s ON s.line_id = i.line_id
  WHERE i.line_id IN (SELECT line_id FROM ledger_share WHERE document_line_id = ANY(%s)) ORDER BY i.id, s.document_line_id"""


@dataclass(frozen=True, slots=True)
class AgeRow:
    """What a party owes (or is owed), by how late it is; company currency, positive is owed to us."""

    party_id: UUID | None
    party: str
    not_due: Decimal
    days_30: Decimal
    days_60: Decimal
    days_90: Decimal
    older: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class LineCash:
    """Cash got for a line of an invoice: ``gross`` and ``cash`` in company currency."""

    line_id: int
    gross: Decimal
    cash: Decimal


@query("treasury.aging", _("Receivables and payables by age"), roles=(*EVERYONE, "auditor"))
def aging(*, as_of: date, payables: bool = False, acting: Acting) -> list[AgeRow]:
    """Open items by party and by days late on ``as_of``; receivables, or ``payables``. The largest overdue first."""
    control = "payable" if payables else "receivable"
    codes = {code for code, kind in Reader().rows(CONTROLS) if kind == control}
    rows: dict[UUID | None, list[ItemRow]] = defaultdict(list)
    for item in ledgers.open_items.__wrapped__(as_of=as_of, acting=acting):
        if item.code in codes:
            rows[item.party_id].append(item)
    found = [_aged(party, items) for party, items in rows.items()]
    return sorted(found, key=lambda r: (-abs(r.total - r.not_due), r.party))


def _aged(party: UUID | None, items: Sequence[ItemRow]) -> AgeRow:
    sums = [ZERO] * 5
    for item in items:
        sums[0 if item.days_late <= 0 else min(4, 1 + (item.days_late - 1) // 30)] += item.open
    not_due, days_30, days_60, days_90, older = sums
    return AgeRow(party, items[0].party, not_due, days_30, days_60, days_90, older, total(sums))


@query("treasury.items_of_party", _("Open items of a party"), roles=(*EVERYONE, "auditor"))
def items_of_party(record_id: UUID, *, acting: Acting) -> list[ItemRow]:
    """What is open with a party today, the longest due first; of documents the person's record rules let them see."""
    items = _open_with(record_id, acting)
    mine = set(within(documents().filter(pk__in={item.document_id for item in items}), acting, *TYPES, document="").values_list("pk", flat=True))
    return [item for item in items if item.document_id in mine]


def _open_with(party: UUID, acting: Acting) -> list[ItemRow]:
    return list(ledgers.open_items.__wrapped__(as_of=acting.today, party=party, acting=acting))


@query("treasury.overdue_of_party", _("Overdue of a party"), roles=(*EVERYONE, "auditor"))
def overdue_of_party(record_id: UUID, *, acting: Acting) -> list[tuple[str, object]]:
    """What a party owes us, whoever's the documents: all, overdue, the days of the latest; prepayments lower it. Company currency."""
    items = _open_with(record_id, acting)
    late = [i for i in items if i.days_late > 0]
    return [
        (_("Balance"), total(i.open for i in items)), (_("Overdue"), total(i.open for i in late if i.open > 0)), (_("Days late at most"), max((i.days_late for i in late), default=0)),
    ]  # fmt: skip


@query("treasury.cash_of_lines", _("Cash of invoice lines"), roles=(*EVERYONE, "auditor"))
def cash_of_lines(lines: Sequence[int], *, as_of: date, acting: Acting) -> list[LineCash]:
    """Cash that came for lines of invoices until ``as_of``: each settlement by a payment is spread by what is still open
    of the lines' gross (largest remainder), so a settled invoice gave each line its gross exactly. Company currency.
    """
    return cash(Reader(), lines, as_of=as_of)


def cash(rows: Rows, lines: Sequence[int], *, as_of: date) -> list[LineCash]:
    """The same for commands and other modules' queries; two statements however many lines."""
    parts: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for item, line, amount in rows.rows(PARTS, [list(lines)]):
        parts[item][line] = parts[item].get(line, ZERO) + amount
    left = {item: dict(shares) for item, shares in parts.items()}
    for item, _settlement, amount in rows.rows(CASH, [list(parts), as_of]):
        keys = list(left[item])
        for key, got in zip(keys, allocate_cash([left[item][key] for key in keys], amount), strict=True):
            left[item][key] -= got
    wanted = set(lines)
    gross: dict[int, Decimal] = defaultdict(lambda: ZERO)
    open_: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for item, shares in parts.items():
        for line, amount in shares.items():
            gross[line] += amount
            open_[line] += left[item][line]
    return [LineCash(line, gross[line], gross[line] - open_[line]) for line in lines if line in wanted and line in gross]
