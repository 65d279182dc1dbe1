"""Products and prices: what needs the master data only, so that every edition has it."""

from __future__ import annotations

from decimal import Decimal

from ogniwo.demo.assortment import BY_LOT, Row, rows
from ogniwo.demo.stage import FIRST, Item, Stage, cents
from ogniwo.masterdata.catalog.commands import add_price_lists, add_products, add_units, set_prices, set_supplier_items
from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewPriceList, NewProduct, NewUnit, OtherUnit, PriceInput, StockTerms

UNITS = (
    NewUnit("szt", {"pl": "sztuka", "en": "piece"}, standard="C62"), NewUnit("kpl", {"pl": "komplet", "en": "set"}, standard="SET"), NewUnit("m2", {"pl": "metr kwadratowy", "en": "square metre"}, 2, "MTK"),
    NewUnit("mb", {"pl": "metr bieżący", "en": "running metre"}, 2, "MTR"), NewUnit("l", {"pl": "litr", "en": "litre"}, 2, "LTR"), NewUnit("kg", {"pl": "kilogram", "en": "kilogram"}, 2, "KGM"),
    NewUnit("godz", {"pl": "godzina", "en": "hour"}, 2, "HUR"), NewUnit("karton", {"pl": "karton", "en": "box"}),
)  # fmt: skip
EURO = Decimal("4.28")


def add_goods(stage: Stage) -> None:
    """Units, 150 products with their suppliers' items, price lists in two currencies."""
    buyer, seller = stage.by("buyer", FIRST), stage.by("seller", FIRST)
    add_units(UNITS, acting=buyer)
    given = list(rows())
    ids = add_products([_product(row, stage) for row in given], acting=buyer)
    stage.items = [Item(pk, row.code, row.pl, row.unit, row.group, row.cost, row.price, row.pl in BY_LOT) for pk, row in zip(ids, given, strict=True)]
    set_supplier_items([
        ItemInput(stage.suppliers[row.supplier].id, item.id, code=f"{row.supplier[:2]}{1000 + n}", name=row.pl, price=item.cost, lead_time_days=3 + n % 5)
        for n, (item, row) in enumerate(zip(stage.items, given, strict=True)) if row.supplier
    ], acting=buyer)  # fmt: skip
    usual, partners, euro = add_price_lists([
        NewPriceList("STD", {"pl": "Cennik podstawowy", "en": "Standard price list"}, standard=True),
        NewPriceList("PARTNER", {"pl": "Cennik partnerski", "en": "Partner price list"}, party_class="partner"),
        NewPriceList("EUR", {"pl": "Cennik eksportowy", "en": "Export price list"}, currency="EUR", party_class="foreign"),
    ], acting=seller)  # fmt: skip
    set_prices(usual, [PriceInput(i.id, i.price) for i in stage.items] + [PriceInput(i.id, cents(i.price * Decimal("0.94")), from_quantity=Decimal(20)) for i in stage.group("wyroby", "akcesoria")], acting=seller)
    set_prices(partners, [PriceInput(i.id, cents(i.price * Decimal("0.92"))) for i in stage.items if i.group != "uslugi"], acting=seller)
    set_prices(euro, [PriceInput(i.id, cents(i.price / EURO)) for i in stage.items], acting=seller)


def _product(row: Row, stage: Stage) -> NewProduct:
    stocked = row.group != "uslugi"
    supplier = stage.suppliers[row.supplier].id if row.supplier else None
    terms = StockTerms(
        product_class=row.group, tax_class="23", stocked=stocked, tracking="lot" if row.pl in BY_LOT else "none", valuation="average" if row.group in {"materialy", "akcesoria"} else "fifo",
        minimum=Decimal(minimum(row.group, row.cost)) if supplier else None, lot_multiple=Decimal(4 if row.cost > 200 else 10) if supplier else None, default_supplier=supplier,
    )  # fmt: skip
    box = (OtherUnit("karton", 10),) if row.group == "akcesoria" else ()
    return NewProduct(row.code, {"pl": row.pl, "en": row.en}, row.unit, "goods" if stocked else "service", units=box, terms=terms)


def minimum(group: str, cost: Decimal) -> int:
    """How much of a product is kept at least."""
    return (34 if cost < 50 else 22) if group == "materialy" else 46 if group == "akcesoria" else 5 if cost > 500 else 11
