"""What is said of products, prices and suppliers' items when they are added, changed or imported."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit of measure: its code, its words by language, how many places its quantities have."""

    code: str
    name: dict[str, str]
    places: int = 0
    standard: str = ""


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """Another unit of a product: one of it is numerator/denominator of the product's own."""

    unit: str
    numerator: int
    denominator: int = 1
    ean: str = ""


@dataclass(frozen=True, slots=True)
class StockTerms:
    """A company's terms with a product. ``tax_class`` empty: the company's usual one; enumerations by their values."""

    product_class: str = ""
    tax_class: str = ""
    stocked: bool | None = None
    tracking: str = "none"
    valuation: str = ""
    price_difference: str = ""
    standard_cost: Decimal | None = None
    minimum: Decimal | None = None
    lot_multiple: Decimal | None = None
    default_supplier: UUID | None = None
    custom: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A product to be. ``name`` by language; ``terms`` None: into the directory only."""

    code: str
    name: dict[str, str]
    unit: str = "szt"
    kind: str = "goods"
    ean: str = ""
    weight_kg: Decimal | None = None
    attributes: dict[str, object] = field(default_factory=dict)
    units: tuple[OtherUnit, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    terms: StockTerms | None = field(default_factory=StockTerms)


@dataclass(frozen=True, slots=True)
class ProductChange:
    """What to change of a product; None leaves a thing as it is, a name in ``clear`` empties it."""

    product: UUID
    name: dict[str, str] | None = None
    ean: str | None = None
    weight_kg: Decimal | None = None
    product_class: str | None = None
    tax_class: str | None = None
    stocked: bool | None = None
    tracking: str | None = None
    valuation: str | None = None
    price_difference: str | None = None
    standard_cost: Decimal | None = None
    minimum: Decimal | None = None
    lot_multiple: Decimal | None = None
    default_supplier: UUID | None = None
    active: bool | None = None
    custom: dict[str, object] | None = None
    clear: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A row of an imported file of products."""

    code: str
    name: str
    unit: str = "szt"
    kind: str = "goods"
    ean: str = ""
    tax_class: str = ""
    product_class: str = ""
    weight_kg: Decimal | None = None
    minimum: Decimal | None = None
    source: str = ""
    external: str = ""


@dataclass(frozen=True, slots=True)
class NewPriceList:
    """A price list to be; ``standard``: for everybody; ``party_class``: for a class of parties."""

    code: str
    name: dict[str, str]
    currency: str = "PLN"
    price_mode: str = "net"
    standard: bool = False
    party_class: str = ""


@dataclass(frozen=True, slots=True)
class PriceInput:
    """A price: of ``product`` for one ``unit`` (empty: its own) from a quantity on, within its days."""

    product: UUID
    price: Decimal
    unit: str = ""
    from_quantity: Decimal = Decimal(0)
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ItemInput:
    """A supplier's item: its own code and name for our product, its price net for one ``unit``, its lead time."""

    party: UUID
    product: UUID
    code: str
    name: str = ""
    unit: str = ""
    price: Decimal | None = None
    currency: str = "PLN"
    minimum: Decimal | None = None
    lead_time_days: int | None = None


@dataclass(frozen=True, slots=True)
class NewField:
    """A field of the company's own; ``kind``: product, party or document; ``type``: text, number, day, flag or choice."""

    kind: str
    key: str
    label: dict[str, str]
    type: str = "text"
    choices: tuple[str, ...] = ()
    position: int = 0
