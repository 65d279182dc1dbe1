"""What trade documents are asked to be, and their lines with money."""

from ogniwo.masterdata.trade.rules.inputs import HeaderInput, LineInput, Take
from ogniwo.masterdata.trade.rules.lines import ComputedDocument, ComputedLine, ProductFacts, priced

__all__ = ["ComputedDocument", "ComputedLine", "HeaderInput", "LineInput", "ProductFacts", "Take", "priced"]
