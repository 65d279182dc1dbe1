"""What other modules' commands do with trade documents: write, derive, replace lines."""

from ogniwo.masterdata.trade.commands.deriving import derive_documents
from ogniwo.masterdata.trade.commands.replacing import replace_lines
from ogniwo.masterdata.trade.commands.writing import Written, find_again, write_computed, write_documents

__all__ = ["Written", "derive_documents", "find_again", "replace_lines", "write_computed", "write_documents"]
