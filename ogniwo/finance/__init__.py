"""Finance: the books, tax registers, invoices and money.

Modules in order: ledger, tax, invoicing, treasury, assets, statements. It does not know the crm wing.
"""
