"""What is said of a trade document, and what was computed of it."""

from ogniwo.masterdata.trade.rules.computed import Computed, ComputedLine
from ogniwo.masterdata.trade.rules.inputs import Derivation, HeaderInput, LineInput, Take

__all__ = ["Computed", "ComputedLine", "Derivation", "HeaderInput", "LineInput", "Take"]
