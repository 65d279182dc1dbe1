"""A document computed: every field decided, every figure summed, every fault named."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.reasons import Reason
from ogniwo.masterdata.taxation.rules import Rate, Taxed
from ogniwo.masterdata.trade.rules.inputs import HeaderInput, LineInput


@dataclass(frozen=True, slots=True)
class ComputedLine:
    """A line decided: ``price_reason`` is typed, list, supplier or none; ``reasons`` say why that price.

    ``cost_estimate``: expected cost of the whole line in company currency; None where nobody knows it.
    """

    given: LineInput
    product: UUID | None
    code: str
    description: str
    unit: str
    quantity: Decimal
    quantity_base: Decimal
    price: Decimal
    price_reason: str
    discount_percent: Decimal
    rate: Rate
    net: Decimal
    tax: Decimal
    gross: Decimal
    cost_estimate: Decimal | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A document decided. ``lines`` and ``taxed`` hold the lines without faults; with ``faults`` it can't be written.

    ``rate``: company units for ``rate_per`` of a foreign currency, by table ``rate_source`` of ``rate_day``; None at home or where no rate is known.
    """

    header: HeaderInput
    party_name: str
    lines: tuple[ComputedLine, ...]
    taxed: Taxed
    faults: tuple[BusinessError, ...]
    rate: Decimal | None = None
    rate_per: int = 1
    rate_source: str = ""
    rate_day: date | None = None
