"""Proofs of the ledger: entries, kept balances, shares, open items and settlements, recomputed from the lines."""

from ogniwo.kernel.books.proofs import Proof
from ogniwo.kernel.text import N_ as _

NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
PROOFS = (
    Proof("entries_balanced", _("Every entry has two lines or more, and its debit equals its credit"), """
        SELECT company_id, id, l.lines, l.debit, l.credit, l.doc FROM (
          SELECT company_id, entry_id AS id, count(*) AS lines, sum(debit) AS debit, sum(credit) AS credit, min(currency) = max(currency) AS one, sum(amount_doc) AS doc
          FROM ledger_line GROUP BY 1, 2) l FULL JOIN ledger_entry e USING (company_id, id)
        WHERE e.journal_id IS NULL OR l.lines IS NULL OR l.lines < 2 OR l.debit <> l.credit OR (l.one AND l.doc <> 0)"""),
    Proof("balances_kept", _("Kept balances are the sums of the lines, by month and party"), f"""
        SELECT company_id, account_id, month, party, k.debit, f.debit, k.credit, f.credit FROM (
          SELECT company_id, account_id, month, coalesce(party_id, {NOBODY}) AS party, debit, credit FROM ledger_balance) k
        FULL JOIN (SELECT l.company_id, l.account_id, date_trunc('month', l.day)::date AS month, CASE WHEN a.control <> 'none' THEN coalesce(l.party_id, {NOBODY}) ELSE {NOBODY} END AS party,
            sum(l.debit) AS debit, sum(l.credit) AS credit FROM ledger_line l JOIN ledger_account a ON a.company_id = l.company_id AND a.id = l.account_id GROUP BY 1, 2, 3, 4) f
          USING (company_id, account_id, month, party)
        WHERE coalesce(k.debit, 0) <> coalesce(f.debit, 0) OR coalesce(k.credit, 0) <> coalesce(f.credit, 0)"""),  # noqa: S608 - constants
    Proof("shares", _("Shares of a line sum to it"), """
        SELECT s.company_id, s.line_id, s.amount, l.debit - l.credit FROM (SELECT company_id, line_id, sum(amount) AS amount FROM ledger_share GROUP BY 1, 2) s
        LEFT JOIN ledger_line l ON l.company_id = s.company_id AND l.id = s.line_id WHERE s.amount IS DISTINCT FROM l.debit - l.credit"""),
    Proof("items_lines", _("Every line of a settlement account is an open item of its party and amount"), """
        SELECT l.company_id, l.id, i.id FROM ledger_line l JOIN ledger_account a ON a.company_id = l.company_id AND a.id = l.account_id
        LEFT JOIN ledger_openitem i ON i.company_id = l.company_id AND i.line_id = l.id WHERE a.control <> 'none'
          AND (i.account_id, i.party_id, i.amount, i.amount_doc, i.currency, i.day) IS DISTINCT FROM (l.account_id, l.party_id, l.debit - l.credit, l.amount_doc, l.currency, l.day)"""),
    Proof("items_accounts", _("What is open of items is the balance of the settlement accounts, by party"), """
        SELECT company_id, account_id, party_id, i.open, l.balance FROM (
          SELECT i.company_id, i.account_id, i.party_id, sum(i.amount - coalesce(s.amount, 0)) AS open FROM ledger_openitem i
          JOIN ledger_account a ON a.company_id = i.company_id AND a.id = i.account_id AND a.control <> 'none'
          LEFT JOIN (SELECT company_id, item, sum(amount) AS amount FROM (SELECT company_id, item_id AS item, amount FROM ledger_settlement
              UNION ALL SELECT company_id, counter_id, -amount FROM ledger_settlement) u GROUP BY 1, 2) s ON s.company_id = i.company_id AND s.item = i.id GROUP BY 1, 2, 3) i
        FULL JOIN (SELECT l.company_id, l.account_id, l.party_id, sum(l.debit - l.credit) AS balance FROM ledger_line l
          JOIN ledger_account a ON a.company_id = l.company_id AND a.id = l.account_id AND a.control <> 'none' GROUP BY 1, 2, 3) l USING (company_id, account_id, party_id)
        WHERE coalesce(i.open, 0) <> coalesce(l.balance, 0)"""),
    Proof("settlements_alike", _("A settlement ties two items of one account, party and currency, of opposite sides"), """
        SELECT s.company_id, s.id, s.item_id, s.counter_id FROM ledger_settlement s LEFT JOIN ledger_openitem i ON i.company_id = s.company_id AND i.id = s.item_id
        LEFT JOIN ledger_openitem c ON c.company_id = s.company_id AND c.id = s.counter_id
        WHERE (i.account_id, i.party_id, i.currency) IS DISTINCT FROM (c.account_id, c.party_id, c.currency) OR sign(i.amount) * sign(c.amount) > 0 OR i.id IS NULL"""),
    Proof("reversals_even", _("An entry and its reversal come to nothing on every account"), """
        SELECT e.company_id, e.id, l.account_id, sum(l.debit - l.credit) FROM ledger_entry e JOIN LATERAL (VALUES (e.id), (e.reverses_id)) x(id) ON true
        JOIN ledger_line l ON l.company_id = e.company_id AND l.entry_id = x.id WHERE e.reverses_id IS NOT NULL GROUP BY 1, 2, 3, l.party_id HAVING sum(l.debit - l.credit) <> 0"""),
)  # fmt: skip
