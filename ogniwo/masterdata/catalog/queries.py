"""Reading the catalogue: lists, suggestions, and which price holds."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, DateField, DecimalField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.money.rules import UnitFactor
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.reader import Reader, Rows, data
from ogniwo.masterdata.catalog.models import CustomField, Price, PriceList, Product, ProductTerms, SupplierItem, Unit
from ogniwo.masterdata.catalog.rules import ListPrice, PriceFound, Wanted
from ogniwo.masterdata.catalog.rules import price_for as winning
from ogniwo.masterdata.catalog.rules.custom import Own as Owned
from ogniwo.masterdata.catalog.rules.units import plain_unit
from ogniwo.masterdata.parties.models import PartyTerms
from ogniwo.workbench.declare import Between, Bool, Choice, Column, Contains, Day, Filter, Own, Period, Quantity, Suggestion, Text

KINDS = {"text": "text", "number": "decimal", "day": "day", "flag": "bool", "choice": "choice"}
COLUMNS: dict[str, type[Column]] = {"text": Text, "decimal": Quantity, "day": Day, "bool": Bool, "choice": Text}
FILTERS: dict[str, type[Filter]] = {"text": Contains, "decimal": Between, "day": Period}
YES_NO = {"True": _("Yes"), "False": _("No")}
READ: dict[str, Callable[[Any], Any]] = {"number": Decimal, "day": date.fromisoformat}
EVERYONE = ("accountant", "seller", "buyer", "storekeeper")
PRODUCTS = """SELECT p.id, p.code, p.name, p.kind, p.unit_id, p.weight_kg, t.product_class, t.tax_class_id, t.stocked, t.tracking, t.active, t.default_supplier_id,
  t.standard_cost, (SELECT coalesce(json_object_agg(u.unit_id, json_build_array(u.numerator, u.denominator)), '{}') FROM catalog_productunit u WHERE u.product_id = p.id)
  FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.id = ANY(%s) OR p.code = ANY(%s)"""
PRICES = """SELECT p.id, l.code, p.product_id, p.unit, p.price, l.currency, p.from_quantity, p.valid_from, p.valid_to, o.party_id, l.party_class, l.price_mode
  FROM catalog_price p JOIN catalog_pricelist l ON l.id = p.price_list_id LEFT JOIN catalog_partyprices o ON o.price_list_id = l.id AND o.party_id = ANY(%s)
  WHERE p.product_id = ANY(%s) AND l.active AND (l.standard OR l.party_class <> '' OR o.party_id IS NOT NULL) AND l.currency = ANY(%s)
    AND (p.valid_from IS NULL OR p.valid_from <= %s) AND (p.valid_to IS NULL OR p.valid_to >= %s)"""
BUYING = """SELECT id, party_id, product_id, unit, price, currency FROM catalog_supplieritem WHERE party_id = ANY(%s) AND product_id = ANY(%s) AND price IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Item:
    """A product as documents need it; ``units``: factors of its units to its own, its own (1/1) among them."""

    id: UUID
    code: str
    name: dict[str, str]
    kind: str
    unit: str
    weight_kg: Decimal | None
    product_class: str
    tax_class: str
    stocked: bool
    tracking: str
    active: bool
    default_supplier: UUID | None
    standard_cost: Decimal | None
    units: dict[str, UnitFactor]


def items(rows: Rows, ids: Collection[UUID] = (), codes: Collection[str] = ()) -> dict[UUID, Item]:
    """Products of the company by their ids or codes; one statement. Missing ones are absent."""
    found = {}
    for *start, cost, units in rows.rows(PRODUCTS, [list(set(ids)), list(set(codes))]):
        start[2] = data(start[2])
        factors = {start[4]: UnitFactor(1)} | {code: UnitFactor(*factor) for code, factor in data(units).items()}
        found[start[0]] = Item(*start, cost, factors)  # type: ignore[call-arg]  # the columns before the cost
    return found


@dataclass(frozen=True, slots=True)
class PriceAsk:
    """Of which parties, products and currencies prices are asked, over which days."""

    parties: Collection[UUID]
    products: Collection[UUID]
    currencies: Collection[str]
    days: Collection[date]


