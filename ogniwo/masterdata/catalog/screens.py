"""Screens of products and price lists."""

from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.catalog import commands, queries
from ogniwo.masterdata.catalog.models import FieldKind, FieldType, ProductKind
from ogniwo.workbench.declare import (
    Action,
    Amount,
    Badge,
    Bool,
    Choice,
    Count,
    Day,
    Field,
    Form,
    Import,
    Lines,
    List,
    Menu,
    Panel,
    PartyOf,
    Quantity,
    Record,
    Ref,
    Reference,
    Section,
    State,
    Tags,
    Text,
    do,
)

PRICES = {"net": _("Net"), "gross": _("Gross")}
product_reference = Reference(["product", "products"], suggest=queries.suggest, create="catalog.add_product", opens="catalog.product")
unit_code = Reference(["unit"], suggest=queries.suggest_units, by_words=True)
product_class = Reference(["product_class"], suggest=queries.suggest_classes, by_words=True)
price_list_reference = Reference(["price_list"], suggest=queries.suggest_price_lists, create="catalog.add_price_list", opens="catalog.price_list")
default_supplier = Reference(["default_supplier"], suggest="parties.suggest", create="parties.add_party", opens="parties.party")
KINDS = {"goods": State(ProductKind.GOODS.label, "info", "package"), "service": State(ProductKind.SERVICE.label, "neutral", "tool"), "kit": State(ProductKind.KIT.label, "neutral", "box")}

products = List("catalog.products", _("Products"), find={"pk": ["product"]}, menu=Menu(_("Catalogue"), 10, "package"), source=queries.products, record="catalog.product",
    search=["product__code", "product__name", "product__ean"], order="product__code", own=queries.own_columns,
    columns=[Text("product__code", title=_("Code"), card="title"), Text("product__name", title=_("Name"), card="sub", sort=False),
             Badge("product__kind", title=_("Kind"), states=KINDS), Text("product__unit_id", title=_("Unit"), card="meta"), Text("tax_class_id", title=_("Tax class")),
             Text("product_class", title=_("Class")), Quantity("minimum", title=_("Minimum"), unit="product__unit_id"), Bool("active", title=_("In use"))],
    filters=[Choice("product__kind", title=_("Kind"), options=KINDS, shown=True)],
    actions=[Action(commands.add_product, new=True, primary=True, icon="plus")], empty=_("No products yet. Add one, or import a file."))  # fmt: skip

product_form = Form(commands.change_product, prefill=queries.card_form, key="product", done="catalog.product", sections=[Section(fields=[Field("card", own=queries.product_fields)])])
product = Record("catalog.product", _("Product"), source=queries.products, parent="catalog.products", heading="product__code", edit=product_form,
    sections=[Section(fields=[Text("product__name", title=_("Name")), Text("product__ean", title=_("EAN")), Text("product__unit_id", title=_("Unit")), Text("tax_class_id", title=_("Tax class")),
              Text("valuation", title=_("Valuation")), Quantity("minimum", title=_("Minimum"))])],
    panels=[Panel("own", _("Own fields"), queries.own_values, kind="facts", order=10, quiet=True),
            Panel("prices", _("Prices"), queries.prices_of, order=20, columns=[Ref("price_list", label="price_list__code", title=_("Price list"), opens="catalog.price_list"),
                  Quantity("from_quantity", title=_("From")), Text("unit", title=_("Unit")), Amount("price", title=_("Price"), places=2)]),
            Panel("suppliers", _("Suppliers"), queries.supplier_items, order=30, sensitive="cost", columns=[PartyOf("party", label="party__party__name", title=_("Supplier")),
                  Text("code", title=_("Their code")), Amount("price", title=_("Price")), Quantity("lead_time_days", title=_("Days"))])],
    actions=[commands.set_units, commands.set_supplier_item])  # fmt: skip

