"""Invoicing (fakturowanie): what we charge and what we are charged.

Documents: sales invoice, correction (korekta), purchase invoice.
Stands on: ledger, tax, trade, parties, catalog.  Heard by: treasury (open items), clearance of e-invoices.
Not here: receipts of money (treasury), matching to receipts of goods (purchasing), any one country's form.
Standard: EN 16931 for the content of an invoice; IFRS 15.31 for the moment of revenue.
"""
