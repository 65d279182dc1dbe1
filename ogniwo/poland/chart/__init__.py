"""What the books of a Polish company begin with: the model chart of accounts, its determination, partial journals.

Listens to the founding of companies and adds, in the founder's own act, the dated facts of ``poland/data``:
chart.toml (UoR art. 10, 14, 15-17). From then on they are the company's own rows, which its accountant edits;
nothing here changes them again. Tax classes are ``poland.rates``.
Stands on: setup, ledger.
"""
