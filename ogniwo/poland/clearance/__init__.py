"""Clearance (KSeF): the structured FA(3) file of each posted sales invoice and correction, kept as issued, to the byte.

Sending is not here yet. Stands on: invoicing, files, outbox, einvoice.
Source: Polish VAT act, art. 106ga, 106gb; FA(3) schema of the Ministry of Finance.
"""
