"""Dimensions (analityka): balances and turnovers by what lines were marked with: cost centre, campaign, branch, product, customer.

Nothing is stored: each figure is a sum of ledger lines, as at a day and as known on positions, and opens them.
Dimensions are whatever lines carry; product, document and party come from the lines' causes.
Stands on: ledger, trade, parties, catalog, marketing.  Not here: who marks lines (the modules that post), margins.
"""