def list_prices(rows: Rows, ask: PriceAsk) -> dict[str, list[ListPrice]]:
    """All price rows that may hold, by price mode (net, gross); one statement. The rule chooses among them."""
    if not ask.products:
        return {}
    found: dict[str, list[ListPrice]] = {}
    parameters = [list(set(ask.parties)), list(set(ask.products)), sorted(set(ask.currencies)), max(ask.days), min(ask.days)]
    for key, code, product, unit, price, currency, quantity, start, end, party, party_class, mode in rows.rows(PRICES, parameters):
        row = ListPrice(key, code, product, unit, price, currency, quantity, start, end, party, party_class or None if party is None else None)
        found.setdefault(mode, []).append(row)
    return found


def supplier_prices(rows: Rows, ask: PriceAsk) -> list[ListPrice]:
    """What suppliers ask for products, net, as price rows of the party; one statement."""
    if not ask.products:
        return []
    found = rows.rows(BUYING, [list(set(ask.parties)), list(set(ask.products))])
    return [ListPrice(key, "", product, unit, price, currency, party_id=party) for key, party, product, unit, price, currency in found]


@query("catalog.price_for", _("Price of a product"), roles=("accountant", "seller"))
def price_for(product: UUID, quantity: Decimal, on: date, party: UUID | None = None, *, acting: Acting) -> PriceFound | None:
    """The net price that holds for a party (or anybody) in the company's currency, and why it won over the others; None without one."""
    rows = Reader()
    item = items(rows, [product]).get(product)
    ((currency, party_class),) = rows.rows(
        "SELECT coalesce(t.currency, c.currency), t.party_class FROM tenancy_company c LEFT JOIN parties_partyterms t ON t.party_id = %s::uuid WHERE c.id = %s", [party, acting.company_id])  # fmt: skip
    if item is None:
        return None
    prices = list_prices(rows, PriceAsk([party] if party else [], [product], [currency], [on])).get("net", [])
    return winning(Wanted(product, quantity, item.unit, currency, on, party, party_class or None, item.units), prices)


@query("catalog.products", _("Products"), roles=EVERYONE)
def products(*, acting: Acting) -> QuerySet[ProductTerms]:
    """Products this company has terms with; its own fields as ``own_<key>``, by their types."""
    found: QuerySet[ProductTerms] = annotated(ProductTerms.objects.select_related("product"), "product")
    return found


@query("catalog.directory", _("Directory of products"), roles=EVERYONE)
def directory(*, acting: Acting) -> QuerySet[Product]:
    """All products of the directory, those this company has no terms with too."""
    return Product.objects.annotate(ours=Subquery(ProductTerms.objects.filter(product=OuterRef("pk")).values("active")[:1]))


@query("catalog.units", _("Units"), roles=EVERYONE)
def units(*, acting: Acting) -> QuerySet[Unit]:
    """Units of measure."""
    return Unit.objects.all()


@query("catalog.price_lists", _("Price lists"), roles=("accountant", "seller"))
def price_lists(*, acting: Acting) -> QuerySet[PriceList]:
    """Price lists."""
    return PriceList.objects.all()


@query("catalog.prices", _("Prices of a list"), roles=("accountant", "seller"))
def prices(price_list: UUID, *, acting: Acting) -> QuerySet[Price]:
    """All prices of a list, by product and quantity."""
    return Price.objects.filter(price_list=price_list).select_related("product__product").order_by("product__product__code", "from_quantity", "valid_from")


@query("catalog.prices_of", _("Prices of a product"), roles=("accountant", "seller"))
def prices_of(product: UUID, *, acting: Acting) -> QuerySet[Price]:
    """The prices of a product in every list."""
    return Price.objects.filter(product=product).select_related("price_list").order_by("price_list__code", "from_quantity", "valid_from")


@query("catalog.supplier_items", _("Suppliers' items"), roles=("accountant", "buyer", "storekeeper"))
def supplier_items(product: UUID, *, acting: Acting) -> QuerySet[SupplierItem]:
    """Who supplies a product, under which code, at what price."""
    return SupplierItem.objects.filter(product=product).select_related("party__party").order_by("price", "pk")


@query("catalog.fields", _("Own fields"), roles=EVERYONE)
def fields(*, acting: Acting) -> QuerySet[CustomField]:
    """Fields of the company's own."""
    return CustomField.objects.order_by("kind", "position", "key")


def own_fields(kind: str, *, acting: Acting) -> list[Own]:
    """The fields of a kind as forms draw them; for all who may open the form."""
    found = CustomField.objects.filter(kind=kind, active=True).order_by("position", "key")
    return [Own(f.key, say(f.label, acting.language), KINDS[f.type], {c: c for c in f.choices}) for f in found]


