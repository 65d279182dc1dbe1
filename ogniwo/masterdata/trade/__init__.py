"""What all trade documents share: header, lines, sums by rate, and how they are computed and written.

Offers, orders, deliveries, invoices, purchase orders, receipts and supplier invoices keep their header and
lines here; each module adds only its own columns. One rule computes them all, the grid on the screen too.
Documents are derived from other documents' lines with the flow between them.
Stands on: taxation, parties, catalog, documents.  Heard by: crm.offers, finance.invoicing, supply.
"""
