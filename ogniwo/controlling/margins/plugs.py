"""Loads the queries; an entry written by hand says which campaign it belongs to, so that its cost stands in the campaign's margin."""

from ogniwo.controlling.margins import queries  # noqa: F401 - declared by import
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Cell

registry.add_cell("ledger.write_entry", Cell("dimensions.campaign", title=_("Campaign"), width=150))
