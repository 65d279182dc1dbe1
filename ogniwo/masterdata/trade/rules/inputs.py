"""Headers and lines as people, files and other documents give them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line: of a product by id or ``code``, or free text in ``description``.

    ``price`` for one ``unit``, net or gross as the header says; None: from the price list (buying: the supplier's).
    Empty ``unit``: the product's own. Empty ``tax_class``: the party's, else the product's, else the company's usual one.
    ``line``: the id of an existing line, when lines of a draft are replaced.
    """

    product: UUID | None = None
    code: str = ""
    description: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    price: Decimal | None = None
    discount_percent: Decimal = Decimal(0)
    tax_class: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class HeaderInput:
    """A header. Empty ``currency`` and ``payment_days`` None: as agreed with the party, else the company's.

    ``price_mode``: net or gross; ``rounding``: per_line or per_total; ``buying``: we are the buyer (prices of the supplier).
    """

    party: UUID
    day: date
    currency: str = ""
    price_mode: str = "net"
    rounding: str = "per_total"
    payment_days: int | None = None
    their_reference: str = ""
    note: str = ""
    title: str = ""
    branch_id: int | None = None
    owner_id: int | None = None
    ship_to: dict[str, str] = field(default_factory=dict)
    custom: dict[str, object] = field(default_factory=dict)
    buying: bool = False


@dataclass(frozen=True, slots=True)
class Take:
    """So much of a source line (in its unit; None: all that is left) goes into a new document."""

    line: int
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """What documents to make of other documents' lines.

    ``kind``: the flow written (ordered, shipped, invoiced, received, returned ...), by which what is left is counted.
    ``together``: one document for each party, currency, price mode and branch; else one for each source document.
    ``apart``: of source documents, what must be the same for them to stand together (the month of supply).
    ``less``: kinds of flow that give back (returned), so that as much may be taken again.
    ``change``: header fields to set on every new document (``their_reference``, ``note``, ``payment_days`` ...).
    ``estimate``: whether the cost of the new lines is expected anew; of an order it is, of what executes one it is not.
    """

    type: str
    state: str
    kind: str
    day: date
    together: bool = False
    less: tuple[str, ...] = ()
    change: dict[str, Any] = field(default_factory=dict)
    estimate: bool = False
    apart: Mapping[UUID, Hashable] = field(default_factory=dict)
