"""Legal numbers: series by document type, branch, month or year, gapless, in the company's own pattern.

A number is given at the very end of an act; the database refuses a doubled or a skipped one.
Stands on: documents.  Polish law: a consecutive number in one or more series (VAT act, art. 106e ust. 1 pkt 2).
"""
