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
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import Exchange, exchange_before
from ogniwo.supply.sales.commands.types import ORDER
from ogniwo.supply.sales.errors import NoExchangeRate, OverCredit
from ogniwo.supply.sales.rules import Credit, credit_reasons

KIND, RIGHT = "sales.credit", "sales.release_credit"
ASKED = """SELECT d.id, h.gross, h.rate, h.rate_per, o.credit_released, t.party_id, t.credit_limit, t.currency, t.active, c.currency, c.policies ->> 'credit_overdue_days'
  FROM documents_document d JOIN trade_tradedocument h ON h.document_id = d.id JOIN sales_salesorder o ON o.document_id = d.id
  JOIN parties_partyterms t ON t.party_id = h.party_id JOIN tenancy_company c ON c.id = t.company_id WHERE d.id = ANY(%s) ORDER BY t.party_id FOR NO KEY UPDATE OF t"""
# What customers owe, how much of it is late, and what they have ordered that is neither invoiced nor came back; of closed orders only what was shipped.
USED = """SELECT p.id, coalesce(owed.open, 0), coalesce(owed.late, 0), coalesce(ordered.gross, 0) FROM unnest(%(parties)s::uuid[]) p(id)
  CROSS JOIN LATERAL (SELECT sum(b.open) AS open, sum(b.open) FILTER (WHERE i.due < %(due)s AND b.open > 0) AS late FROM ledger_openitem i
    JOIN ledger_openitembalance b ON b.item_id = i.id AND b.open <> 0 JOIN ledger_account a ON a.id = i.account_id AND a.control = 'receivable' WHERE i.party_id = p.id) owed
  CROSS JOIN LATERAL (SELECT sum(k.gross * coalesce(h.rate, 1) / h.rate_per / k.quantity
        * greatest(CASE d.state WHEN 'closed' THEN coalesce(f.shipped, 0) ELSE k.quantity END - coalesce(f.met, 0), 0)) AS gross
    FROM trade_tradedocument h JOIN documents_document d ON d.id = h.document_id AND d.type = 'sales.order' AND d.state IN ('confirmed', 'closed')
    JOIN trade_tradeline k ON k.document_id = d.id
    CROSS JOIN LATERAL (SELECT sum(o.quantity) FILTER (WHERE o.kind = 'shipped') AS shipped, sum(CASE o.kind WHEN 'invoiced' THEN o.quantity WHEN 'shipped' THEN
          coalesce((SELECT sum(n.quantity) FROM documents_flow n WHERE n.source_id = o.target_id AND n.kind = 'invoiced'), 0)
          + coalesce((SELECT sum(x.uninvoiced) FROM sales_returnline x WHERE x.delivery_line_id = o.target_id), 0) END) AS met
      FROM documents_flow o WHERE o.source_id = k.line_id) f
    WHERE h.party_id = p.id) ordered"""


@dataclass(frozen=True, slots=True)
class Asked:
    """An order to be judged, gross in its currency, and its customer's terms: ``limit`` in ``currency``; ``home`` is the company's."""

    id: UUID
    gross: Decimal
    rate: Decimal | None
    rate_per: int
    released: bool
    party: UUID
    limit: Decimal | None
    currency: str
    active: bool
    home: str
    overdue_days: str | None

    @property
    def at_home(self) -> Decimal:
        """The order's gross in company currency."""
        return convert(self.gross, self.rate, per=Decimal(self.rate_per)) if self.rate else self.gross

    @property
    def limited(self) -> bool:
        """Whether it matters what the customer owes and has ordered."""
        return self.limit is not None or self.overdue_days is not None

    def limit_at_home(self, rate: Exchange | None) -> Decimal | None:
        """The limit in company currency; ``rate`` where it is another."""
        return self.limit if self.limit is None or rate is None else convert(self.limit, rate.rate, per=Decimal(rate.per))


def refuse_over_credit(unit: Unit, orders: Sequence[Locked], on: date) -> None:
    """Refuse orders their customers' credit does not allow; orders of one customer in the set count after each other.

    The customers' terms are locked, so that two orders confirmed at one moment can't both take the last of a limit.
    """
    wrong: list[BusinessError] = []
    for asked, reasons in judged(unit, orders, on):
        if reasons and not asked.released:
            wrong += [OverCredit(reason, record=asked.id) for reason in reasons]
    if wrong:
        raise Refused(wrong)


def judged(unit: Unit, orders: Sequence[Locked], on: date) -> list[tuple[Asked, list[Any]]]:
    """Each order with every reason not to confirm it; three statements at most, one where no customer has a limit and no policy stops the overdue."""
    rows = {row[0]: Asked(*row) for row in unit.rows(ASKED, [[o.id for o in orders]])}
    asked = [rows[o.id] for o in orders]
    days = int(asked[0].overdue_days or 0) if asked else 0
    parties = sorted({a.party for a in asked if a.limited})
    used = {row[0]: row[1:] for row in unit.rows(USED, {"parties": parties, "due": on - timedelta(days=days)})} if parties else {}
    rates = exchange_before(unit, {(a.currency, on) for a in asked if a.limit is not None and a.currency != a.home})
    before: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    out = []
    for a in asked:
        owed, late, ordered = used.get(a.party, (ZERO, ZERO, ZERO))
        if a.limit is not None and a.currency != a.home and (a.currency, on) not in rates:
            raise Refused([NoExchangeRate(record=a.id, currency=a.currency, day=on)])
        limit = a.limit_at_home(rates.get((a.currency, on)))
        credit = Credit(limit=limit, open_receivable=owed, open_orders=total((rounded(ordered), before[a.party])), blocked=not a.active)
        if a.overdue_days is not None:
            credit = replace(credit, overdue=late, overdue_days=days)
        out.append((a, credit_reasons(credit, a.at_home)))
        before[a.party] = total((before[a.party], a.at_home))
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
