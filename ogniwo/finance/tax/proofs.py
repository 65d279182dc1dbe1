"""Proofs of the tax registers: they equal their accounts, their shares and what was taken back of them."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

PROOFS = (
    Proof("tax_booked", _("The tax of every register line is what the ledger books of it"), """
        SELECT t.company_id, t.id, t.document_id, t.tax, coalesce(b.tax, 0) FROM tax_taxregisterline t
        LEFT JOIN (SELECT company_id, tax_line_id, sum(credit - debit) AS tax FROM ledger_line WHERE tax_line_id IS NOT NULL GROUP BY 1, 2) b
          ON b.company_id = t.company_id AND b.tax_line_id = t.id
        WHERE t.tax <> coalesce(CASE WHEN t.register = 'sale' THEN b.tax ELSE -b.tax END, 0)"""),
    Proof("tax_shares", _("Shares of a register line sum to its net and its tax"), """
        SELECT s.company_id, s.tax_line_id, s.net, t.net, s.tax, t.tax FROM (SELECT company_id, tax_line_id, sum(net) AS net, sum(tax) AS tax FROM tax_taxshare GROUP BY 1, 2) s
        LEFT JOIN tax_taxregisterline t ON t.company_id = s.company_id AND t.id = s.tax_line_id WHERE (s.net, s.tax) IS DISTINCT FROM (t.net, t.tax)"""),
    Proof("tax_taken_back", _("What was taken back of a register is what stood in it"), """
        SELECT r.company_id, r.id, r.reverses_id FROM tax_taxregisterline r LEFT JOIN tax_taxregisterline t ON t.company_id = r.company_id AND t.id = r.reverses_id
        WHERE r.reverses_id IS NOT NULL AND (t.document_id, t.register, t.tax_class, t.net, t.tax) IS DISTINCT FROM (r.document_id, r.register, r.tax_class, -r.net, -r.tax)"""),
)  # fmt: skip
