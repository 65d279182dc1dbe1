"""What other modules' commands do with trade documents: compute, write, derive, replace."""

from ogniwo.masterdata.trade.commands.compute import compute
from ogniwo.masterdata.trade.commands.derive import Derived, SourceLine, derive, read_lines
from ogniwo.masterdata.trade.commands.write import Written, replace, write

__all__ = ["Derived", "SourceLine", "Written", "compute", "derive", "read_lines", "replace", "write"]
