"""Pipeline (lejek sprzedaży): leads, needs and opportunities, and what campaigns brought.

Documents: lead, opportunity (szansa sprzedaży).
Stands on: interactions, marketing, parties, catalog.  Heard by: offers.
Not here: campaigns (marketing), offers (offers), what was invoiced and paid (finance).
"""
