"""Margins: revenue less cost of sales by customer, product and campaign, which sum to the ledger to the grosz.

Nothing is stored: each figure is a sum of ledger lines and opens them. Stands on: ledger, trade, parties, catalog, marketing, sales.
Standard: contribution margin of the first level (marża brutto na sprzedaży).
"""
