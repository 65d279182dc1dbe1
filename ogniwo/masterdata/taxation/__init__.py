"""Taxation (podatek od towarów i usług): tax classes, dated rates and the one tax arithmetic.

Net to gross or gross to net, rounded per line or per total of a rate, both signs; offers, orders and
invoices all compute here, so an offer and its invoice agree to the grosz.
Stands on: money.  Heard by: offers, sales, purchasing, invoicing, tax (registers).
Not here: registers and returns (finance.tax), the rates of a country (country pack).
Standard: EN 16931 (BR-CO-10, BR-CO-13, BR-CO-17); Polish VAT act, art. 106e ust. 1, 7, 8, 10, 11.
"""
