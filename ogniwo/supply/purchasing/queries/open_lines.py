"""Received and not invoiced, by line: what each receipt line still has on the account, and invoices that came before their goods."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader

ACCOUNTS = "SELECT company_id, account_id FROM ledger_accountrule WHERE role = 'received_not_invoiced'"
OPEN = f"""WITH e AS (SELECT x.document_line_id AS line_id, sum(x.debit - x.credit) AS value FROM ledger_line x WHERE x.day <= %(as_of)s AND (x.company_id, x.account_id) IN ({ACCOUNTS}) GROUP BY 1)
  SELECT kind, line_id, document_id, number, supplier, code, day, quantity, invoiced, booked, cleared FROM (
  SELECT 'receipt' AS kind, m.line_id, m.document_id, coalesce(n.text, '') AS number, s.name AS supplier, p.code, m.day, l.quantity_base AS quantity,
    coalesce(c.quantity, 0) AS invoiced, coalesce(e.value, 0) AS booked, coalesce(c.value, 0) AS cleared
  FROM (SELECT line_id, document_id, product_id, min(day) AS day FROM inventory_move WHERE role = 'received_not_invoiced' AND kind = 'receipt' AND day <= %(as_of)s GROUP BY 1, 2, 3) m
  LEFT JOIN e ON e.line_id = m.line_id JOIN trade_tradeline l ON l.line_id = m.line_id JOIN documents_document d ON d.id = m.document_id LEFT JOIN documents_subject s ON s.id = d.subject_id
  JOIN catalog_product p ON p.id = m.product_id LEFT JOIN numbering_number n ON n.document_id = m.document_id
  LEFT JOIN (SELECT c.receipt_line_id, sum(c.quantity) AS quantity, sum(c.value) AS value FROM purchasing_cleared c
    WHERE c.day <= %(as_of)s GROUP BY 1) c ON c.receipt_line_id = m.line_id
  UNION ALL
  SELECT 'invoice', e.line_id, l.document_id, coalesce(n.text, ''), s.name, coalesce(p.code, ''), i.entry_day, l.quantity_base, coalesce(c.quantity, 0), e.value, -coalesce(c.value, 0)
  FROM e
  JOIN trade_tradeline l ON l.line_id = e.line_id JOIN invoicing_invoice i ON i.document_id = l.document_id JOIN documents_document d ON d.id = l.document_id
  LEFT JOIN documents_subject s ON s.id = d.subject_id LEFT JOIN catalog_product p ON p.id = l.product_id LEFT JOIN numbering_number n ON n.document_id = l.document_id
  LEFT JOIN (SELECT c.invoice_line_id, sum(c.quantity) AS quantity, sum(c.value) AS value FROM purchasing_cleared c
    WHERE c.day <= %(as_of)s GROUP BY 1) c ON c.invoice_line_id = e.line_id
  UNION ALL
  SELECT 'return', r.line_id, r.document_id, coalesce(n.text, ''), s.name, coalesce(p.code, ''), d.day, r.uninvoiced + r.awaiting, -coalesce(k.quantity, 0), coalesce(e.value, 0),
    coalesce(k.value, 0) - coalesce(c.value, 0)
  FROM purchasing_returnline r JOIN documents_document d ON d.id = r.document_id AND d.day <= %(as_of)s JOIN trade_tradeline l ON l.line_id = r.line_id
  LEFT JOIN e ON e.line_id = r.line_id LEFT JOIN documents_subject s ON s.id = d.subject_id LEFT JOIN catalog_product p ON p.id = l.product_id LEFT JOIN numbering_number n ON n.document_id = r.document_id
  LEFT JOIN (SELECT invoice_line_id, sum(value) AS value FROM purchasing_cleared WHERE day <= %(as_of)s GROUP BY 1) c ON c.invoice_line_id = r.line_id
  LEFT JOIN (SELECT receipt_line_id, sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared WHERE day <= %(as_of)s GROUP BY 1) k ON k.receipt_line_id = r.line_id) f
  WHERE booked + cleared <> 0 OR %(all)s ORDER BY day, number, line_id"""  # noqa: S608 - constants of ours


@dataclass(frozen=True, slots=True)
class OpenLine:
    """``open``: what the line still has on the account, credit below zero: received and not invoiced; above zero: invoiced, not received.

    ``kind``: receipt, invoice, or return (a credit is awaited). ``quantity`` of the line in the product's own unit, ``invoiced`` (credited) of it.
    """

    kind: str
    line: int
    document_id: UUID
    number: str
    supplier: str
    code: str
    day: date
    quantity: Decimal
    invoiced: Decimal
    booked: Decimal
    cleared: Decimal

    @property
    def open(self) -> Decimal:
        return self.booked + self.cleared


@query("purchasing.received_not_invoiced", _("Received, not invoiced"), roles=("accountant", "buyer"))
def received_not_invoiced(*, as_of: date, everything: bool = False, acting: Acting) -> list[OpenLine]:
    """Lines with something on the account of goods received and not invoiced at the end of ``as_of``; they sum to its balance."""
    with reading(acting):
        return [OpenLine(*row) for row in Reader().rows(OPEN, {"as_of": as_of, "all": everything})]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The account's balance beside the sum of its lines, debit above zero."""

    account: Decimal
    lines: Decimal

    @property
    def difference(self) -> Decimal:
        return self.account - self.lines


@query("purchasing.reconciliation", _("Received-not-invoiced against its lines"), roles=("accountant",))
def reconciliation(*, as_of: date, acting: Acting) -> Reconciled:
    """Whether the balance of received-not-invoiced equals the sum of its open lines at the end of ``as_of``."""
    with reading(acting):
        ((balance,),) = Reader().rows(
            f"SELECT coalesce(sum(debit - credit), 0) FROM ledger_line WHERE day <= %(as_of)s AND (company_id, account_id) IN ({ACCOUNTS})", {"as_of": as_of})  # noqa: S608
        lines = received_not_invoiced(as_of=as_of, acting=acting)
    return Reconciled(balance, sum((line.open for line in lines), Decimal(0)))


