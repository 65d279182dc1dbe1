"""Inventory (magazyn): where goods are, whose they are, and what they cost.

Documents: goods receipt (PZ), goods issue (WZ), internal issue (RW), internal receipt (PW), stock transfer (MM).
Layers hold quantity and value, never a unit cost; FIFO or moving average by policy; later prices and
back-dated documents change costs by delta facts.
Stands on: catalog, ledger (through the books).  Heard by: purchasing, sales.
Not here: prices of sale (catalog), orders (purchasing, sales).
Standard: IAS 2; Polish accounting act, art. 34 ust. 4.
"""
