"""Which unit of a product a word means, and how many of its own unit that is."""

import re
from collections.abc import Mapping
from decimal import Decimal

from ogniwo.kernel.money.rules import UnitFactor


def plain_unit(text: str) -> str:
    """A unit's word without dots, spaces and capitals.

    >>> plain_unit(" Szt. ")
    'szt'
    """
    return re.sub(r"[\W_]", "", text).casefold()


def own_quantity(quantity: Decimal, unit: str, factors: Mapping[str, UnitFactor]) -> Decimal | None:
    """``quantity`` of ``unit`` in the product's own unit, by the exact ratio; None where the product has no such unit.

    ``factors``: by plain words (code, names, standard code); an empty unit is the product's own.

    >>> own_quantity(Decimal(3), "Tuz.", {"tuz": UnitFactor(12)}), own_quantity(Decimal(3), "box", {"tuz": UnitFactor(12)})
    (Decimal('36.000000'), None)
    """
    word = plain_unit(unit)
    if not word:
        return quantity
    factor = factors.get(word)
    return factor.apply(quantity) if factor else None
