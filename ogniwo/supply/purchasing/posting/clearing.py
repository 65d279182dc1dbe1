"""What a posted supplier's invoice clears of receipts, and what its price changes.

The invoice debits received-not-invoiced with what it says; a receipt credited what the order said (at standard
cost not what entered stock). The difference is a
`PriceDelta`, which credits or debits the account back against stock and cost of sales, or a variance account, by the
product's policy: so each matched line leaves the account at zero (UoR art. 28 ust. 2).
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.drafts import EntryDraft
from ogniwo.kernel.books.hooks import contributes
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.inventory.hooks import RECEIVED_NOT_INVOICED, PriceDelta
from ogniwo.supply.purchasing.models import Cleared

ZERO = Decimal(0)
MATCHES = """SELECT m.document_id, m.invoice_line_id, m.receipt_line_id, m.quantity, i.quantity, r.quantity, v.id, coalesce(b.value, 0), coalesce(c.quantity, 0), coalesce(c.value, 0), h.party_id
  FROM purchasing_match m JOIN trade_tradeline i ON i.line_id = m.invoice_line_id JOIN trade_tradeline r ON r.line_id = m.receipt_line_id
  JOIN trade_tradedocument h ON h.document_id = m.document_id JOIN inventory_move v ON v.line_id = m.receipt_line_id AND v.kind = 'receipt'
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared WHERE receipt_line_id = m.receipt_line_id) c ON true
  LEFT JOIN LATERAL (SELECT sum(x.credit - x.debit) AS value FROM ledger_line x WHERE x.document_line_id = m.receipt_line_id
    AND (x.company_id, x.account_id) IN (SELECT company_id, account_id FROM ledger_accountrule WHERE role = 'received_not_invoiced')) b ON true
  WHERE m.document_id = ANY(%s) ORDER BY m.document_id, m.invoice_line_id, m.id FOR UPDATE OF m"""
LOCK = """SELECT d.id FROM documents_document d WHERE d.id IN (SELECT k.document_id FROM purchasing_match m JOIN documents_line k ON k.id = m.receipt_line_id
  WHERE m.document_id = ANY(%s)) ORDER BY d.id FOR UPDATE"""


@contributes("stock")
def clear_receipts(pool: Sequence[Any], *, unit: Unit) -> list[PriceDelta]:
    """For entries that debit received-not-invoiced with matched lines: facts of what is cleared, and the differences of price."""
    booked = {(e.document_id, a.line_id): (e, a) for e in pool if isinstance(e, EntryDraft) for a in e.amounts if a.role == RECEIVED_NOT_INVOICED and a.line_id}
    if not booked:
        return []
    out: list[PriceDelta] = []
    nets = {key: a.debit - a.credit for key, (_e, a) in booked.items()}
    used: dict[tuple[UUID, int], tuple[Decimal, Decimal]] = defaultdict(lambda: (ZERO, ZERO))
    before: dict[int, tuple[Decimal, Decimal]] = {}
    invoices = sorted({document for document, _line in booked})
    unit.rows(LOCK, [invoices])  # two invoices of one receipt: each sees what the other cleared, so that parts sum to the whole
    rows = unit.rows(MATCHES, [invoices])
    for number, (document, line, receipt, quantity, of_invoice, of_receipt, move, value, cleared, cleared_value, party) in zip(unit.ids(len(rows)), rows, strict=True):
        if (document, line) not in booked:
            continue
        done_quantity, done_value = before.get(receipt, (cleared, cleared_value))
        part = _part(value, of_receipt, done_quantity, done_value, quantity)
        before[receipt] = (done_quantity + quantity, done_value + part)
        taken, taken_net = used[document, line]
        net = _part(nets[document, line], of_invoice, taken, taken_net, quantity)
        used[document, line] = (taken + quantity, taken_net + net)
        entry, _amount = booked[document, line]
        unit.add(draft(Cleared)(
            id=number, document_id=document, invoice_line_id=line, receipt_line_id=receipt, quantity=quantity, value=part, net=net,
            seal_id=seal_for(unit, document, entry.journal, entry.day),
        ))  # fmt: skip
        if net != part:
            out.append(PriceDelta(
                document_id=document, line_id=line, journal=entry.journal, day=entry.day, move_id=move, difference=net - part, party_id=party,
                document_day=entry.document_day, text=entry.text,
            ))  # fmt: skip
    return out


def _part(whole: Decimal, quantity: Decimal, done: Decimal, done_value: Decimal, now: Decimal) -> Decimal:
    """The value of ``now`` more of ``quantity``, so that all parts sum to the whole exactly."""
    if done + now == quantity:
        return whole - done_value
    return rounded(whole * (done + now) / quantity) - done_value if quantity else ZERO
