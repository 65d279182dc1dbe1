"""The books: the one writer of facts, and their seals.

Modules turn document lines into drafts of facts (amounts and roles). `write` runs the stages stock, cost,
tax and ledger, since a later one needs what an earlier one found; higher modules contribute before each.
When the act ends, every document it booked gets a seal: the position in its partial journal (dziennik
częściowy), continuous per journal and year (accounting act, UoR art. 14), and a link of the hash chain.
Stands on: documents, numbering.  Heard by: ledger, tax, inventory, which own the tables of facts.
"""
