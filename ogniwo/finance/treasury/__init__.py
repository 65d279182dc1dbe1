"""Treasury (rozrachunki pieniężne): money in and out, and what it settles.

Documents: bank statement (wyciąg), payment, payment proposal, cash receipt and payment (KP, KW).
Stands on: ledger (open items, settlements), invoicing, parties.  Heard by: payment files of the country pack.
Not here: open items themselves (ledger), invoices (invoicing).
Standard: ISO 20022 camt.053 and pain.001; IAS 21.28 for realised exchange differences.
"""
