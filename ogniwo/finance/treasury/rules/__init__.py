"""What a payment settles, what it brings in exchange differences, and whose cash it is."""

from ogniwo.finance.treasury.rules.cash import allocate_cash
from ogniwo.finance.treasury.rules.exchange import OpenSide, Settled, settled, share_of
from ogniwo.finance.treasury.rules.matching import proposals
from ogniwo.finance.treasury.rules.netting import Due, Netted, net
from ogniwo.finance.treasury.rules.numbers_in_text import mentions
from ogniwo.finance.treasury.rules.statement import Allocation, OpenItem, Proposal, StatementLine

__all__ = ["Allocation", "Due", "Netted", "OpenItem", "OpenSide", "Proposal", "Settled", "StatementLine", "allocate_cash", "mentions", "net", "proposals", "settled", "share_of"]
