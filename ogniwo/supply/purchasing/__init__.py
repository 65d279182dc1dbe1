"""Purchasing (zaopatrzenie): from a need to goods received and the supplier's invoice agreed.

Documents: purchase order (zamówienie do dostawcy, ZD), receipt (przyjęcie, PZ). Proposals are rows, not documents:
what falls below its minimum, how much to order of whom, and why; ordering makes draft orders of them.
A receipt books stock against received-not-invoiced at the order's net price; the supplier's invoice is matched to
receipts line by line, and what its price differs goes to stock and cost of sales, or to a variance account, by the
product's policy. Received-not-invoiced is reconciled by line (UoR art. 28 ust. 1 pkt 6: stock at purchase prices).
Stands on: inventory, invoicing, catalog, approvals.  Heard by: manufacturing, planning.
Not here: the supplier's invoice itself (finance.invoicing), payments (finance.treasury).
"""