price_lists = List("catalog.price_lists", _("Price lists"), menu=Menu(_("Catalogue"), 20, "tags"), source=queries.price_lists, record="catalog.price_list", search=["code"], order="code",
    columns=[Text("code", title=_("Code"), card="title"), Text("name", title=_("Name"), card="sub", sort=False), Text("currency", title=_("Currency"), card="side"),
             Text("price_mode", title=_("Prices"), words=PRICES), Bool("standard", title=_("For everybody")), Text("party_class", title=_("Class")), Bool("active", title=_("In use"))],
    actions=[Action(commands.add_price_list, new=True, primary=True, icon="plus")], empty=_("No price lists yet. Add one and set its prices."))  # fmt: skip
price_list = Record("catalog.price_list", _("Price list"), source=queries.price_lists, parent="catalog.price_lists", heading="code", sections=[Section(fields=[Text("currency", title=_("Currency")), Text("price_mode", title=_("Prices"), words=PRICES)])],
    lines=Lines("catalog.price_list_prices", source=queries.prices, columns=[Ref("product", label="product__product__code", title=_("Code"), opens="catalog.product"),
                Text("product__product__name", title=_("Name")), Quantity("from_quantity", title=_("From")), Text("unit", title=_("Unit")), Amount("price", title=_("Price")),
                Day("valid_from", title=_("From day")), Day("valid_to", title=_("To day"))]),
    actions=[Action(commands.set_price, primary=True), Action(commands.change_price_list, icon="pencil"), commands.set_prices, Action(commands.give_price_list, sets="price_list")])  # fmt: skip

import_products = Import(commands.import_products, "catalog.import", _("Import products"), rows="rows", back="catalog.products")
price_list_form = Form(commands.change_price_list, key="price_list", done="catalog.price_list", prefill=queries.price_list_form, preview=False, submit=_("Save"))

OWN_OF = {kind.value: State(kind.label, "info") for kind in FieldKind}
OWN_TYPES = {kind.value: State(kind.label) for kind in FieldType}
own_fields = List("catalog.fields", _("Own fields"), few=True, menu=Menu(_("Settings"), 40, "forms"), source=queries.fields, search=["key"], order="kind",
    columns=[Text("label", title=_("Name"), card="title", sort=False), Badge("kind", title=_("Of"), states=OWN_OF), Badge("type", title=_("Type"), states=OWN_TYPES),
             Text("key", title=_("Key"), card="sub"), Tags("choices", title=_("Choices")), Bool("active", title=_("In use"))],
    filters=[Choice("kind", title=_("Of"), options=OWN_OF, shown=True)],
    actions=[Action(commands.add_field, new=True, primary=True, icon="plus"), Action(commands.retire_fields, icon="archive")],
    empty=_("No own fields yet. Add one: it stands in forms, lists and the API at once."))  # fmt: skip
own_field_form = Form(commands.add_field, preview=False, sections=[Section(fields=[
    Field("kind", title=_("Of")), Field("type", title=_("Type")), Field("key", title=_("Key"), help=_("Small letters, digits and _, for the API and files: shelf_no.")),
    Field("label", title=_("Name")), Field("choices", title=_("Choices"), width=3, rows=4, help=_("Of a field of one of a list, each in its line."))])])  # fmt: skip
units = List("catalog.units", _("Units"), menu=Menu(_("Settings"), 45, "ruler"), source=queries.units, search=["code"], order="code",
    columns=[Text("code", title=_("Code"), card="title", opens=lambda row: do("catalog.change_unit", id=row.pk, next="/s/catalog.units/")), Text("name", title=_("Name"), card="sub", sort=False),
             Count("places", title=_("Places")), Text("standard", title=_("Standard code"))],
    actions=[Action(commands.add_units, new=True, primary=True, icon="plus")], empty=_("No units yet."))  # fmt: skip
unit_form = Form(commands.change_unit, key="code", prefill=queries.unit_form, preview=False, submit=_("Save"), sections=[Section(fields=[
    Field("name", title=_("Name")), Field("places", title=_("Places"), help=_("How many decimal places its quantities have.")), Field("standard", title=_("Standard code"), help=_("UN/ECE recommendation 20: C62, KGM."))])])  # fmt: skip
