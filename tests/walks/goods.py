"""The second half of the selling walk: credit, goods, invoices, money, and a piece that comes back."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

from ogniwo.site.testing import TODAY
from tests.walks.papers import invoice_file, said, statement
from tests.walks.selling import ACCOUNT, BALANCES

OPEN = "SELECT sum(b.open) FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id"
MATCHED = "Post 1 matched line|Zaksięguj 1 dopasowaną pozycję"


def credit(w: Any, rows: Any) -> None:
    """The accountant set a limit: the order waits for a second person's word, then it is confirmed and goods are kept for it."""
    order = w.page.url
    w.become("Accountant")
    w.menu("Customers|Klienci")
    w.page.get_by_role("link", name="Kancelaria Temida").first.click()
    w.page.wait_for_url("**/s/parties.party/**")
    w.look("customer card")
    w.act("Change|Zmień")
    w.page.wait_for_url("**/do/parties.change_party**")
    w.fill("card.credit_limit", "1000")
    w.save(until="/s/parties.party/")
    w.look("customer card with a limit")
    w.become("Seller")
    to_the_order(w, order)
    w.press("Control+Enter")
    w.page.locator(".errors").wait_for()
    w.look("credit refused")
    assert w.amount("1000") in w.text(".errors")
    to_the_order(w, order)
    w.drawer("Ask for credit|Poproś o zgodę na kredyt")
    w.fill("why", "Stały klient, zapłata w drodze")
    w.save()
    w.become("Accountant")
    w.menu("Inbox|Do decyzji")
    w.look("inbox")
    w.mark()
    w.page.locator("#main button", has_text=w.say("Approve|Zatwierdź")).first.click()
    w.done("Approve|Zatwierdź")
    w.become("Seller")
    to_the_order(w, order)
    w.press("Control+Enter")
    w.state("Confirmed|Potwierdzone")
    w.act("Reserve goods|Zarezerwuj towar")
    w.done("Reserve goods|Zarezerwuj towar")
    assert rows("SELECT sum(quantity) FROM inventory_reservation") == [(5,)]
    w.look("order reserved")


def to_the_order(w: Any, order: str) -> None:
    """The one order, by the list."""
    w.menu("Sales orders|Zamówienia sprzedaży")
    w.open()
    assert w.page.url.split("?")[0] == order.split("?")[0]


def deliveries(w: Any, rows: Any) -> None:
    """The storekeeper delivers three of five, then the rest; both go at their cost."""
    order = w.page.url
    w.become("Storekeeper")
    to_the_order(w, order)
    w.act("Deliver in part|Wydaj częściowo")
    w.page.wait_for_url("**/do/sales.deliver**")
    w.look("partial delivery")
    chair = w.say("Larch armchair|Fotel Modrzew")
    assert chair in w.text()
    assert w.cell(0, "quantity").input_value() == "5"
    w.cell(0, "quantity").fill("7")
    w.press("Control+Enter")
    w.page.locator(".errors").wait_for()
    assert chair in w.text()
    assert w.cell(0, "quantity").get_attribute("aria-invalid") == "true"
    w.cell(0, "quantity").fill("3")
    w.save(until="/s/sales.delivery/")
    w.look("delivery")
    assert dict(rows(BALANCES)) == {"100": D("-450"), "304": D("1500"), "330": D("3100"), "407": D("450"), "700": D("-1500"), "735": D("900"), "890": D("-4000")}
    to_the_order(w, order)
    w.drawer("Deliver|Wydaj")
    w.save(until="/s/sales.delivery/")
    assert rows("SELECT abs(sum(quantity)), abs(sum(value)) FROM inventory_move m WHERE quantity < 0") == [(5, 1500)]


def invoice(w: Any, rows: Any, firm: Any) -> str:
    """Both deliveries on one invoice, posted; its PDF says all the law asks for; its FA(3) file is among its files, valid."""
    w.become("Accountant")
    w.menu("Deliveries|Wydania")
    w.look("deliveries")
    for box in w.page.locator("tbody input[name=id]").all():
        box.check()
    w.page.locator(".bulk button", has_text=w.say("Invoice together|Zafakturuj zbiorczo")).click()
    w.page.locator("up-drawer").wait_for()
    w.settle()
    w.look("invoiced together")
    if w.page.locator("up-drawer form.recform").count():
        w.press("Control+Enter")
    w.page.locator("up-drawer .results").wait_for()
    w.press("Escape")
    w.page.locator("up-drawer").wait_for(state="detached")
    firm.deliver()
    w.menu("Sales invoices|Faktury sprzedaży")
    w.open()
    w.state("Posted|Zaksięgowan")
    w.look("invoice")
    number = str(w.page.locator("#main h1").inner_text().split()[0])
    root = invoice_file(w.download(".xml"))
    assert (said(root, "P_2"), said(root, "P_13_1"), said(root, "P_14_1"), said(root, "P_15"), said(root, "RodzajFaktury")) == ([number], ["2500.00"], ["575.00"], ["3075.00"], ["VAT"])
    assert [D(q) for q in said(root, "P_8B")] == [3, 2]
    printed = w.paper("Print|Drukuj")
    for words in (number, "Kancelaria Temida", "5260250995", w.say("Seller|Sprzedawca"), w.say("Larch armchair|Fotel Modrzew"), w.amount("2500"), w.amount("575"), w.amount("3075"), "23"):
        assert words in printed, (words, printed)
    assert dict(rows(BALANCES)) == {"100": D("-450"), "201": D("3075"), "221": D("-575"), "330": D("2500"), "407": D("450"), "700": D("-2500"), "735": D("1500"), "890": D("-4000")}
    return number


