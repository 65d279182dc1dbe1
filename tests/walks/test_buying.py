"""From a product below its minimum to the transfer settled, in Polish and in English, by clicks and keys; the owner approves on a phone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from lxml import etree

from ogniwo.site.testing import NUMBER, TODAY, found
from tests.walks.papers import statement
from tests.walks.selling import BALANCES

pytestmark = pytest.mark.browser
QUICK = "en"
OURS, THEIRS, SELLER = "PL61109010140000071219812874", "PL27114020040000300201355387", "5260250274"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    """A company that keeps at least ten desks, and has none."""
    from ogniwo.kernel.commands import run

    firm = found("Alfa", address={"street": "ul. Lipowa 1", "postal_code": "61-001", "city": "Poznań", "country": "PL"})

    def do(name: str, **data: Any) -> Any:
        return run(name, firm.acting, data).result

    do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "sztuka", "en": "piece"}}])
    (maker,) = do("parties.add_parties", parties=[{"name": "Meble Dębowe sp. z o.o.", "identifiers": [{"scheme": "NIP", "value": SELLER}], "accounts": [{"number": THEIRS}],
                                                  "terms": {"supplier": True, "payment_days": 14}}])  # fmt: skip
    terms = {"tax_class": "23", "minimum": "10", "lot_multiple": "10", "default_supplier": str(maker)}
    (desk,) = do("catalog.add_products", products=[{"code": "BIURKO", "name": {"pl": "Biurko dębowe", "en": "Oak desk"}, "unit": "szt", "terms": terms}])
    do("catalog.set_supplier_items", items=[{"party": str(maker), "product": str(desk), "code": "B-160", "price": "1250", "lead_time_days": 3}])
    do("inventory.add_warehouses", warehouses=[{"code": "M1", "name": "Główny"}])
    do("treasury.add_bank_accounts", accounts=[{"number": OURS}])
    return firm


def their_file() -> bytes:
    """The supplier's FA(3) file: six desks, each 10 zł dearer than ordered."""
    from ogniwo.poland.einvoice.compose import RateAmount, buyer_identity, invoice_of, transfer
    from ogniwo.poland.einvoice.content.parties import Buyer
    from ogniwo.poland.einvoice.tests.samples import a_sale
    from ogniwo.poland.einvoice.writer import write_invoice

    sale = a_sale()
    desks = replace(sale.lines[0], quantity=D(6), net_price=D("1260.00"), net=D("7560.00"))
    sale = replace(sale, number="FV/77/2026", issue_day=TODAY, supply_day=TODAY, lines=(desks,), rates=(RateAmount(code="23", net=D("7560.00"), tax=D("1738.80")),), exempt_basis=None,
                   buyer=Buyer(identity=buyer_identity("Alfa", f"PL {NUMBER}"), address=sale.buyer.address), payment=transfer(TODAY + timedelta(days=14), THEIRS[2:], bank="Bank"))  # fmt: skip
    return write_invoice(invoice_of(sale))


def test_from_a_minimum_to_the_money(firm, people, walker, rows):
    names = people(firm, "buyer", "storekeeper", "accountant", "owner")
    w = walker().sign_in(names["buyer"])
    order(w, rows)
    receipt(w, rows)
    used(w, rows)
    invoice(w, rows)
    payments(w)
    phone = walker(width=390).sign_in(names["owner"])
    phone.menu("Inbox|Do decyzji")
    phone.look("inbox on a phone")
    phone.mark()
    phone.page.locator("#main button", has_text=phone.say("Approve|Zatwierdź")).first.click()
    phone.done("Approve|Zatwierdź")
    settled(w, rows)


def order(w: Any, rows: Any) -> None:
    """The proposal says why; the order is made of it and confirmed."""
    w.menu("Purchase proposals|Propozycje zakupu")
    w.press("n")
    w.page.locator("tbody input[name=id]").first.wait_for()
    w.settle()
    w.look("proposals")
    said = w.text("table[data-list] tbody")
    assert "BIURKO" in said and "10" in said and w.amount("1250") in said
    w.page.locator("tbody input[name=id]").first.check()
    w.mark()
    w.page.locator(".bulk button", has_text=w.say("Order|Zamów")).click()
    w.done("Order|Zamów")
    w.look("ordered")
    w.menu("Purchase orders|Zamówienia do dostawców")
    w.open()
    w.look("purchase order")
    w.press("Control+Enter")
    w.state("Ordered|Zamówione")
    assert rows("SELECT quantity, price FROM trade_tradeline") == [(10, 1250)]


def receipt(w: Any, rows: Any) -> None:
    """Six of ten came: in stock at the price ordered, owed but not invoiced."""
    w.become("Storekeeper")
    w.menu("Purchase orders|Zamówienia do dostawców")
    w.open()
    w.press("Control+Enter")
    w.page.wait_for_url("**/do/purchasing.receive**")
    w.settle()
    w.look("receipt being written")
    assert "BIURKO" in w.text()
    w.cell(0, "quantity").fill("6")
    w.save(until="/s/purchasing.receipt/")
    w.look("receipt")
    assert dict(rows(BALANCES)) == {"303": D("-7500"), "330": D("7500")}


