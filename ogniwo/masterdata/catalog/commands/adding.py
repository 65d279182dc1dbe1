"""Adding units, products, own fields."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.search.commands import Findable, index
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import Words, say, worded
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.catalog.commands.judging import Known, known
from ogniwo.masterdata.catalog.errors import BadFieldKey, CodeTaken, NoChoices, WrongChoice
from ogniwo.masterdata.catalog.hooks import ProductsSaved, products_saved
from ogniwo.masterdata.catalog.models import CustomField, ExternalId, FieldKind, FieldType, Product, ProductKind, ProductTerms, ProductUnit
from ogniwo.masterdata.catalog.models import Unit as Measure
from ogniwo.masterdata.catalog.rules.inputs import NewField, NewProduct, NewUnit, ProductRow, StockTerms

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
KEEPERS = ("buyer", "accountant")


@dataclass(frozen=True, slots=True)
class ImportedProduct:
    """What became of a row: the product, and whether it was added, taken over from the directory or had already."""

    product: UUID
    outcome: str


@command("catalog.add_units", _("Add units"), roles=KEEPERS)
def add_units(units: Sequence[NewUnit], *, unit: Unit, acting: Acting) -> list[str]:
    """Add units of measure to the directory; those it has already are passed over, so every company of it may found them."""
    have = {code for (code,) in unit.rows("SELECT code FROM catalog_unit WHERE code = ANY(%s)", [[new.code for new in units]])}
    fresh = {new.code: new for new in units if new.code not in have}
    unit.add(draft(Measure)(code=new.code, name=new.name, places=new.places, standard=new.standard) for new in fresh.values())
    return list(fresh)


@command("catalog.add_fields", _("Add own fields"), roles=("accountant",))
def add_fields(fields: Sequence[NewField], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add fields of the company's own to products, parties or documents. Raises Refused: BadFieldKey, WrongChoice, NoChoices, SameCode."""
    if wrong := [fault for n, new in enumerate(fields, 1) for fault in _field_faults(new, n)]:
        raise Refused(wrong)
    ids = [uuid7() for _new in fields]
    unit.add(
        draft(CustomField)(id=pk, kind=new.kind, key=new.key, type=new.type, label=new.label, choices=list(new.choices), position=new.position)
        for pk, new in zip(ids, fields, strict=True)
    )
    return ids


def _field_faults(new: NewField, line: int) -> Iterable[BusinessError]:
    if not KEY.fullmatch(new.key):
        yield BadFieldKey(line=line, key=new.key)
    for name, value, allowed in (("kind", new.kind, FieldKind.values), ("type", new.type, FieldType.values)):
        if value not in allowed:
            yield WrongChoice(field=name, line=line, value=value, choices=", ".join(allowed))
    if new.type == FieldType.CHOICE.value and not new.choices:
        yield NoChoices(line=line)


@command("catalog.add_field", _("Add an own field"), roles=("accountant",))
def add_field(
    kind: FieldKind, key: str, label: Words, type: FieldType = FieldType.TEXT, *, choices: Sequence[str] = (), unit: Unit, acting: Acting
) -> list[UUID]:
    """Add one field of the company's own. It stands in forms, lists and the API at once; a document's values are fixed with it.

    ``key``: small letters, digits and _, for the API and files. ``choices``: of a field of one of a list.
    """
    return add_fields([NewField(str(kind.value), key, worded(label, acting.language), str(type.value), tuple(choices))], unit=unit)