def paid(w: Any, rows: Any, number: str) -> None:
    """A part, then the rest with 25 too much: two files at the desk, each accepted by a key and posted."""
    w.menu("Reconciliation|Uzgadnianie wyciągów")
    w.look("desk empty")
    for n, (opening, amount, left) in enumerate((("0", "1000", "2075"), ("1000", "2100", "-25")), 1):
        w.page.locator("[popovertarget=desk-import]").click()
        w.upload("#desk-import input[type=file]", f"wb{n}.xml", statement(n, ACCOUNT, TODAY, (amount, "Kancelaria Temida", "", f"Zaplata {number}"), opening))
        w.mark()
        w.page.locator("#desk-import button").click()
        w.page.locator("table[data-list] tbody tr", has_text=w.amount(amount)).wait_for()
        w.look(f"desk with statement {n}")
        assert number in w.text("aside.rail")
        w.press("Control+Enter")
        w.page.locator("#main .head button", has_text=w.say(MATCHED)).wait_for()
        w.mark()
        w.page.locator("#main .head button", has_text=w.say(MATCHED)).click()
        w.done("Posted|Zaksięgowano")
        assert rows(OPEN) == [(D(left),)]
    w.look("desk done")
    w.menu("Open items|Otwarte rozrachunki")
    w.look("open items")
    assert "-25" in " ".join(w.rows()[0])


def complaint(w: Any, rows: Any, firm: Any, number: str) -> None:
    """A ticket about the delivered line; one piece comes back at its cost, and its invoice is corrected."""
    w.become("Seller")
    to_the_first_delivery(w)
    w.page.locator("table.lines").get_by_role("link", name=w.say("Open a ticket|Otwórz zgłoszenie")).first.click()
    w.page.wait_for_url("**/do/servicedesk.open_ticket**")
    w.look("ticket about a line")
    w.fill("text", "Pękło oparcie")
    w.save(until="/s/servicedesk.ticket/")
    w.look("ticket")
    assert w.say("Larch armchair|Fotel Modrzew") in w.text("table.lines")
    assert rows("SELECT count(*) FROM documents_flow WHERE kind = 'served'") == [(1,)]
    to_the_first_delivery(w)
    w.act("Take goods back|Przyjmij zwrot")
    w.page.wait_for_url("**/do/sales.return_lines**")
    w.look("return")
    w.fill("reason", "Pękło oparcie")
    w.cell(0, "quantity").fill("1")
    w.page.locator("[name=preview]").click()
    w.page.locator(".effects").wait_for()
    w.look("return previewed")
    w.press("Control+Enter")
    w.page.wait_for_url("**/s/sales.return/**")
    w.look("return done")
    assert dict(rows(BALANCES)) == {"100": D("-450"), "130": D("3100"), "201": D("-640"), "221": D("-460"), "330": D("2800"), "407": D("450"), "700": D("-2000"), "735": D("1200"), "890": D("-4000")}
    assert rows("SELECT register, sum(net), sum(tax) FROM tax_taxregisterline GROUP BY 1") == [("sale", D("2000"), D("460"))]
    corrected(w, firm, number)


def to_the_first_delivery(w: Any) -> None:
    w.menu("Deliveries|Wydania")
    w.open(w.amount("1500"))


def corrected(w: Any, firm: Any, number: str) -> None:
    """The correction invoice: on paper and in its FA(3) what was and what is; VAT register, ledger and receivable follow."""
    firm.deliver()
    w.become("Accountant")
    w.menu("Sales invoices|Faktury sprzedaży")
    w.look("sales invoices")
    w.open(w.amount("615"))
    w.look("correction")
    correction = str(w.page.locator("#main h1").inner_text().split()[0])
    assert correction != number
    printed = w.paper("Print|Drukuj")
    for words in (correction, number, "Pękło oparcie", w.say("Before|Przed"), w.say("After|Po"), w.amount("500"), w.amount("115"), w.amount("615")):
        assert words in printed, (words, printed)
    root = invoice_file(w.download(".xml"))
    assert (said(root, "RodzajFaktury"), said(root, "P_2"), said(root, "NrFaKorygowanej"), said(root, "P_13_1"), said(root, "P_14_1"), said(root, "P_15")) == (
        ["KOR"], [correction], [number], ["-500.00"], ["-115.00"], ["-615.00"])  # fmt: skip
    assert [D(q) for q in said(root, "P_8B")] == [3, 2]  # three before (StanPrzed), two after
    w.menu("VAT register|Rejestr VAT")
    w.look("vat register")
    found = {row[0]: row for row in w.rows()}
    assert w.amount("2500") in found[number]
    assert "-" + w.amount("500") in found[correction]
    w.menu("Open items|Otwarte rozrachunki")
    assert "-" + w.amount("640") in w.text("#main tfoot").replace("\N{MINUS SIGN}", "-")
