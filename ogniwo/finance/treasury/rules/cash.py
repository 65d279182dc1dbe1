"""Whose cash a settlement is: spread over the invoice's lines."""

from collections.abc import Sequence
from decimal import Decimal

from ogniwo.kernel.money.rules import CENT, ZERO, split_by_weight, total


def allocate_cash(open_gross: Sequence[Decimal], settled: Decimal, *, step: Decimal = CENT) -> list[Decimal]:
    """Spread ``settled`` over an invoice's lines by what is still open of each line's gross (largest remainder).

    ``open_gross`` is each line's gross less the cash it got before. So the parts of all settlements of a
    line never pass its gross, and a settled invoice has given every line exactly its gross.
    Raises ValueError when more is settled than is open. Lines may be negative (a discount), the invoice too.
    """
    whole = total(open_gross)
    if abs(settled) > abs(whole) or settled * whole < 0:
        raise ValueError(f"{settled} can't be settled: {whole} is open")
    return split_by_weight(settled, open_gross, step=step) if settled else [ZERO for _ in open_gross]
