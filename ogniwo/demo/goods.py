"""Products, prices, suppliers' items, warehouses, opening stock; the accounts that product classes go to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ogniwo.demo.assortment import BY_LOT, Row, rows
from ogniwo.demo.stage import FIRST, Item, Stage, cents
from ogniwo.finance.ledger.commands.accounts import NewRule, set_account_rules
from ogniwo.masterdata.catalog.commands import add_price_lists, add_products, add_units, set_prices, set_supplier_items
from ogniwo.masterdata.catalog.rules.inputs import ItemInput, NewPriceList, NewProduct, NewUnit, OtherUnit, PriceInput, StockTerms
from ogniwo.supply.inventory.commands import NewLot, NewWarehouse, ReceiptLine, TransferLine, add_lots, add_warehouses, open_stock, transfer

UNITS = (
    NewUnit("szt", {"pl": "sztuka", "en": "piece"}, standard="C62"), NewUnit("kpl", {"pl": "komplet", "en": "set"}, standard="SET"), NewUnit("m2", {"pl": "metr kwadratowy", "en": "square metre"}, 2, "MTK"),
    NewUnit("mb", {"pl": "metr bieżący", "en": "running metre"}, 2, "MTR"), NewUnit("l", {"pl": "litr", "en": "litre"}, 2, "LTR"), NewUnit("kg", {"pl": "kilogram", "en": "kilogram"}, 2, "KGM"),
    NewUnit("godz", {"pl": "godzina", "en": "hour"}, 2, "HUR"), NewUnit("karton", {"pl": "karton", "en": "box"}),
)  # fmt: skip
# where each product class is booked; what is not said stays with the chart's own accounts
ACCOUNTS = {
    "wyroby": {"stock": "601", "cost_of_sales": "736", "revenue": "701"}, "akcesoria": {"revenue": "730"}, "towary": {"revenue": "730"},
    "materialy": {"stock": "310", "cost_of_sales": "741", "revenue": "740", "received_not_invoiced": "301"}, "uslugi": {"revenue": "702"},
    "energia": {"purchase_cost": "401"}, "reklama": {"purchase_cost": "407"},
}  # fmt: skip
EURO = Decimal("4.28")


def set_accounts(stage: Stage) -> None:
    """The accountant sends product classes to their accounts."""
    rules = [NewRule(role, account, date(2025, 1, 1), product_class=group) for group, accounts in ACCOUNTS.items() for role, account in accounts.items()]
    set_account_rules(rules, acting=stage.by("accountant", FIRST))


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
        minimum=Decimal(minimum(row.group, row.cost)) if supplier else None, lot_multiple=Decimal(5 if row.cost > 200 else 20) if supplier else None, default_supplier=supplier,
    )  # fmt: skip
    box = (OtherUnit("karton", 10),) if row.group == "akcesoria" else ()
    return NewProduct(row.code, {"pl": row.pl, "en": row.en}, row.unit, "goods" if stocked else "service", units=box, terms=terms)


def minimum(group: str, cost: Decimal) -> int:
    """How much of a product is kept at least."""
    return (30 if cost < 50 else 18) if group == "materialy" else 40 if group == "akcesoria" else 5 if cost > 500 else 10


def opening(item: Item) -> int:
    """How much was there when the books began."""
    if item.group == "wyroby":
        return 26 if item.cost < 300 else 12
    if item.group == "towary":
        return 10 if item.cost > 500 else 22
    return 90


def fill_warehouses(stage: Stage) -> None:
    """Two warehouses, lots, opening stock on the first day; a part goes to the branch in Wrocław."""
    keeper = stage.by("storekeeper", FIRST)
    one, two = stage.branches
    stage.warehouses = tuple(add_warehouses([NewWarehouse("MG1", "Magazyn główny Swarzędz", one), NewWarehouse("MG2", "Magazyn Wrocław", two)], acting=keeper))
    by_lot = [item for item in stage.items if item.lots]
    for item, lot in zip(by_lot, add_lots([NewLot(i.id, f"{i.code}/2608", date(2027, 8, 31)) for i in by_lot], acting=keeper), strict=True):
        stage.lots[item.id].append(lot)
    kept = [item for item in stage.items if item.group != "uslugi"]
    open_stock(stage.warehouses[0], [ReceiptLine(i.id, Decimal(opening(i)), cents(i.cost * opening(i)), lot=stage.lots[i.id][0] if i.lots else None) for i in kept],
               on=FIRST, text="Bilans otwarcia zapasów", acting=stage.by("accountant", FIRST))  # fmt: skip
    moved = [TransferLine(i.id, Decimal(opening(i) // 3)) for i in for_branch(stage)]
    transfer(stage.warehouses[0], stage.warehouses[1], moved, on=FIRST + timedelta(days=1), text="Zatowarowanie salonu Wrocław", acting=keeper)


def for_branch(stage: Stage) -> list[Item]:
    """What the branch in Wrocław sells."""
    return [i for n, i in enumerate(stage.items) if i.group in {"wyroby", "towary", "akcesoria"} and not i.lots and (n % 2 == 0 or i.group == "akcesoria")]
