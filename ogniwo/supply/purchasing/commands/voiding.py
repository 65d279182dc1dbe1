"""What purchasing does when a supplier's invoice is taken back or put aside: receipts wait for an invoice again."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.finance.invoicing.hooks import (
    InvoicesVoided,
    PurchasesDiscarded,
    PurchasesToVoid,
    purchases_discarded,
    purchases_to_void,
    purchases_voided,
)
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.purchasing.commands.matching import flow_back, take_matches_back
from ogniwo.supply.purchasing.commands.pairing import locked_lines
from ogniwo.supply.purchasing.errors import CreditAwaited
from ogniwo.supply.purchasing.models import Cleared

LINES = "SELECT DISTINCT receipt_line_id FROM purchasing_cleared WHERE document_id = ANY(%s) UNION SELECT receipt_line_id FROM purchasing_match WHERE document_id = ANY(%s)"
CLEARED = """SELECT c.document_id, j.code, c.invoice_line_id, c.receipt_line_id, c.match_id, sum(c.quantity), sum(c.value), sum(c.net)
  FROM purchasing_cleared c JOIN books_seal s ON s.id = c.seal_id JOIN books_journal j ON j.id = s.journal_id WHERE c.document_id = ANY(%s)
  GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.quantity) <> 0 OR sum(c.value) <> 0 ORDER BY 1, 3, 4"""
FLOWED = """SELECT invoice_line_id, receipt_line_id, quantity FROM purchasing_match WHERE document_id = ANY(%s)
  UNION ALL SELECT invoice_line_id, receipt_line_id, sum(quantity) FROM purchasing_cleared WHERE document_id = ANY(%s) AND match_id IS NULL GROUP BY 1, 2 HAVING sum(quantity) <> 0"""
NEEDED = """SELECT DISTINCT v.document_id FROM purchasing_cleared v
  JOIN LATERAL (SELECT sum(c.quantity) AS quantity FROM purchasing_cleared c JOIN invoicing_invoice i ON i.document_id = c.document_id
    WHERE c.receipt_line_id = v.receipt_line_id AND c.document_id <> ALL(%s)) rest ON true
  LEFT JOIN LATERAL (SELECT sum(awaiting) AS awaiting FROM purchasing_returnline WHERE receipt_line_id = v.receipt_line_id) b ON true
  WHERE v.document_id = ANY(%s) AND v.quantity > 0 AND coalesce(rest.quantity, 0) < coalesce(b.awaiting, 0)"""
"""Invoices without which a receipt line would be invoiced for less than went back and is awaited, or credited below zero."""


@purchases_to_void.listen
def refuse_needed(asked: PurchasesToVoid, *, unit: Unit) -> Iterable[BusinessError]:
    """An invoice whose goods went back, or were credited, is corrected by the supplier, not taken back."""
    ids = list(asked.invoices)
    lock_lines(unit, ids)
    return [CreditAwaited(record=document) for (document,) in unit.rows(NEEDED, [ids, ids])]


@purchases_voided.listen()
def give_back(voided: InvoicesVoided, *, unit: Unit) -> None:
    """What void invoices cleared is open again: opposite facts of the same day, and the flow."""
    ids = list(voided.invoices)
    gone = unit.rows(FLOWED, [ids, ids])
    if gone:
        flow_back(unit, gone, {o.line: o for o in locked_lines(unit, sorted({line for _i, line, _q in gone}))})
        _uncleared(unit, unit.rows(CLEARED, [ids]), voided.on)


@purchases_discarded.listen()
def let_go(gone: PurchasesDiscarded, *, unit: Unit) -> None:
    """Matches of invoices that are put aside are taken back."""
    take_matches_back(unit, list(gone.invoices))


def lock_lines(unit: Unit, invoices: Sequence[UUID]) -> None:
    """Lock the receipts and returns of invoices, in the order in which posting locks them."""
    locked_lines(unit, [line for (line,) in unit.rows(LINES, [list(invoices), list(invoices)])])


def _uncleared(unit: Unit, rows: Sequence[tuple[Any, ...]], on: date) -> None:
    figures: tuple[Decimal, Decimal, Decimal]
    for number, (document, journal, invoice_line, receipt_line, match, *figures) in zip(unit.ids(len(rows)), rows, strict=True):  # type: ignore[assignment]
        quantity, value, net = figures
        unit.add(draft(Cleared)(
            id=number, document_id=document, invoice_line_id=invoice_line, receipt_line_id=receipt_line, match_id=match, day=on, quantity=-quantity, value=-value, net=-net,
            seal_id=seal_for(unit, document, journal, on),
        ))  # fmt: skip
