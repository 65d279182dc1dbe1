"""Parties (kontrahenci): everyone we deal with, once.

One party with roles, relations, addresses, contact points, bank accounts, identifiers and consents.
Stands on: documents (subjects), taxation.  Heard by: everybody who sells, buys or pays.
Not here: what a party owes (ledger), what we agreed (sales, purchasing), one country's identifiers (country pack).
Standard: ISO 13616 for account numbers, E.164 for telephone numbers.
"""
