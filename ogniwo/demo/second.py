"""The second, small company of the same directory: it takes over parties and products, and sells a little."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ogniwo.demo import people
from ogniwo.demo.goods import set_accounts
from ogniwo.demo.parties import bank_account
from ogniwo.demo.stage import FIRST, TODAY, Stage, cents
from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, post_invoices, receive_invoices
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.treasury.commands import NewBankAccount, add_bank_accounts
from ogniwo.kernel.access.models import User
from ogniwo.masterdata.catalog.commands import add_price_lists, set_prices
from ogniwo.masterdata.catalog.commands import adopt as adopt_products
from ogniwo.masterdata.catalog.rules.inputs import NewPriceList, PriceInput
from ogniwo.masterdata.parties.commands import adopt as adopt_parties
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.inventory.commands import NewWarehouse, ReceiptLine, add_warehouses, open_stock
from ogniwo.supply.sales.commands import confirm_orders, deliver_orders, invoice_deliveries, write_orders
from ogniwo.supply.sales.rules import OrderInput

DAYS = (date(2026, 9, 17), date(2026, 10, 15), date(2026, 11, 12))


def tell(main: Stage, users: dict[str, User]) -> Stage:
    """Found the small company and let it live through three sales days."""
    founder = people.found(people.SMALL, users, "77", directory_id=main.people["owner"].directory_id)
    stage = people.stage_of(founder.company_id, users)
    set_accounts(stage)
    seller, buyer, accountant = stage.by("seller", FIRST), stage.by("buyer", FIRST), stage.by("accountant", FIRST)
    adopt_parties([c.id for c in main.customers[:8]], payment_days=14, acting=seller)
    adopt_parties([main.suppliers["TELEKOM"].id], customer=False, supplier=True, payment_days=14, acting=buyer)
    items = [*main.group("wyroby")[:12], *main.group("uslugi")[:4]]
    adopt_products([i.id for i in items], "23", acting=buyer)
    (prices,) = add_price_lists([NewPriceList("STD", {"pl": "Cennik", "en": "Price list"}, standard=True)], acting=seller)
    set_prices(prices, [PriceInput(i.id, i.price) for i in items], acting=seller)
    (store,) = add_warehouses([NewWarehouse("MAG", "Magazyn pracowni", stage.branches[0])], acting=stage.by("storekeeper", FIRST))
    made = items[:12]
    open_stock(store, [ReceiptLine(i.id, Decimal(20), cents(i.cost * 20)) for i in made], on=FIRST, text="Bilans otwarcia", acting=accountant)
    add_bank_accounts([NewBankAccount(bank_account(900), "Rachunek bieżący")], acting=accountant)
    stock = sum((cents(i.cost * 20) for i in made), Decimal(0))
    cash = Decimal("40000.00")
    post_entries([NewEntry("BO", FIRST, (EntryLine("130", debit=cash), EntryLine("890", debit=stock), EntryLine("801", credit=cash + stock)), "Bilans otwarcia ksiąg")], acting=accountant)
    for n, day in enumerate(DAYS):
        _sell(stage, main, n, day)
    bill = [
        PurchaseInput(
            party=main.suppliers["TELEKOM"].id, number=f"LZ/{day:%m}/88", issued_on=day, received_on=day, payable_total=Decimal("147.60"), taxes={"23": Decimal("27.60")},
            lines=(StatedLine("Internet i telefon", Decimal(1), Decimal("120.00"), "23", price=Decimal("120.00"), unit="szt"),),
        ) for day in DAYS
    ]  # fmt: skip
    post_invoices(receive_invoices(bill, acting=stage.by("accountant", TODAY)), acting=stage.by("accountant", TODAY))
    return stage


def _sell(stage: Stage, main: Stage, n: int, day: date) -> None:
    items = [*main.group("wyroby")[:12], *main.group("uslugi")[:4]]
    orders = [
        OrderInput(HeaderInput(party=customer.id, day=day), (LineInput(product=items[(n * 3 + k) % 12].id, quantity=Decimal(1 + k % 3)), LineInput(product=items[12 + k % 4].id, quantity=Decimal(1))))
        for k, customer in enumerate(main.customers[n : n + 4])
    ]  # fmt: skip
    seller = stage.by("seller", day)
    made = write_orders(orders, acting=seller)
    confirm_orders(made, on=day, acting=seller)
    deliveries = deliver_orders(made, on=day, acting=stage.by("storekeeper", day))
    invoice_deliveries(deliveries[: 4 - n], issued_on=day, acting=seller)
