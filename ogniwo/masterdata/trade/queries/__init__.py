"""Reading and computing trade documents."""

from ogniwo.masterdata.trade.queries.calculating import calc
from ogniwo.masterdata.trade.queries.computing import compute
from ogniwo.masterdata.trade.queries.lines import line_rows, taxes_of

__all__ = ["calc", "compute", "line_rows", "taxes_of"]