def product_fields(*, acting: Acting) -> list[Own]:
    """The company's own fields of products."""
    return own_fields("product", acting=acting)


def document_fields(*, acting: Acting) -> list[Own]:
    """The company's own fields of documents."""
    return own_fields("document", acting=acting)


def own_columns(*, acting: Acting) -> tuple[list[Column], list[Filter]]:
    """The company's own fields of products as columns and filters of their list."""
    return columns_of("product", acting=acting)


def columns_of(kind: str, *, acting: Acting) -> tuple[list[Column], list[Filter]]:
    """The same for own fields of any kind."""
    columns: list[Column] = []
    filters: list[Filter] = []
    for f in own_fields(kind, acting=acting):
        name = f"own_{f.key}"
        columns.append(COLUMNS[f.kind](name, title=f.title))
        filters.append(Choice(name, title=f.title, options=f.options or YES_NO) if f.kind in ("choice", "bool") else FILTERS[f.kind](name, title=f.title))
    return columns, filters


def annotated(rows: Any, kind: str) -> Any:
    """A query of rows that keep own fields in ``custom``, with each value as ``own_<key>`` by its type; one statement for the fields."""
    return rows.annotate(**{f"own_{f.key}": _typed(f) for f in CustomField.objects.filter(kind=kind, active=True)})


def own_of_party(party: UUID, *, acting: Acting) -> list[tuple[str, Any]]:
    """The own fields of a party with their values, as pairs (words, value)."""
    return worded_values("party", PartyTerms.objects.filter(pk=party).values_list("custom", flat=True).first() or {}, acting)


def _typed(f: CustomField) -> Any:
    """An own field's value as its type: text, number, date, yes or no."""
    text = KeyTextTransform(f.key, "custom")
    kinds: dict[str, Any] = {"number": DecimalField(max_digits=20, decimal_places=6), "day": DateField(), "flag": BooleanField()}
    return Cast(text, kinds[f.type]) if f.type in kinds else text


def own_of_documents(rows: Rows) -> dict[str, Owned]:
    """The own fields documents may hold, retired ones too (documents made of older ones keep them); one statement."""
    found = rows.rows("SELECT key, type, choices FROM catalog_customfield WHERE kind = 'document'")
    return {key: Owned(key, type_, tuple(data(choices))) for key, type_, choices in found}


def worded_values(kind: str, given: Mapping[str, Any], acting: Acting) -> list[tuple[str, Any]]:
    """Values of own fields as pairs (words, value), in the fields' order; numbers and days as such."""
    return [(say(f.label, acting.language), READ.get(f.type, _same)(given[f.key])) for f in CustomField.objects.filter(kind=kind).order_by("position", "key") if f.key in given]


