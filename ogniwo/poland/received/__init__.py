"""Received e-invoices: files of the structured invoice FA(3) become drafts of purchase invoices, as they stand.

A file is refused when it is hostile, not valid against the schema (the line is named), issued to another company, or
here already. The supplier is found by its tax number or added with what the file says. Invoices and corrections with a
Polish buyer become drafts to match and post (of one without sums by rate no tax is deducted); what else the form knows
(advances, settlements after them, simplified ones, foreign buyers) waits as a draft with a sentence. No amount is recomputed: sums that differ are shown.
The file itself is kept with the document, and the screen shows all it says.
Stands on: einvoice (the format), invoicing, parties, files, purchasing (matching).
Source: art. 106e, 106j, 106ga ustawy o VAT; FA(3) of 2025-06-25.
"""
