"""Purchasing (zaopatrzenie): from a need to goods received and the supplier's invoice agreed.

Documents: purchase proposal, purchase order (ZZ), receipt (PZ), supplier return.
Stands on: inventory, invoicing, catalog.  Heard by: manufacturing, planning.
Not here: the supplier's invoice itself (finance.invoicing), payments (finance.treasury).
"""
