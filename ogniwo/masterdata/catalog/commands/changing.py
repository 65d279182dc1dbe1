"""Changing products."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused, Stale
from ogniwo.kernel.search.commands import index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import Words, worded
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.catalog.commands.adding import KEEPERS, findable
from ogniwo.masterdata.catalog.commands.judging import Known, known
from ogniwo.masterdata.catalog.hooks import ProductsSaved, products_saved
from ogniwo.masterdata.catalog.models import PriceDifference, Product, ProductTerms, ProductUnit, Tracking, Valuation
from ogniwo.masterdata.catalog.rules.inputs import OtherUnit, ProductChange
from ogniwo.masterdata.parties.errors import NotYourField

OF_PRODUCT = ("name", "ean", "weight_kg")
OF_TERMS = (
    "product_class", "tax_class", "stocked", "tracking", "valuation", "price_difference", "standard_cost", "minimum", "lot_multiple", "default_supplier",
    "active", "custom",
)  # fmt: skip
EMPTY = {"ean": "", "weight_kg": None, "product_class": "", "standard_cost": None, "minimum": None, "lot_multiple": None, "default_supplier": None}
LOCK = """SELECT p.id, p.code, t.version, p.name, p.ean, p.weight_kg, t.product_class, t.tax_class_id, t.stocked, t.tracking, t.valuation, t.price_difference,
  t.standard_cost, t.minimum, t.lot_multiple, t.default_supplier_id, t.active, t.custom
  FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.id = ANY(%s) ORDER BY 1 FOR UPDATE"""


@command("catalog.change_products", _("Change products"), roles=KEEPERS)
def change_products(changes: Sequence[ProductChange], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change products of this company; the audit says what from what to what. Own fields not named keep their values.

    Raises Refused with NotFound, Stale, NoTaxClass, WrongChoice, NoOwnField, OwnFieldWrong.
    """
    allowed = known(unit, unit.company_id)
    found = {row[0]: row for row in unit.rows(LOCK, [[c.product for c in changes]])}
    wrong: list[BusinessError] = []
    products: dict[UUID, dict[str, Any]] = {}
    terms: dict[UUID, dict[str, Any]] = {}
    for c in changes:
        row = found.get(c.product)
        if row is None:
            wrong.append(NotFound(record=c.product))
            continue
        if unit.versions.get(c.product, row[2]) != row[2]:
            wrong.append(Stale(record=c.product))
        old = dict(zip((*OF_PRODUCT, *OF_TERMS), row[3:], strict=True))
        old |= {"name": data(old["name"]), "custom": data(old["custom"])}
        new, faults = _new(allowed, c, old)
        wrong += faults
        for name, value in new.items():
            unit.changed(c.product, name, old[name], value)
        products[c.product] = {name: value for name, value in new.items() if name in OF_PRODUCT}
        columns = {"tax_class": "tax_class_id", "default_supplier": "default_supplier_id"}
        terms[c.product] = {columns.get(name, name): value for name, value in new.items() if name in OF_TERMS}
    if wrong:
        raise Refused(wrong)
    change(unit, Product, products)
    change(unit, ProductTerms, terms)
    if any(products.values()):
        names = {pk: products[pk].get("name", data(found[pk][3])) for pk in products}
        index(unit, [findable(pk, found[pk][1], name, [products[pk].get("ean", found[pk][4])]) for pk, name in names.items()])
    products_saved.tell(ProductsSaved(list(products)), unit=unit)
    return [c.product for c in changes]


def _new(allowed: Known, c: ProductChange, old: dict[str, Any]) -> tuple[dict[str, Any], list[BusinessError]]:
    new = {name: getattr(c, name) for name in (*OF_PRODUCT, *OF_TERMS) if getattr(c, name) is not None}
    wrong: list[BusinessError] = [NotYourField(record=c.product, name=name) for name in c.clear if name not in EMPTY]
    new |= {name: EMPTY[name] for name in c.clear if name in EMPTY}
    wrong += allowed.wrong(new, record=c.product)
    if "name" in new:
        new["name"] = old["name"] | new["name"]
    if "custom" in new:
        try:
            new["custom"] = {key: value for key, value in old["custom"].items() if key not in new["custom"]} | allowed.custom("product", new["custom"])
        except BusinessError as no:
            no.record = c.product
            wrong.append(no)
    return {name: value for name, value in new.items() if value != old[name]}, wrong


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product's card as it shall be. ``minimum`` and ``lot_multiple`` in its own unit; ``custom``: values of own fields by key."""

    name: Words
    ean: str = ""
    product_class: str = ""
    tax_class: str = ""
    stocked: bool = True
    tracking: Tracking = Tracking.NONE
    valuation: Valuation = Valuation.FIFO
    price_difference: PriceDifference = PriceDifference.STOCK
    weight_kg: Decimal | None = None
    minimum: Decimal | None = None
    lot_multiple: Decimal | None = None
    default_supplier: UUID | None = None
    active: bool = True
    custom: dict[str, object] | None = None


@command("catalog.change_product", _("Change"), roles=KEEPERS)
def change_product(product: UUID, card: ProductCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Change a product's card: all its fields as they shall be; its name in each language."""
    given = {f.name: getattr(card, f.name) for f in fields(card)}
    given |= {name: str(given[name].value) for name in ("tracking", "valuation", "price_difference")}
    given |= {"name": worded(card.name, acting.language), "tax_class": card.tax_class or None}
    empty = tuple(name for name in ("weight_kg", "minimum", "lot_multiple", "default_supplier") if given[name] is None)
    return change_products([ProductChange(product=product, **given, clear=empty)], unit=unit)


@command("catalog.set_units", _("Set units of a product"), roles=KEEPERS)
def set_units(product: UUID, units: Sequence[OtherUnit], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Say all the other units a product is counted in, with their exact factors. Raises Refused with NotFound, NoUnit."""
    allowed = known(unit, unit.company_id)
    if not unit.rows("SELECT 1 FROM catalog_product WHERE id = %s FOR UPDATE", [product]):
        raise Refused([NotFound(record=product)])
    if wrong := [fault for n, other in enumerate(units, 1) for fault in allowed.wrong(other, line=n)]:
        raise Refused(wrong)
    unit.do("DELETE FROM catalog_productunit WHERE product_id = %s", [product])
    unit.add(draft(ProductUnit)(product_id=product, unit_id=u.unit, numerator=u.numerator, denominator=u.denominator, ean=u.ean) for u in units)
    unit.touch([product])
    return [product]
