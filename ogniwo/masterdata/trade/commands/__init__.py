"""What other modules' commands do with trade documents: write, derive, replace lines."""

from ogniwo.masterdata.trade.commands.deriving import derive_documents
from ogniwo.masterdata.trade.commands.replacing import replace_lines
from ogniwo.masterdata.trade.commands.writing import Written, find_again, find_by_number, write_computed, write_documents

__all__ = ["Written", "derive_documents", "find_again", "find_by_number", "replace_lines", "write_computed", "write_documents"]
