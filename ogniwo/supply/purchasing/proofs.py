"""What must be true of received and invoiced goods, recomputed from the facts."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

ACCOUNTS = "SELECT company_id, account_id FROM ledger_accountrule WHERE role = 'received_not_invoiced'"

AND_VARIANCE = "SELECT company_id, account_id FROM ledger_accountrule WHERE role IN ('received_not_invoiced', 'price_variance')"

PROOFS = (
    Proof("received_not_invoiced_receipts", _("Each receipt line credits received-not-invoiced with what its goods were worth"), f"""
        SELECT coalesce(m.company_id, l.company_id), coalesce(m.line_id, l.line_id), m.value, l.value
        FROM (SELECT v.company_id, v.line_id, sum(v.value) AS value FROM inventory_move v
              JOIN documents_document d ON (d.company_id, d.id) = (v.company_id, v.document_id) WHERE v.role = 'received_not_invoiced' AND d.type = 'purchasing.receipt' GROUP BY 1, 2) m
        FULL JOIN (SELECT x.company_id, x.document_line_id AS line_id, sum(x.credit - x.debit) AS value FROM ledger_line x
              JOIN documents_line k ON (k.company_id, k.id) = (x.company_id, x.document_line_id) JOIN documents_document d ON (d.company_id, d.id) = (k.company_id, k.document_id)
              WHERE d.type = 'purchasing.receipt' AND (x.company_id, x.account_id) IN ({AND_VARIANCE}) GROUP BY 1, 2) l USING (company_id, line_id)
        WHERE coalesce(m.value, 0) <> coalesce(l.value, 0)"""),  # noqa: S608 - constants of ours
    Proof("received_not_invoiced_invoices", _("Each matched invoice line leaves on received-not-invoiced what it cleared of its receipts"), f"""
        SELECT c.company_id, c.line_id, c.value, coalesce(l.value, 0)
        FROM (SELECT c.company_id, c.invoice_line_id AS line_id, sum(c.value) AS value, sum(c.quantity) AS quantity FROM purchasing_cleared c
              JOIN invoicing_invoice i ON (i.company_id, i.document_id) = (c.company_id, c.document_id) GROUP BY 1, 2) c
        JOIN trade_tradeline t ON (t.company_id, t.line_id) = (c.company_id, c.line_id) JOIN documents_document d ON (d.company_id, d.id) = (t.company_id, t.document_id)
        LEFT JOIN (SELECT company_id, document_line_id AS line_id, sum(debit - credit) AS value FROM ledger_line WHERE (company_id, account_id) IN ({ACCOUNTS}) GROUP BY 1, 2) l
          ON (l.company_id, l.line_id) = (c.company_id, c.line_id)
        WHERE (t.quantity_base = c.quantity OR d.state = 'void') AND c.value <> coalesce(l.value, 0) OR d.state = 'void' AND (c.quantity <> 0 OR c.value <> 0)"""),  # noqa: S608
    Proof("received_not_invoiced_cleared", _("No receipt line is cleared beyond its value or quantity"), f"""
        SELECT c.company_id, c.receipt_line_id, c.quantity, t.quantity_base, c.value, m.value
        FROM (SELECT company_id, receipt_line_id, sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared GROUP BY 1, 2) c
        JOIN trade_tradeline t ON (t.company_id, t.line_id) = (c.company_id, c.receipt_line_id)
        JOIN inventory_move v ON (v.company_id, v.line_id) = (c.company_id, c.receipt_line_id) AND v.kind = 'receipt'
        JOIN (SELECT company_id, document_line_id AS line_id, sum(credit - debit) AS value FROM ledger_line WHERE (company_id, account_id) IN ({ACCOUNTS}) GROUP BY 1, 2) m
          ON (m.company_id, m.line_id) = (c.company_id, c.receipt_line_id)
        WHERE c.quantity > t.quantity_base OR c.quantity < 0 OR c.quantity = t.quantity_base AND c.value <> m.value OR abs(c.value) > abs(m.value)"""),  # noqa: S608
    Proof("received_not_invoiced_returns", _("What goes back to a supplier debits received-not-invoiced with what it clears and what is awaited, and no more is credited"), f"""
        SELECT r.company_id, r.line_id, r.worth, r.awaited, l.value, c.value, k.quantity FROM purchasing_returnline r
        LEFT JOIN (SELECT company_id, document_line_id AS line_id, sum(debit - credit) AS value FROM ledger_line WHERE (company_id, account_id) IN ({ACCOUNTS}) GROUP BY 1, 2) l
          ON (l.company_id, l.line_id) = (r.company_id, r.line_id)
        LEFT JOIN (SELECT company_id, invoice_line_id AS line_id, sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared GROUP BY 1, 2) c ON (c.company_id, c.line_id) = (r.company_id, r.line_id)
        LEFT JOIN (SELECT company_id, receipt_line_id AS line_id, sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared GROUP BY 1, 2) k ON (k.company_id, k.line_id) = (r.company_id, r.line_id)
        WHERE coalesce(l.value, 0) <> r.worth + r.awaited OR (r.uninvoiced, r.worth) <> (coalesce(c.quantity, 0), coalesce(c.value, 0))
           OR -coalesce(k.quantity, 0) > r.awaiting OR coalesce(k.quantity, 0) > 0 OR -k.quantity = r.awaiting AND -k.value <> r.awaited"""),  # noqa: S608
    Proof("received_not_invoiced_lines", _("Received-not-invoiced holds only what receipts and suppliers' invoices booked"), f"""
        SELECT x.company_id, x.id, x.account_id, x.debit - x.credit FROM ledger_line x
        LEFT JOIN documents_line k ON (k.company_id, k.id) = (x.company_id, x.document_line_id) LEFT JOIN documents_document d ON (d.company_id, d.id) = (k.company_id, k.document_id)
        WHERE (x.company_id, x.account_id) IN ({ACCOUNTS}) AND coalesce(d.type, '') NOT IN ('purchasing.receipt', 'purchasing.return', 'invoicing.purchase_invoice')"""),  # noqa: S608
)
