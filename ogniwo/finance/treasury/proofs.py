"""Proofs of the treasury: bank accounts, statements, settlements, matches, recomputed from the facts."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

PROOFS = (
    Proof("bank_turnovers", _("Payments are what was booked on the bank accounts"), """
        SELECT * FROM (SELECT p.company_id, p.document_id, CASE WHEN d.state = 'void' THEN 0 ELSE p.amount END AS paid FROM treasury_payment p
          JOIN documents_document d ON d.company_id = p.company_id AND d.id = p.document_id) p
        FULL JOIN (SELECT e.company_id, e.document_id, sum(CASE WHEN l.currency = a.currency THEN l.amount_doc ELSE l.debit - l.credit END) AS booked
          FROM ledger_entry e JOIN treasury_payment t ON t.company_id = e.company_id AND t.document_id = e.document_id
          JOIN treasury_bankaccount a ON a.company_id = t.company_id AND a.id = t.bank_account_id
          JOIN ledger_line l ON l.company_id = e.company_id AND l.entry_id = e.id AND l.account_id = a.account_id
          GROUP BY 1, 2) b USING (company_id, document_id)
        WHERE p.paid IS DISTINCT FROM b.booked"""),
    Proof("statement_sums", _("Opening and lines of a statement give its closing"), """
        SELECT s.company_id, s.document_id, s.opening, s.closing, l.amount FROM treasury_statement s
        JOIN documents_document d ON d.company_id = s.company_id AND d.id = s.document_id
        LEFT JOIN (SELECT company_id, document_id, sum(amount) AS amount FROM treasury_statementline GROUP BY 1, 2) l ON l.company_id = s.company_id AND l.document_id = s.document_id
        WHERE d.state IN ('read', 'posted') AND s.opening + coalesce(l.amount, 0) <> s.closing"""),
    Proof("lines_paid", _("Each posted line of a statement is one payment of its amount"), """
        SELECT l.company_id, l.line_id, l.state, l.amount, p.amount FROM treasury_statementline l
        FULL JOIN (SELECT p.* FROM treasury_payment p JOIN documents_document d ON d.company_id = p.company_id AND d.id = p.document_id AND d.state <> 'void') p
          ON p.company_id = l.company_id AND p.line_id = l.line_id
        WHERE (l.state = 'posted' OR p.line_id IS NOT NULL) AND ((l.amount, l.currency, l.payment_id) IS DISTINCT FROM (p.amount, p.currency, p.document_id) OR l.state <> 'posted')"""),
    Proof("matches_sum", _("What a line is for sums to the line"), """
        SELECT l.company_id, l.line_id, l.amount, sum(m.amount) FROM treasury_statementline l
        LEFT JOIN treasury_match m ON m.company_id = l.company_id AND m.line_id = l.line_id AND m.accepted
        WHERE l.state IN ('matched', 'posted') GROUP BY 1, 2, 3 HAVING sum(m.amount) IS DISTINCT FROM l.amount"""),
    Proof("statements_posted", _("A posted statement has no line left"), """
        SELECT d.company_id, d.id, l.line_id FROM documents_document d JOIN treasury_statementline l ON l.company_id = d.company_id AND l.document_id = d.id
        WHERE d.type = 'treasury.statement' AND d.state = 'posted' AND l.state <> 'posted'"""),
    Proof("items_open", _("What is open of items is their amount less their settlements"), """
        SELECT * FROM (SELECT company_id, item_id, open, open_doc FROM ledger_openitembalance) k
        FULL JOIN (SELECT i.company_id, i.id AS item_id, i.amount - coalesce(s.amount, 0) AS left_home, i.amount_doc - coalesce(s.doc, 0) AS left_doc FROM ledger_openitem i
          LEFT JOIN (SELECT company_id, item, sum(amount) AS amount, sum(doc) AS doc FROM (
              SELECT company_id, item_id AS item, amount, amount_doc AS doc FROM ledger_settlement
              UNION ALL SELECT company_id, counter_id, -amount, -amount_doc FROM ledger_settlement) u GROUP BY 1, 2) s ON s.company_id = i.company_id AND s.item = i.id) f
          USING (company_id, item_id)
        WHERE (k.open, k.open_doc) IS DISTINCT FROM (f.left_home, f.left_doc)"""),
    Proof("transfers_credited", _("A transfer with its credits is at most its item"), """
        SELECT r.company_id, r.line_id, r.amount, c.amount, i.amount_doc FROM treasury_runline r JOIN ledger_openitem i ON i.company_id = r.company_id AND i.id = r.item_id
        JOIN (SELECT company_id, line_id, sum(amount) AS amount FROM treasury_runcredit GROUP BY 1, 2) c ON c.company_id = r.company_id AND c.line_id = r.line_id
        WHERE r.amount + c.amount > -i.amount_doc"""),
    Proof("payments_approved", _("What was sent to the bank was approved by somebody else"), """
        SELECT d.company_id, d.id, d.state FROM documents_document d WHERE d.type = 'treasury.payment_run' AND d.state IN ('approved', 'sent')
        AND NOT EXISTS (SELECT 1 FROM approvals_request r WHERE r.company_id = d.company_id AND r.document_id = d.id AND r.state = 'approved' AND r.decided_by_id <> r.asked_by_id)"""),
)
