"""Loads the queries; an entry written by hand says which cost centre (MPK) it belongs to."""

from ogniwo.controlling.dimensions import queries
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Cell

registry.add_cell("ledger.write_entry", Cell("dimensions.cost_center", title=_("Cost centre"), width=110, suggest=queries.suggest_cost_centers))
