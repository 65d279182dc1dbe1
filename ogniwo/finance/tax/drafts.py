"""What a document's posting asks the registers for."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(slots=True, kw_only=True)
class TaxDraft:
    """A line of a register to be written. ``id`` is taken beforehand (``unit.ids(1)``), so ledger amounts can name it.

    ``register``: sale or purchase. ``journal`` and ``day``: the entry's, whose seal it shares. ``net``, ``tax``: company currency at
    the tax act's rate; ``_doc`` (None: the same) in ``currency``. ``tax_period``: any day of the month it is declared in.
    ``corrected_on``: the day it is added to a month that is locked: a correction of its declaration.
    ``shares``: (document line, net, tax) in company currency, summing exactly.
    """

    id: int
    document_id: UUID
    journal: str
    day: date
    register: str
    tax_class: str
    rate: Decimal | None
    net: Decimal
    tax: Decimal
    tax_period: date
    tax_point: date
    currency: str
    net_doc: Decimal | None = None
    tax_doc: Decimal | None = None
    party_id: UUID | None = None
    shares: list[tuple[int, Decimal, Decimal]] = field(default_factory=list)
    reverses: int | None = None
    corrected_on: date | None = None
