"""The tax classes and rates a Polish company begins with (stawki VAT).

Listens to the founding of companies and adds, in the founder's own act, the dated facts of ``poland/data/tax.toml``
(VAT act, art. 41, 43, 83). From then on they are the company's own rows, which its accountant edits; nothing here
changes them again. Apart from the chart, for offers need rates where no books are kept (the CRM edition).
Stands on: setup, taxation.
"""
