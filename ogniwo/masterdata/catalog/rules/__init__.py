"""Which price holds, and why."""

from ogniwo.masterdata.catalog.rules.prices import ListPrice, PriceFound, Wanted, price_for

__all__ = ["ListPrice", "PriceFound", "Wanted", "price_for"]
