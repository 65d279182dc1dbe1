"""Service desk (zgłoszenia): what a customer reports, about which delivered line, and how it was solved.

Documents: ticket (zgłoszenie), about a line (flow `served`) or a document (cause `about`).
Stands on: interactions, parties.  Heard by: the wings that return or repair goods.
Not here: returns (supply.sales), corrections of invoices (finance.invoicing).
"""
