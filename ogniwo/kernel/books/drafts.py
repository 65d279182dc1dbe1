"""Drafts of ledger entries: amounts and roles, not yet accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class RoleKeys:
    """What account determination (dekretacja) looks at besides the role; empty means any."""

    product_class: str = ""
    party_class: str = ""
    tax_class: str = ""
    place: str = ""


ANY = RoleKeys()


@dataclass(slots=True, kw_only=True)
class Amount:
    """One side of an entry, in company currency; negative only in red storno (storno czerwone).

    ``amount_doc``: signed, debit positive, in the entry's currency; None where that is the company's, and 0 on
    exchange differences. ``shares``: the document lines it comes from and how much of each, summing exactly to
    debit - credit. ``open_item``: makes an open item (rozrachunek) due on ``due``. ``tax_line_id``: the register
    row it books.
    """

    role: str
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    account_id: int | None = None
    party_id: UUID | None = None
    line_id: int | None = None
    amount_doc: Decimal | None = None
    keys: RoleKeys = ANY
    dimensions: Mapping[str, str] = field(default_factory=dict)
    shares: list[tuple[int, Decimal]] = field(default_factory=list)
    due: date | None = None
    open_item: bool = False
    settles: int | None = None
    tax_line_id: int | None = None
    text: str = ""


@dataclass(slots=True, kw_only=True)
class EntryDraft:
    """An entry (zapis) to be posted: operation, document and entry dates apart (UoR art. 23)."""

    document_id: UUID
    journal: str
    day: date
    document_day: date
    operation_day: date
    text: str
    currency: str
    amounts: list[Amount]
    reverses: int | None = None
