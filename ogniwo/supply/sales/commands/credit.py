"""Whether customers may buy on credit, and letting an order pass."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.commands import Ask, ask
from ogniwo.kernel.approvals.hooks import Decision
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import Locked, lock
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import ZERO, convert, rounded, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import Exchange, exchange_before
from ogniwo.supply.sales.commands.types import ORDER
from ogniwo.supply.sales.errors import NoExchangeRate, OverCredit
from ogniwo.supply.sales.rules import Credit, credit_reasons

KIND, RIGHT = "sales.credit", "sales.release_credit"
PARTIES = """SELECT t.party_id, t.credit_limit, t.currency, t.active, c.currency, c.policies FROM parties_partyterms t JOIN tenancy_company c ON c.id = t.company_id
  WHERE t.party_id = ANY(%s) ORDER BY t.party_id FOR NO KEY UPDATE OF t"""
ASKED = """SELECT d.id, h.gross, h.rate, h.rate_per, o.credit_released FROM documents_document d JOIN trade_tradedocument h ON h.document_id = d.id
  JOIN sales_salesorder o ON o.document_id = d.id WHERE d.id = ANY(%s)"""
OWED = """SELECT i.party_id, sum(b.open), coalesce(sum(b.open) FILTER (WHERE i.due < %s AND b.open > 0), 0) FROM ledger_openitem i
  JOIN ledger_openitembalance b ON b.item_id = i.id JOIN ledger_account a ON a.id = i.account_id AND a.control = 'receivable'
  WHERE i.party_id = ANY(%s) AND b.open <> 0 GROUP BY 1"""
ORDERED = """WITH l AS (SELECT h.party_id, d.state, k.line_id AS id, k.quantity, k.gross * coalesce(h.rate, 1) / h.rate_per AS gross FROM documents_document d
    JOIN trade_tradedocument h ON h.document_id = d.id JOIN trade_tradeline k ON k.document_id = d.id
    WHERE d.type = 'sales.order' AND d.state IN ('confirmed', 'closed') AND h.party_id = ANY(%s)),
  out AS (SELECT f.source_id, f.target_id, f.kind, f.quantity FROM l JOIN documents_flow f ON f.source_id = l.id),
  shipped AS (SELECT source_id AS id, sum(quantity) AS q FROM out WHERE kind = 'shipped' GROUP BY 1),
  met AS (SELECT id, sum(q) AS q FROM (
      SELECT source_id AS id, quantity AS q FROM out WHERE kind = 'invoiced'
      UNION ALL SELECT o.source_id, f.quantity FROM out o JOIN documents_flow f ON f.source_id = o.target_id AND f.kind = 'invoiced' WHERE o.kind = 'shipped'
      UNION ALL SELECT o.source_id, x.uninvoiced FROM out o JOIN sales_returnline x ON x.delivery_line_id = o.target_id WHERE o.kind = 'shipped') a GROUP BY 1)
  SELECT l.party_id, sum(l.gross * greatest(CASE l.state WHEN 'closed' THEN coalesce(s.q, 0) ELSE l.quantity END - coalesce(m.q, 0), 0) / l.quantity)
  FROM l LEFT JOIN shipped s ON s.id = l.id LEFT JOIN met m ON m.id = l.id GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A customer's terms: ``limit`` in ``currency``; ``home`` is the company's."""

    limit: Decimal | None
    currency: str
    active: bool
    home: str

    def at_home(self, rate: Exchange | None) -> Decimal | None:
        """The limit in company currency."""
        return self.limit if self.limit is None or rate is None else convert(self.limit, rate.rate, per=Decimal(rate.per))


@dataclass(slots=True)
class Asked:
    """An order to be judged: gross in company currency."""

    order: Locked
    gross: Decimal
    released: bool


def refuse_over_credit(unit: Unit, orders: Sequence[Locked], on: date) -> None:
    """Refuse orders their customers' credit does not allow; orders of one customer in the set count after each other.

    The customers' terms are locked, so that two orders confirmed at one moment can't both take the last of a limit.
    """
    wrong: list[BusinessError] = []
    for asked, reasons in judged(unit, orders, on):
        if reasons and not asked.released:
            wrong += [OverCredit(reason, record=asked.order.id) for reason in reasons]
    if wrong:
        raise Refused(wrong)


def judged(unit: Unit, orders: Sequence[Locked], on: date) -> list[tuple[Asked, list[Any]]]:
    """Each order with every reason not to confirm it; five statements at most."""
    parties = sorted({o.subject_id for o in orders if o.subject_id})
    rows = unit.rows(PARTIES, [parties])
    terms = {row[0]: Agreed(*row[1:5]) for row in rows}
    days = (data(rows[0][5]) or {}).get("credit_overdue_days") if rows else None
    asked = {d: (gross, rate, per, released) for d, gross, rate, per, released in unit.rows(ASKED, [[o.id for o in orders]])}
    owed = {p: (amount, late) for p, amount, late in unit.rows(OWED, [on - timedelta(days=int(days or 0)), parties])}
    ordered: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    ordered.update(unit.rows(ORDERED, [parties]))
    rates = exchange_before(unit, {(t.currency, on) for t in terms.values() if t.limit is not None and t.currency != t.home})
    out = []
    for o in orders:
        gross, rate, per, released = asked[o.id]
        one = Asked(o, convert(gross, rate, per=Decimal(per)) if rate else gross, released)
        agreed = terms[o.subject_id]
        amount, late = owed.get(o.subject_id, (ZERO, ZERO))
        if agreed.limit is not None and agreed.currency != agreed.home and (agreed.currency, on) not in rates:
            raise Refused([NoExchangeRate(record=o.id, currency=agreed.currency, day=on)])
        limit = agreed.at_home(rates.get((agreed.currency, on)))
        credit = Credit(limit=limit, open_receivable=amount, open_orders=rounded(ordered[o.subject_id]), blocked=not agreed.active)  # type: ignore[index]
        if days is not None:
            credit = replace(credit, overdue=late, overdue_days=int(days))
        out.append((one, credit_reasons(credit, one.gross)))
        ordered[o.subject_id] = total((ordered[o.subject_id], one.gross))  # type: ignore[index]
    return out


@command("sales.ask_credit", _("Ask for credit"), roles=("seller",), sets="orders")
def ask_credit(orders: Sequence[UUID], *, why: str, unit: Unit, acting: Acting) -> list[int]:
    """Put draft orders past their customers' limits before somebody who may release credit; ``why`` says the reason to them."""
    locked = lock(unit, orders, type=ORDER, states=["draft"])
    return ask(unit, [Ask(o.id, KIND, RIGHT, why, o.total, o.currency) for o in locked])


@command("sales.release_credit", _("Release credit"), roles=("accountant",), sets="orders")
def release_credit(orders: Sequence[UUID], *, reason: str, unit: Unit, acting: Acting) -> list[UUID]:
    """Let draft orders pass the credit check. The reason stands on the order and in the audit; changing the order ends it."""
    return let_pass(unit, lock(unit, orders, type=ORDER, states=["draft"]), reason)


def let_pass(unit: Unit, orders: Sequence[Locked], reason: str) -> list[UUID]:
    """Mark orders as released."""
    for o in orders:
        unit.changed(o.id, "credit_released", old=False, new=True)
    ids = [o.id for o in orders]
    unit.do("UPDATE sales_salesorder SET credit_released = true, credit_reason = %s WHERE document_id = ANY(%s)", [reason[:300], ids])
    return ids


def credit_decided(decision: Decision, *, unit: Unit) -> None:
    """An approval of credit lets its orders pass; a refusal changes nothing."""
    if decision.kind == KIND and decision.approved:
        let_pass(unit, lock(unit, decision.documents, type=ORDER, states=["draft"]), decision.answer)
