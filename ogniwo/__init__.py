"""Ogniwo: one chain from the first contact with a customer to the last grosz in the books.

Wings, lowest first: kernel, masterdata, crm and finance, supply, ..., poland, workbench, site.
A wing knows only the wings below it; ``docs/explanation/building.md`` is the contract.
"""

__version__ = "0.1.0"
