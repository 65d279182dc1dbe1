"""What a posted supplier's invoice clears of receipts and returns, and what its price changes.

The invoice debits received-not-invoiced with what it says; a receipt credited what the order said (at standard
cost not what entered stock). The difference is a `PriceDelta`, which credits or debits the account back against stock
and cost of sales, or a variance account, by the product's policy: so each matched line leaves the account at zero (UoR art. 28 ust. 2).
Goods that went back are no longer in stock: what their credit differs by goes to the variance account.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.books.drafts import Amount, EntryDraft, RoleKeys
from ogniwo.kernel.books.hooks import contributes
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.supply.inventory.hooks import RECEIVED_NOT_INVOICED, VARIANCE, PriceDelta
from ogniwo.supply.purchasing.models import Cleared

ZERO = Decimal(0)
ACCOUNTS = "(x.company_id, x.account_id) IN (SELECT company_id, account_id FROM ledger_accountrule WHERE role = 'received_not_invoiced')"
FACTS = f"""u.invoice_line, u.receipt_line, u.quantity, {{of}}, CASE WHEN b.line_id IS NULL THEN r.quantity_base ELSE -b.awaiting END, v.id,
    CASE WHEN b.line_id IS NULL THEN coalesce(k.value, 0) ELSE -b.awaited END, coalesce(c.quantity, 0), coalesce(c.value, 0), h.party_id, coalesce(t.product_class, '')
  FROM {{pairs}} JOIN trade_tradeline i ON i.line_id = u.invoice_line JOIN trade_tradeline r ON r.line_id = u.receipt_line
  JOIN trade_tradedocument h ON h.document_id = i.document_id LEFT JOIN catalog_productterms t ON t.product_id = r.product_id
  LEFT JOIN inventory_move v ON v.line_id = u.receipt_line AND v.kind = 'receipt' LEFT JOIN purchasing_returnline b ON b.line_id = u.receipt_line
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared WHERE receipt_line_id = u.receipt_line) c ON true
  LEFT JOIN LATERAL (SELECT sum(x.credit - x.debit) AS value FROM ledger_line x WHERE x.document_line_id = u.receipt_line AND {ACCOUNTS}) k ON true"""  # noqa: S608 - constants of ours
MATCHES = "SELECT u.document_id, u.match, " + FACTS.format(  # noqa: S608
    of="i.quantity_base", pairs="(SELECT document_id, id AS match, invoice_line_id AS invoice_line, receipt_line_id AS receipt_line, quantity FROM purchasing_match WHERE document_id = ANY(%s)) u",
) + " WHERE v.id IS NOT NULL OR b.line_id IS NOT NULL ORDER BY u.document_id, u.invoice_line, u.match"
LATER = "SELECT i.document_id, NULL, " + FACTS.format(of="u.whole", pairs="unnest(%s::bigint[], %s::bigint[], %s::numeric[], %s::numeric[]) u(invoice_line, receipt_line, quantity, whole)") + " ORDER BY 1, 3, 4"
BOOKED = f"""SELECT e.line_id, coalesce(e.value, 0) + coalesce(c.net, 0) - coalesce(c.value, 0), coalesce(c.quantity, 0), coalesce(c.net, 0), d.title, i.entry_day, i.issued_on
  FROM (SELECT x.document_line_id AS line_id, sum(x.debit - x.credit) AS value FROM ledger_line x WHERE x.document_line_id = ANY(%s) AND {ACCOUNTS} GROUP BY 1) e
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity, sum(net) AS net, sum(value) AS value FROM purchasing_cleared WHERE invoice_line_id = e.line_id) c ON true
  JOIN documents_line l ON l.id = e.line_id JOIN documents_document d ON d.id = l.document_id JOIN invoicing_invoice i ON i.document_id = d.id"""  # noqa: S608 - constants of ours
LOCK = """SELECT d.id FROM documents_document d WHERE d.id IN (SELECT k.document_id FROM purchasing_match m JOIN documents_line k ON k.id = m.receipt_line_id
  WHERE m.document_id = ANY(%s)) ORDER BY d.id FOR UPDATE"""
JOURNAL = "ZAK"


@dataclass(slots=True)
class Clearing:
    """A pair about to be cleared: of the invoice line ``of_invoice`` own units, of the receipt ``of_receipt`` worth ``value``; cleared of it before."""

    document: UUID
    match: int | None
    line: int
    receipt: int
    quantity: Decimal
    of_invoice: Decimal
    of_receipt: Decimal
    move: int | None
    value: Decimal
    cleared: Decimal
    cleared_value: Decimal
    party: UUID
    product_class: str


@dataclass(slots=True)
class Said:
    """What an invoice line has on the account, what of it was cleared before (quantity, net), and how its entries are headed."""

    net: Decimal
    journal: str
    day: date
    document_day: date
    text: str
    currency: str = ""
    taken: Decimal = ZERO
    taken_net: Decimal = ZERO


@contributes("stock")
def clear_receipts(pool: Sequence[Any], *, unit: Unit) -> list[Any]:
    """For entries that debit received-not-invoiced with matched lines: facts of what is cleared, and the differences of price."""
    booked: dict[int, Said] = {}
    invoices: set[UUID] = set()
    for e in pool:
        for a in e.amounts if isinstance(e, EntryDraft) else ():
            if a.role == RECEIVED_NOT_INVOICED and a.line_id:
                booked[a.line_id] = Said(a.debit - a.credit, e.journal, e.day, e.document_day, e.text)
                invoices.add(e.document_id)
    if not booked:
        return []
    ids = sorted(invoices)
    unit.rows(LOCK, [ids])  # two invoices of one receipt: each sees what the other cleared, so that parts sum to the whole
    return _clear(unit, [Clearing(*row) for row in unit.rows(MATCHES, [ids])], booked)


def clear_later(unit: Unit, pairs: Iterable[tuple[int, int, Decimal, Decimal]], *, on: date) -> list[Any]:
    """Drafts for posted invoice lines that meet their goods now: (invoice line, receipt or return line, quantity, the whole line); the facts are added.

    Booked on ``on``, or the invoice's own day where that is later. The caller holds the locks of both documents.
    """
    columns = spread(pairs, 4)
    found = [Clearing(*row) for row in unit.rows(LATER, columns)]
    said = {
        line: Said(net, JOURNAL, max(on, entry_day), max(on, entry_day), title, taken=taken, taken_net=taken_net)
        for line, net, taken, taken_net, title, entry_day, _issued in unit.rows(BOOKED, [sorted({c.line for c in found})])
    }
    return _clear(unit, found, said)


def _clear(unit: Unit, found: Sequence[Clearing], said: Mapping[int, Said]) -> list[Any]:
    """Facts of pairs, and drafts of what their prices differ by.

    Of pairs of one document with one receipt (a correction's lines before and after) only what they come to together clears and differs: each
    clears what it says, and the last one the rest.
    """
    groups: dict[tuple[UUID, int], list[Clearing]] = {}
    for c in found:
        if c.line in said:
            groups.setdefault((c.document, c.receipt), []).append(c)
    before: dict[int, tuple[Decimal, Decimal]] = {}
    out: list[Any] = []
    numbers = iter(unit.ids(len(found)))
    for (document, receipt), group in groups.items():
        first, nets = group[0], []
        for c in group:
            s = said[c.line]
            nets.append(part_of(s.net, c.of_invoice, (s.taken, s.taken_net), c.quantity))
            s.taken, s.taken_net = s.taken + c.quantity, s.taken_net + nets[-1]
        quantity = sum((c.quantity for c in group), ZERO)
        done, done_value = before.get(receipt, (first.cleared, first.cleared_value))
        whole = part_of(first.value, first.of_receipt, (done, done_value), quantity)
        before[receipt] = (done + quantity, done_value + whole)
        difference = sum(nets, ZERO) - whole
        for c, net in zip(group, nets, strict=True):
            s = said[c.line]
            unit.add(draft(Cleared)(
                id=next(numbers), document_id=document, invoice_line_id=c.line, receipt_line_id=receipt, match_id=c.match, day=s.day, quantity=c.quantity,
                value=net - difference if c is group[-1] else net, net=net, seal_id=seal_for(unit, document, s.journal, s.day),
            ))  # fmt: skip
        if difference:
            out.append(_difference(unit, group[-1], said[group[-1].line], difference))
    return out


def _difference(unit: Unit, c: Clearing, s: Said, difference: Decimal) -> Any:
    if c.move is not None:
        return PriceDelta(
            document_id=c.document, line_id=c.line, journal=s.journal, day=s.day, move_id=c.move, difference=difference, party_id=c.party, stayed=True, document_day=s.document_day, text=s.text,
        )
    keys, debit, credit = RoleKeys(product_class=c.product_class), max(-difference, ZERO), max(difference, ZERO)
    return EntryDraft(document_id=c.document, journal=s.journal, day=s.day, document_day=s.document_day, operation_day=s.day, text=s.text, currency=unit.acting.currency, amounts=[
        Amount(role=RECEIVED_NOT_INVOICED, debit=debit, credit=credit, line_id=c.line, keys=keys), Amount(role=VARIANCE, debit=credit, credit=debit, line_id=c.line, keys=keys),
    ])  # fmt: skip


def part_of(whole: Decimal, quantity: Decimal, done: tuple[Decimal, Decimal], now: Decimal) -> Decimal:
    """The value of ``now`` more of ``quantity``, after ``done`` (quantity, value), so that all parts sum to the whole exactly.

    >>> part_of(Decimal("10.00"), Decimal(3), (Decimal(0), Decimal(0)), Decimal(1)), part_of(Decimal("10.00"), Decimal(3), (Decimal(2), Decimal("6.67")), Decimal(1))
    (Decimal('3.33'), Decimal('3.33'))
    """
    if done[0] + now == quantity:
        return whole - done[1]
    return rounded(whole * (done[0] + now) / quantity) - done[1] if quantity else ZERO
