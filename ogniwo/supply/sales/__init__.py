"""Sales (sprzedaż): from a customer's order to goods on their way and the invoice asked for.

Documents: sales order (ZK), reservation of its lines, delivery (WZ), customer return.
Stands on: inventory, offers, invoicing, catalog.  Heard by: distribution, planning.
Not here: offers (crm.offers), invoices (finance.invoicing), stock moves (inventory).
"""
