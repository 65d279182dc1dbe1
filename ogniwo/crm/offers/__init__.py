"""Offers (oferty): written with prices and margin, sent as PDF by mail, accepted or declined, in versions.

An offer whose margin is below the company's floor waits for a second person. Its opportunity moves along with it.
Stands on: trade, pipeline, approvals, printing, mail.  Heard by: sales.
Not here: orders made of accepted offers and stock beside the lines (supply.sales, supply.inventory).
"""
