"""Payments as Polish law asks for them: the split payment (mechanizm podzielonej płatności, MPP) of purchase invoices.

An invoice that is to be paid so (``payment_method`` split: marked by its issuer, or by who entered it) gets the split payment's message as the
title of its transfer: VAT, the issuer's NIP, the invoice's number. A transfer lowered or paid in part carries its share of the VAT. A run is not
sent for approval while such an invoice would be paid otherwise. Stands on: treasury, invoicing, parties, identifiers.
Source: art. 108a ust. 1a-3 ustawy o VAT.
"""
