"""Pipeline (lejek sprzedaży): opportunities by stage, and what campaigns brought.

Documents: opportunity (szansa sprzedaży); its stages are data of the company.
Stands on: interactions, marketing, parties.  Heard by: offers.
Not here: leads and campaigns (marketing), offers (offers), what was invoiced and paid (finance).
"""
