"""Entries of invoices whose lines were delivered: what the delivery booked as revenue is met, the rest stays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.documents.commands import holds, link
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.inventory.hooks import DELIVERED_NOT_INVOICED
from ogniwo.supply.sales.commands.accruing import REVENUE, AccrualDraft
from ogniwo.supply.sales.queries.chain import campaigns_of
from ogniwo.supply.sales.rules import Waiting

LOCK = "SELECT id FROM documents_document WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"
WAITING = """SELECT s.document_id, f.target_id, f.source_id, f.quantity, a.quantity, a.amount, a.amount_doc FROM (
    SELECT target_id, source_id, sum(quantity) AS quantity FROM documents_flow WHERE target_id = ANY(%s) AND kind = 'invoiced' GROUP BY 1, 2) f
  JOIN documents_line s ON s.id = f.source_id JOIN documents_document d ON d.id = s.document_id AND d.type = 'sales.delivery' CROSS JOIN LATERAL (
    SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(amount), 0) AS amount, coalesce(sum(amount_doc), 0) AS amount_doc
    FROM sales_accrual WHERE delivery_line_id = f.source_id) a ORDER BY f.target_id, f.source_id"""
TAKEN_BACK = """SELECT a.delivery_line_id, a.line_id, -sum(a.quantity), -sum(a.amount), -sum(a.amount_doc) FROM sales_accrual a
  JOIN documents_line l ON l.id = a.line_id WHERE l.document_id = ANY(%s) AND a.delivery_line_id <> a.line_id GROUP BY 1, 2 HAVING sum(a.quantity) <> 0"""
TAKEN = """SELECT f.source_id, f.target_id, -sum(f.quantity) FROM documents_flow f JOIN documents_line t ON t.id = f.target_id
  WHERE t.document_id = ANY(%s) AND f.kind = 'invoiced' GROUP BY 1, 2 HAVING sum(f.quantity) <> 0"""


def meet(pool: Sequence[Any], *, unit: Unit) -> None:
    """Turn revenue of invoice lines into delivered-not-invoiced, exactly what their deliveries booked; a price difference stays revenue.

    Also puts the campaign on revenue that has none. Two statements for any number of invoices whose deliveries the act has locked, else four.
    """
    ours = unit.notes.get("sales accrued", set())
    entries = [d for d in pool if isinstance(d, EntryDraft) and d.document_id not in ours and d.reverses is None and any(_revenue(a) for a in d.amounts)]
    if not entries:
        return
    unit.flush()
    _campaigns(unit, entries)
    lines = sorted({a.line_id for d in entries for a in d.amounts if _revenue(a) and a.line_id})
    met = _met(unit, lines, {d_line: d.day for d in entries for a in d.amounts if (d_line := a.line_id)}) if lines else {}
    if not met:
        return
    for d in entries:
        d.amounts = [one for a in d.amounts for one in (_split(a, met) if _revenue(a) else [a])]


def _revenue(a: Amount) -> bool:
    return a.role == REVENUE and a.account_id is None


def _campaigns(unit: Unit, entries: Sequence[EntryDraft]) -> None:
    found = campaigns_of(unit, {d.document_id for d in entries})
    for d in entries:
        if campaign := found.get(d.document_id):
            for a in d.amounts:
                if _revenue(a) and "campaign" not in a.dimensions:
                    a.dimensions = {**a.dimensions, "campaign": str(campaign)}


def _met(unit: Unit, lines: Collection[int], days: dict[int, date]) -> dict[int, Waiting]:
    """What each invoice line meets, by line; kept as facts."""
    waiting: dict[int, Waiting] = {}
    met: dict[int, Waiting] = defaultdict(lambda: Waiting(ZERO, ZERO, ZERO))
    for _delivery, target, source, quantity, *left in _waiting(unit, lines):
        part = waiting.setdefault(source, Waiting(*left)).take(quantity)
        if part.quantity:
            _keep(unit, [(source, target, -part.quantity, -part.amount, -part.amount_doc)], days[target])
            one = met[target]
            met[target] = Waiting(one.quantity + part.quantity, one.amount + part.amount, one.amount_doc + part.amount_doc)
    return met


def _waiting(unit: Unit, lines: Collection[int]) -> list[tuple[Any, ...]]:
    """Read under the locks of the deliveries: again, where the act did not hold them yet."""
    found = unit.rows(WAITING, [list(lines)])
    deliveries = {row[0] for row in found}
    if holds(unit, deliveries):
        return found
    unit.rows(LOCK, [list(deliveries)])
    return unit.rows(WAITING, [list(lines)])


def _keep(unit: Unit, rows: Iterable[tuple[int, int, Decimal, Decimal, Decimal]], day: date) -> None:
    for source, line, quantity, amount, doc in rows:
        unit.add(AccrualDraft(id=unit.ids(1)[0], delivery_line_id=source, line_id=line, day=day, quantity=quantity, amount=amount, amount_doc=doc))


def _split(a: Amount, met: dict[int, Waiting]) -> list[Amount]:
    part = met.get(a.line_id) if a.line_id else None
    if part is None:
        return [a]
    foreign = a.amount_doc is not None
    cleared = _sided(a, DELIVERED_NOT_INVOICED, -part.amount, -part.amount_doc if foreign else None)
    rest = _sided(a, REVENUE, a.debit - a.credit + part.amount, (a.amount_doc or ZERO) + part.amount_doc if foreign else None)
    return [one for one in (cleared, rest) if one.debit or one.credit or one.amount_doc]


def _sided(a: Amount, role: str, signed: Decimal, doc: Decimal | None) -> Amount:
    """The amount in another role with a signed value, debit above zero."""
    return replace(a, role=role, debit=max(signed, ZERO), credit=max(-signed, ZERO), amount_doc=doc, shares=[(a.line_id, signed)] if a.line_id and signed else [])


def give_back(unit: Unit, invoices: Sequence[Any], on: date) -> None:
    """Void invoices no longer meet what was delivered: it waits again, and may be invoiced again."""
    link(unit, [(source, target, "invoiced", quantity) for source, target, quantity in unit.rows(TAKEN, [list(invoices)])])
    _keep(unit, unit.rows(TAKEN_BACK, [list(invoices)]), on)
