"""What of a posted invoice goes into its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class IssuedParty:
    """Seller or buyer: name, tax number (None: a person without one), address lines, country."""

    name: str
    number: str | None
    country: str
    line_1: str
    line_2: str = ""


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A line: amounts in the invoice's currency. Of a correction, ``before`` holds what the corrected line said, self what it says."""

    name: str
    code: str
    unit: str
    quantity: Decimal
    price: Decimal
    net: Decimal
    gross: Decimal
    tax_class: str
    before: "IssuedLine | None" = None


@dataclass(frozen=True, slots=True)
class IssuedRate:
    """Sums of a tax class; of a correction differences. ``tax_base``: the tax in company currency."""

    tax_class: str
    net: Decimal
    tax: Decimal
    tax_base: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedInvoice:
    """A posted invoice or correction. ``corrects``: (number, day, clearance reference) of the corrected one."""

    number: str
    issued_on: date
    supplied_on: date
    due_on: date
    currency: str
    gross_prices: bool
    seller: IssuedParty
    buyer: IssuedParty
    lines: tuple[IssuedLine, ...]
    rates: tuple[IssuedRate, ...]
    account: str
    made_at: datetime
    delivery_notes: tuple[str, ...] = ()
    corrects: tuple[str, date, str] | None = None
    reason: str = ""
    effect: str = "2"
    codes: Mapping[str, str] = field(default_factory=dict)