def used(w: Any, rows: Any) -> None:
    """Two desks go to the company's own rooms before the invoice comes: their cost is what is known."""
    w.menu("Warehouse documents|Dokumenty magazynowe")
    w.act("Issue internally (RW)|Wydaj wewnętrznie (RW)")
    w.page.wait_for_url("**/do/inventory.issue_internal**")
    w.pick(0, "product", "BIU", "Oak desk|Biurko dębowe")
    w.cell(0, "quantity").fill("2")
    w.choose("warehouse", "M1")
    w.save(until="/s/inventory.paper/")
    w.look("internal issue")
    assert dict(rows(BALANCES)) == {"303": D("-7500"), "330": D("5000"), "401": D("2500")}


def invoice(w: Any, rows: Any) -> None:
    """Their file is read, matched, the dearer price shown, and posted: the difference goes to what is in stock and to what went out."""
    w.become("Accountant")
    w.menu("Received e-invoices|E-faktury otrzymane")
    w.look("e-invoices empty")
    w.drawer("Read an e-invoice|Wczytaj e-fakturę")
    w.upload("up-drawer input[type=file]", "faktura.xml", their_file())
    w.save()
    w.menu("Received e-invoices|E-faktury otrzymane")
    w.open("FV/77/2026")
    w.look("received invoice")
    said = w.text()
    assert w.amount("1260") in said
    assert w.say("ordered at 1250|w zamówieniu 1250") in said, said
    w.drawer("Approve and post|Zatwierdź i zaksięguj")
    w.save()
    w.state("Posted|Zaksięgowan")
    w.look("received invoice posted")
    assert dict(rows(BALANCES)) == {"202": D("-9298.80"), "222": D("1738.80"), "330": D("5040"), "401": D("2520")}
    w.menu("Received, not invoiced|Przyjęte, niezafakturowane")
    w.look("received not invoiced")
    assert w.page.locator("table.rep").count() == 0 or w.amount("0") in w.text("table.rep tfoot")


def payments(w: Any) -> None:
    """What is due is proposed and put before another person; the one who asks cannot say yes."""
    w.menu("Payment runs|Paczki przelewów")
    w.drawer("Propose payments|Zaproponuj płatności")
    w.fill("until", "+30")
    w.save()
    w.menu("Payment runs|Paczki przelewów")
    w.open()
    w.look("payment run")
    w.drawer("Send for approval|Wyślij do akceptacji")
    w.save()
    w.state("Waits for approval|Czeka na akceptację")
    w.menu("Inbox|Do decyzji")
    assert w.page.locator("#main button", has_text=w.say("Approve|Zatwierdź")).count() == 0


def settled(w: Any, rows: Any) -> None:
    """The approved run becomes the bank's file; the statement settles the invoice."""
    w.menu("Payment runs|Paczki przelewów")
    w.open()
    w.state("Approved|Zatwierdzona")
    w.drawer("Make the bank's file|Utwórz plik dla banku")
    w.save()
    w.state("Sent to the bank|Wysłana do banku")
    w.look("payment run sent")
    root = etree.fromstring(w.download(".xml"))

    def texts(name: str) -> list[str]:
        return [element.text or "" for element in root.iter(f"{{*}}{name}")]

    assert "pain.001" in root.tag
    assert (texts("NbOfTxs")[0], texts("CtrlSum")[0], texts("InstdAmt")) == ("1", "9298.80", ["9298.80"])
    assert texts("IBAN") == [OURS, THEIRS]
    assert any("FV/77/2026" in text for text in texts("Ustrd"))
    w.menu("Reconciliation|Uzgadnianie wyciągów")
    w.page.locator("[popovertarget=desk-import]").click()
    w.upload("#desk-import input[type=file]", "wb.xml", statement(1, OURS, TODAY, ("-9298.80", "Meble Dębowe", THEIRS, "FV/77/2026"), "10000"))
    w.mark()
    w.page.locator("#desk-import button").click()
    w.page.locator("table[data-list] tbody tr").first.wait_for()
    w.settle()
    w.look("desk with the transfer")
    w.press("Control+Enter")
    button = w.page.locator("#main .head button", has_text=w.say("Post 1 matched line|Zaksięguj 1 dopasowaną pozycję"))
    button.wait_for()
    w.mark()
    button.click()
    w.done("Posted|Zaksięgowano")
    assert dict(rows(BALANCES)) == {"130": D("-9298.80"), "222": D("1738.80"), "330": D("5040"), "401": D("2520")}
    assert rows("SELECT sum(abs(b.open)) FROM ledger_openitembalance b") == [(D("0.00"),)]
    w.menu("Open items|Otwarte rozrachunki")
    assert w.page.locator("table.rep").count() == 0
