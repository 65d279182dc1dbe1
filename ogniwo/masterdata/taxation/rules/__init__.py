"""The tax arithmetic: documents' lines into net, tax and gross; corrections; the other currency."""

from ogniwo.masterdata.taxation.rules.arithmetic import PricedLine, PriceMode, Rate, RateTotal, Rounding, Taxed, TaxedLine, taxed
from ogniwo.masterdata.taxation.rules.corrections import Correction, LineChange, corrected, voided
from ogniwo.masterdata.taxation.rules.currencies import in_currency
from ogniwo.masterdata.taxation.rules.stated import StatedTotal, doubts

__all__ = [
    "Correction", "LineChange", "PriceMode", "PricedLine", "Rate", "RateTotal", "Rounding", "StatedTotal", "Taxed", "TaxedLine",
    "corrected", "doubts", "in_currency", "taxed", "voided",
]
