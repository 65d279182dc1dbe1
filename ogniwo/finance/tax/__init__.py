"""Tax (podatek VAT): the registers of sales and purchases, line by line of a document and rate.

A register line is a fact of the document's act: net and tax in the company's currency at the tax act's rate,
the same in the document's, its tax point and the period it is declared in; with its shares of document lines.
Ledger lines name the register line they book, so the register equals its accounts.
Stands on: ledger, taxation.  Heard by: invoicing.  Not here: rates and arithmetic (taxation), declarations (country pack).
Standard: Council Directive 2006/112/EC, art. 62-69 (chargeable event), 242 (accounts in sufficient detail).
"""