def typed_values(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values of own fields by key, numbers and days as such: for forms."""
    return {f.key: READ.get(f.type, _same)(given[f.key]) for f in CustomField.objects.filter(kind=kind) if f.key in given} if given else {}


def _same(value: Any) -> Any:
    return value


@query("catalog.own_values", _("Own fields of a product"), roles=EVERYONE)
def own_values(product: UUID, *, acting: Acting) -> list[tuple[str, Any]]:
    """The own fields of a product with their values, as pairs (words, value)."""
    return worded_values("product", ProductTerms.objects.filter(pk=product).values_list("custom", flat=True).first() or {}, acting)


@query("catalog.suggest", _("Choose a product"), roles=EVERYONE)
def suggest(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Products of this company by their code, name, EAN, or what suppliers call them."""
    chosen = [UUID(str(i)) for i in ids]
    if not chosen:
        found = [f.record for f in find(text, ["product"], 60, acting=acting)]
        theirs = SupplierItem.objects.filter(code__istartswith=text.strip()).values_list("product_id", flat=True)[:12] if len(text.strip()) > 1 else []
        chosen = [*found, *theirs]
    terms = {t.pk: t for t in ProductTerms.objects.filter(pk__in=chosen).select_related("product")}
    shown = [terms[pk] for pk in dict.fromkeys(chosen) if pk in terms and (ids or terms[pk].active)][: len(ids) or 12]
    return [_suggestion(t, acting.language) for t in shown]


def _suggestion(t: ProductTerms, language: str) -> Suggestion:
    name = say(t.product.name, language)
    fill = {"description": name, "unit": t.product.unit_id, "tax_class": t.tax_class_id}
    return Suggestion(t.pk, t.product.code, label=f"{t.product.code} {name}", note=t.product.unit_id, fill=fill)


@query("catalog.card_form", _("A product's card to change"), roles=("accountant", "buyer"))
def card_form(product: UUID, *, acting: Acting) -> dict[str, object]:
    """What the form of a card begins with."""
    t = ProductTerms.objects.select_related("product").get(pk=product)
    same = ("product_class", "stocked", "tracking", "valuation", "price_difference", "minimum", "lot_multiple", "active")
    card = {name: getattr(t, name) for name in same} | {"name": t.product.name, "custom": typed_values("product", t.custom), "ean": t.product.ean, "weight_kg": t.product.weight_kg}
    return {"product": t.pk, "card": card | {"tax_class": t.tax_class_id, "default_supplier": t.default_supplier_id}}


@query("catalog.suggest_units", _("Choose a unit"), roles=EVERYONE)
def suggest_units(text: str = "", ids: Sequence[str] = (), *, acting: Acting) -> list[Suggestion]:
    """Units by their code or name."""
    return _coded([(u.code, say(u.name, acting.language)) for u in units(acting=acting)], text, ids)


@query("catalog.suggest_classes", _("Choose a product class"), roles=EVERYONE)
def suggest_classes(text: str = "", ids: Sequence[str] = (), *, acting: Acting) -> list[Suggestion]:
    """Product classes in use."""
    return _coded([(c, c) for c in ProductTerms.objects.exclude(product_class="").values_list("product_class", flat=True).distinct().order_by("product_class")], text, ids)


@query("catalog.suggest_price_lists", _("Choose a price list"), roles=("accountant", "seller"))
def suggest_price_lists(text: str = "", ids: Sequence[UUID] = (), *, acting: Acting) -> list[Suggestion]:
    """Price lists by their code or name."""
    found = [(p, say(p.name, acting.language)) for p in PriceList.objects.order_by("code")]
    wanted, looked = {str(i) for i in ids}, text.strip().casefold()
    return [Suggestion(p.pk, p.code, label=f"{p.code} {name}", note=p.currency) for p, name in found if str(p.pk) in wanted or not ids and looked in f"{p.code} {name}".casefold()][:12]


def _coded(pairs: Sequence[tuple[str, str]], text: str, ids: Sequence[str]) -> list[Suggestion]:
    looked = text.strip().casefold()
    found = [(code, name) for code, name in pairs if code in ids or not ids and looked in f"{code} {name}".casefold()]
    return [Suggestion(code, code, label=code if code == name else f"{code} {name}") for code, name in found[:12]]


def unit_form(code: str | None = None, *, acting: Acting) -> dict[str, object]:
    """A unit as it stands."""
    return dict(Unit.objects.filter(pk=code).values("code", "name", "places", "standard").first() or {}) if code else {}


def price_list_form(price_list: UUID | None = None, *, acting: Acting) -> dict[str, object]:
    """A price list as it stands."""
    return dict(PriceList.objects.filter(pk=price_list).values("name", "party_class", "active").first() or {}) if price_list else {}


FACTORS = """SELECT x.product_id, u.code, u.name, u.standard, x.numerator, x.denominator, 0 AS own FROM catalog_productunit x JOIN catalog_unit u ON u.code = x.unit_id
  WHERE x.product_id = ANY(%s) UNION ALL
  SELECT p.id, u.code, u.name, u.standard, 1, 1, 1 FROM catalog_product p JOIN catalog_unit u ON u.code = p.unit_id WHERE p.id = ANY(%s) ORDER BY own"""


def unit_words(rows: Rows, products: Collection[UUID]) -> dict[UUID, dict[str, UnitFactor]]:
    """What words mean which unit of a product (code, name in any language, standard code), with its factor to the product's own; one statement."""
    found: dict[UUID, dict[str, UnitFactor]] = {}
    ids = sorted(set(products))
    for product, code, name, standard, numerator, denominator, _own in rows.rows(FACTORS, [ids, ids]) if ids else ():
        for word in filter(None, map(plain_unit, (code, standard, *data(name).values()))):
            found.setdefault(product, {})[word] = UnitFactor(numerator, denominator)
    return found