@command("catalog.retire_fields", _("Retire own fields"), roles=("accountant",), sets="fields")
def retire_fields(fields: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Ask own fields no more; the values given stay."""
    change(unit, CustomField, {pk: {"active": False} for pk in fields})
    unit.touch(fields)
    return list(fields)


@command("catalog.change_unit", _("Change a unit"), roles=KEEPERS)
def change_unit(code: str, name: Words, places: int = 0, standard: str = "", *, unit: Unit, acting: Acting) -> str:
    """Change a unit's words, the places of its quantities, its standard code. Raises Refused: NotFound."""
    if not unit.rows("SELECT 1 FROM catalog_unit WHERE code = %s FOR UPDATE", [code]):
        raise Refused([NotFound(field="code")])
    change(unit, Measure, {code: {"name": worded(name, acting.language), "places": places, "standard": standard}})
    return code


@command("catalog.add_products", _("Add products"), roles=KEEPERS)
def add_products(products: Sequence[NewProduct], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add products to the directory, and this company's terms with them.

    Raises Refused with CodeTaken (its record is the product that has the code), NoUnit, NoTaxClass, WrongChoice, OwnFieldWrong.
    """
    allowed = known(unit, unit.company_id)
    taken = dict(unit.rows("SELECT code, id FROM catalog_product WHERE code = ANY(%s)", [[new.code for new in products]]))
    wrong: list[BusinessError] = []
    seen: set[str] = set()
    for n, new in enumerate(products, 1):
        if new.code in taken or new.code in seen:
            wrong.append(CodeTaken(record=taken.get(new.code), line=n, product=new.code))
        seen.add(new.code)
        wrong += _faults(allowed, new, n)
    if wrong:
        raise Refused(wrong)
    return write_products(unit, products, allowed)


def _faults(allowed: Known, new: NewProduct, line: int) -> Iterable[BusinessError]:
    yield from allowed.wrong(new, line=line)
    yield from (fault for other in new.units for fault in allowed.wrong(other, line=line))
    if new.terms:
        yield from allowed.wrong(new.terms, line=line)
        try:
            allowed.custom("product", new.terms.custom)
        except BusinessError as no:
            no.line = line
            yield no


@dataclass(frozen=True, slots=True)
class NewProductCard:
    """A product as a person first writes it down; an empty tax class is the company's usual one."""

    code: str
    name: Words
    unit: str = "szt"
    kind: ProductKind = ProductKind.GOODS
    ean: str = ""
    tax_class: str = ""
    product_class: str = ""
    weight_kg: Decimal | None = None
    minimum: Decimal | None = None


@command("catalog.add_product", _("Add a product"), roles=KEEPERS)
def add_product(card: NewProductCard, *, unit: Unit, acting: Acting) -> list[UUID]:
    """Add one product; an empty tax class is the company's usual one."""
    c = card
    terms = StockTerms(tax_class=c.tax_class, product_class=c.product_class, minimum=c.minimum)
    new = NewProduct(code=c.code, name=worded(c.name, acting.language), unit=c.unit, kind=str(c.kind.value), ean=c.ean, weight_kg=c.weight_kg, terms=terms)
    return add_products([new], unit=unit)


@command("catalog.adopt", _("Take over from the directory"), roles=KEEPERS, sets="products")
def adopt(products: Sequence[UUID], tax_class: str = "", *, unit: Unit, acting: Acting) -> list[UUID]:
    """Make this company's terms with products of the directory; those it has stay. Raises Refused with NotFound, NoTaxClass."""
    allowed = known(unit, unit.company_id)
    wanted = list(dict.fromkeys(products))
    rows = unit.rows(
        "SELECT p.id, p.kind, t.product_id IS NOT NULL FROM catalog_product p LEFT JOIN catalog_productterms t ON t.product_id = p.id"
        " WHERE p.id = ANY(%s) ORDER BY 1 FOR UPDATE OF p", [wanted])  # fmt: skip
    found = {pk: (kind, have) for pk, kind, have in rows}
    wrong: list[BusinessError] = [NotFound(record=pk, field="products") for pk in wanted if pk not in found]
    if wrong := wrong + list(allowed.wrong({"tax_class": tax_class})):
        raise Refused(wrong)
    unit.add(terms_draft(allowed, pk, found[pk][0], StockTerms(tax_class=tax_class)) for pk in wanted if not found[pk][1])
    unit.touch(wanted)
    products_saved.tell(ProductsSaved(wanted), unit=unit)
    return wanted


@command("catalog.import_products", _("Import products"), roles=KEEPERS)
def import_products(rows: Sequence[ProductRow], *, unit: Unit, acting: Acting) -> list[ImportedProduct]:
    """Import products: a code the directory knows gets terms here where it has none; others are added. Raises as `add_products`."""
    allowed = known(unit, unit.company_id)
    last = {row.code: row for row in rows}
    have = {code: (pk, kind, ours) for code, pk, kind, ours in unit.rows(
        "SELECT p.code, p.id, p.kind, t.product_id IS NOT NULL FROM catalog_product p LEFT JOIN catalog_productterms t ON t.product_id = p.id"
        " WHERE p.code = ANY(%s)", [list(last)])}  # fmt: skip
    news = [_new(row, acting.language) for row in last.values() if row.code not in have]
    if wrong := [fault for n, new in enumerate(news, 1) for fault in _faults(allowed, new, n)]:
        raise Refused(wrong)
    made = dict(zip((new.code for new in news), write_products(unit, news, allowed), strict=True))
    unit.add(terms_draft(allowed, pk, kind, _new(last[code], "").terms) for code, (pk, kind, ours) in have.items() if not ours)
    unit.touch(pk for pk, _kind, ours in have.values() if not ours)
    return [ImportedProduct(made[r.code], "added") if r.code in made else ImportedProduct(have[r.code][0], "had" if have[r.code][2] else "taken over") for r in rows]


def _new(row: ProductRow, language: str) -> NewProduct:
    terms = StockTerms(tax_class=row.tax_class, product_class=row.product_class, minimum=row.minimum)
    external = ((row.source, row.external),) if row.external else ()
    return NewProduct(code=row.code, name={language: row.name}, unit=row.unit, kind=row.kind, ean=row.ean, weight_kg=row.weight_kg, external=external, terms=terms)


def write_products(unit: Unit, products: Sequence[NewProduct], allowed: Known) -> list[UUID]:
    """Write judged products with their units and terms."""
    ids = [uuid7() for _new in products]
    for pk, new in zip(ids, products, strict=True):
        unit.add(draft(Product)(
            id=pk, code=new.code, name=new.name, kind=new.kind, unit_id=new.unit, ean=new.ean, attributes=new.attributes, weight_kg=new.weight_kg, created_at=unit.now,
        ))  # fmt: skip
        unit.add(draft(ProductUnit)(product_id=pk, unit_id=u.unit, numerator=u.numerator, denominator=u.denominator, ean=u.ean) for u in new.units)
        unit.add(draft(ExternalId)(product_id=pk, source=source, value=value) for source, value in new.external)
        if new.terms is not None:
            unit.add(terms_draft(allowed, pk, new.kind, new.terms))
    index(unit, [findable(pk, new.code, new.name, [new.ean, *(u.ean for u in new.units)]) for pk, new in zip(ids, products, strict=True)])
    unit.touch(ids)
    products_saved.tell(ProductsSaved(ids), unit=unit)
    return ids


def terms_draft(allowed: Known, pk: UUID, kind: str, terms: StockTerms | None) -> Any:
    """A terms row; what is empty is the company's policy. Only goods are stocked, unless said."""
    t = terms or StockTerms()
    return draft(ProductTerms)(
        product_id=pk, product_class=t.product_class, tax_class_id=t.tax_class or allowed.tax_class,
        stocked=kind == ProductKind.GOODS.value if t.stocked is None else t.stocked, tracking=t.tracking,
        valuation=t.valuation or allowed.policy("valuation", "fifo"), price_difference=t.price_difference or allowed.policy("price_difference", "stock"),
        standard_cost=t.standard_cost, minimum=t.minimum, lot_multiple=t.lot_multiple, default_supplier_id=t.default_supplier,
        custom=allowed.custom("product", t.custom),
    )  # fmt: skip


def findable(pk: UUID, code: str, name: dict[str, str], more: Sequence[str] = ()) -> Findable:
    """How a product stands in the search door."""
    return Findable(kind="product", record=pk, label=code, note=say(name, "pl"), words=[*name.values(), *more, code.replace("-", "").replace(" ", "")], shared=True)
