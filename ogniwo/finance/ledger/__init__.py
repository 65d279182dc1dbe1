"""Ledger (księga główna): entries in partial journals, kept balances, open items and their settlements.

Documents: draft entry (bufor), which becomes a posting note when posted; reversal; settlement of items.
Business acts post at once: their drafts name roles, a dated table (dekretacja) finds the accounts.
Each line knows the document line that caused it; one that comes from several keeps its shares of them.
Stands on: books, documents, parties.  Heard by: tax, invoicing, treasury, inventory.
Not here: charts of accounts and journals (country pack), realised exchange differences (treasury).
Polish law: accounting act (UoR) art. 13-18, 20-25: journal, ledger, sub-ledgers, storno, closed months.
"""
