"""Proofs of sales: what was delivered and invoiced, and the revenue that waits for its invoice."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

PROOFS = (
    Proof("sales_flow", _("No line is delivered or invoiced beyond its quantity"), """SELECT f.company_id, f.source_id, f.kind, sum(f.quantity), min(l.quantity)
      FROM documents_flow f JOIN documents_line l ON (l.company_id, l.id) = (f.company_id, f.source_id) JOIN documents_document d ON (d.company_id, d.id) = (l.company_id, l.document_id)
      WHERE (d.type, f.kind) IN (('sales.order', 'shipped'), ('sales.delivery', 'invoiced'), ('sales.delivery', 'returned'))
      GROUP BY 1, 2, 3 HAVING abs(sum(f.quantity)) > abs(min(l.quantity))"""),
    Proof("sales_accruals", _("What waits for its invoice is never below zero, and nothing is worth nothing"), """SELECT company_id, delivery_line_id, sum(quantity), sum(amount)
      FROM sales_accrual GROUP BY 1, 2 HAVING sum(quantity) < 0 OR (sum(quantity) = 0 AND (sum(amount) <> 0 OR sum(amount_doc) <> 0))"""),
    Proof("sales_booked", _("What waits for its invoice is what the ledger holds by line"), """SELECT a.company_id, a.delivery_line_id, a.amount, s.amount FROM (
        SELECT company_id, delivery_line_id, sum(amount) AS amount FROM sales_accrual WHERE delivery_line_id = line_id GROUP BY 1, 2) a
      LEFT JOIN LATERAL (SELECT sum(l.debit) AS amount FROM ledger_line l JOIN ledger_entry e ON (e.company_id, e.id) = (l.company_id, l.entry_id)
        JOIN books_journal j ON (j.company_id, j.id) = (e.company_id, e.journal_id)
        WHERE l.company_id = a.company_id AND l.document_line_id = a.delivery_line_id AND j.code = 'SPR') s ON true
      WHERE abs(a.amount) IS DISTINCT FROM coalesce(s.amount, 0)"""),
)  # fmt: skip
