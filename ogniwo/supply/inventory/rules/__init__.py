"""What goods cost: layers, issues, returns, and later news about their price."""

from ogniwo.supply.inventory.rules.availability import Shortfall, shortfall
from ogniwo.supply.inventory.rules.layers import (
    Layer,
    Periodic,
    Standard,
    Taken,
    Use,
    at_standard,
    periodic_average,
    return_value,
    take_average,
    take_fifo,
)
from ogniwo.supply.inventory.rules.revaluation import (
    Delta,
    DifferencePolicy,
    GivenBack,
    Inserted,
    Issue,
    Method,
    Move,
    PriceChange,
    Receipt,
    Return,
    Revaluation,
    Shortage,
    UseDelta,
    booked_on,
    deltas,
    use_deltas,
    uses_of,
)

__all__ = [
    "Delta", "DifferencePolicy", "GivenBack", "Inserted", "Issue", "Layer", "Method", "Move", "Periodic", "PriceChange", "Receipt", "Return", "Revaluation",
    "Shortage", "Shortfall", "Standard", "Taken", "Use", "UseDelta", "at_standard", "booked_on", "deltas", "periodic_average",
    "return_value", "shortfall", "take_average", "take_fifo", "use_deltas", "uses_of",
]
