"""From a campaign to the money and back, by clicks and keys: the seller and the storekeeper in Polish, the accountant in English."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.site.testing import TODAY, found

pytestmark = pytest.mark.browser
BALANCES = "SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id GROUP BY 1 HAVING sum(l.debit - l.credit) <> 0 ORDER BY 1"
ACCOUNT = "PL61109010140000071219812874"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    """A company with goods, a price list and a bank account, and no customer yet."""
    from ogniwo.kernel.commands import run

    firm = found("Alfa", address={"street": "ul. Lipowa 1", "postal_code": "61-001", "city": "Poznań", "country": "PL"})

    def do(name: str, **data: Any) -> Any:
        return run(name, firm.acting, data).result

    do("catalog.add_units", units=[{"code": "szt", "name": {"pl": "sztuka", "en": "piece"}}])
    products = [{"code": code, "name": {"pl": pl, "en": en}, "unit": "szt", "terms": {"tax_class": "23", "product_class": "meble"}} for code, pl, en in (
        ("FOTEL", "Fotel Modrzew", "Larch armchair"), ("STOL", "Stół Grab", "Hornbeam table"))]  # fmt: skip
    chair, table = do("catalog.add_products", products=products)
    (standard,) = do("catalog.add_price_lists", price_lists=[{"code": "STD", "name": {"pl": "Cennik podstawowy", "en": "Standard prices"}, "standard": True}])
    do("catalog.set_prices", price_list=str(standard), prices=[{"product": str(chair), "price": "500"}, {"product": str(table), "price": "900"}])
    (store,) = do("inventory.add_warehouses", warehouses=[{"code": "M1", "name": "Główny"}])
    lines = [{"product": str(chair), "quantity": "10", "value": "3000"}, {"product": str(table), "quantity": "2", "value": "1000"}]
    do("inventory.open_stock", warehouse=str(store), lines=lines, on=str(TODAY))
    do("treasury.add_bank_accounts", accounts=[{"number": ACCOUNT}])
    return firm


def test_from_a_campaign_to_the_money(firm, people, walker, rows):
    names = people(firm, seller="pl", storekeeper="pl", accountant="en")
    w = walker().sign_in(names["seller"])
    campaign(w, rows)
    leads(w, rows)
    pipeline(w, rows)
    offer(w, rows)
    credit(w, rows)
    deliveries(w, rows)
    number = invoice(w, rows, firm)
    paid(w, rows, number)
    complaint(w, rows)
    figures(w, rows)


def campaign(w: Any, rows: Any) -> None:
    """The seller plans and starts a fair; the accountant books its cost with the campaign on the line."""
    w.menu("Kampanie")
    w.look("campaigns empty")
    box = w.drawer("Zaplanuj kampanię")
    w.fill("card.name", "Targi Mebel 2026")
    box.locator("[name='card.channel']").select_option("fair")
    w.fill("card.starts_on", "dziś")
    w.fill("card.planned_cost", "500")
    w.save(until="/s/marketing.campaign/")
    w.look("campaign")
    w.press("Control+Enter")
    w.state("W toku")
    w.become("Accountant")
    w.menu("Draft entries")
    w.act("Write an entry")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    w.fill("text", "A stand at the fair")
    w.pick(0, "account", "407")
    w.cell(0, "debit").fill("450")
    w.pick(0, "dimensions.campaign", "Targi")
    w.pick(1, "account", "100")
    w.cell(1, "credit").fill("450")
    w.page.locator("dl.totals .sum dd", has_text="0.00").wait_for()
    w.look("entry with a campaign")
    w.save(until="/s/ledger.draft_entry/")
    w.drawer("Post draft entries")
    w.save()
    w.state("Posted")
    assert rows("SELECT a.code, l.debit, l.credit, d.members ->> 'campaign' IS NOT NULL FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id"
                " LEFT JOIN ledger_dimensionset d ON d.id = l.dimension_set_id WHERE a.code IN ('407', '100') ORDER BY a.code DESC") == [
        ("407", D("450.00"), D("0.00"), True), ("100", D("0.00"), D("450.00"), False)]  # fmt: skip
    w.become("Seller")


def leads(w: Any, rows: Any) -> None:
    """One lead by hand; two by a file of which one repeats it: the row is shown, nothing is brought in until it is settled."""
    w.menu("Kontakty (leady)")
    w.drawer("Dodaj kontakt (lead)")
    w.fill("lead.company", "Kancelaria Temida")
    w.fill("lead.name", "Ewa Lis")
    w.fill("lead.email", "ewa.lis@example.com")
    w.choose("campaign", "Targi")
    w.save(until="/s/marketing.lead/")
    w.look("lead")
    w.menu("Kontakty (leady)")
    w.act("Import z pliku")
    w.page.wait_for_url("**/import/**")
    file = "Firma;Osoba;E-mail;Potrzeba\nKancelaria Temida;E. Lis;EWA.LIS@example.com;fotele\nDom Dębowy;Jan Dąb;jan.dab@example.com;stół".encode("cp1250")
    w.page.set_input_files("#f-file", [{"name": "targi.csv", "mimeType": "text/csv", "buffer": file}])
    w.press("Control+Enter")
    w.page.locator("button[name=step][value=try]").click()
    w.page.locator("#main [role=alert]").wait_for()
    w.look("import with a duplicate")
    assert w.text().count("Kancelaria Temida") >= 2
    assert rows("SELECT count(*) FROM marketing_lead") == [(1,)]
    w.page.locator("button[name=step][value=right]").click()
    w.page.wait_for_url("**/s/marketing.leads/")
    w.look("leads")
    assert rows("SELECT count(*) FROM marketing_lead") == [(2,)]


def pipeline(w: Any, rows: Any) -> None:
    """Need, qualified, the card on the board moved by keys and by the mouse, a call and a mail on its timeline."""
    w.page.get_by_role("link", name="Kancelaria Temida").first.click()
    w.page.wait_for_url("**/s/marketing.lead/**")
    w.fill("need", "Pięć foteli do poczekalni")
    w.press("Control+s")
    w.done("zrobione")
    w.drawer("Zakwalifikuj")
    w.fill("expected_value", "2500")
    w.save(until="/s/pipeline.opportunity/")
    w.look("opportunity")
    w.drawer("Zapisz rozmowę telefoniczną")
    w.fill("topic", "Umówione oględziny")
    w.fill("text", "Wolą jasny dąb.")
    w.save()
    w.wait("Umówione oględziny")
    w.drawer("Wklej wiadomość e-mail")
    w.fill("pasted", "From: Ewa Lis <ewa.lis@example.com>\nTo: sprzedaz@alfa.example\nSubject: Fotele\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nProszę o ofertę na pięć foteli.")
    w.save()
    w.wait("Proszę o ofertę")
    w.look("opportunity with its timeline")
    w.menu("Lejek sprzedaży")
    card = w.page.locator("board-view li", has_text="Temida")
    card.wait_for()
    w.look("board")
    first = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    card.locator("a").focus()
    w.page.keyboard.press("Shift+ArrowRight")
    w.page.locator("board-view li:not(.pending)", has_text="Temida").wait_for()
    second = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    card.drag_to(w.page.locator(f"section[data-stage='{second}'] + section"))
    w.page.locator(f"section[data-stage='{second}'] + section li:not(.pending)", has_text="Temida").wait_for()
    third = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    assert len({first, second, third}) == 3
    w.page.wait_for_load_state("networkidle")
    assert rows("SELECT s.code FROM pipeline_opportunity o JOIN pipeline_stage s ON s.id = o.stage_id") == [(third,)]


def offer(w: Any, rows: Any) -> None:
    """An offer from the opportunity: prices from the list, stock beside them, the margin for those who see it; PDF, mail, accepted, ordered."""
    w.page.locator("board-view li a", has_text="Temida").click()
    w.page.wait_for_url("**/s/pipeline.opportunity/**")
    w.act("Napisz ofertę")
    w.page.wait_for_url("**/do/offers.write_offer**")
    w.pick(0, "product", "FOT", "Fotel")
    w.cell(0, "quantity").fill("5")
    w.page.locator("dl.totals .sum dd", has_text="3 075,00").wait_for()
    assert "Marża" not in w.text("table.grid")
    w.page.locator("[data-out=stock]", has_text="10").wait_for()
    w.look("offer being written")
    w.save(until="/s/offers.offer/")
    w.look("offer")
    assert "10" in w.page.locator("table.lines tbody tr").inner_text()
    with w.page.expect_popup() as popup:
        w.act("Zobacz wydruk")
    popup.value.close()
    w.drawer("Wyślij")
    w.fill("to", "ewa.lis@example.com")
    w.save()
    w.state("Wysłana")
    w.drawer("Przyjmij")
    w.fill("accepted_by", "Ewa Lis")
    w.save()
    w.state("Przyjęta")
    w.look("offer accepted")
    assert rows("SELECT state FROM documents_document WHERE type = 'pipeline.opportunity'") == [("won",)]
    assert rows("SELECT count(*) FROM mail_letter") == [(1,)]
    w.press("Control+Enter")
    w.page.wait_for_url("**/s/sales.order/**")
    w.look("order")


def credit(w: Any, rows: Any) -> None:
    """The accountant set a limit: the order waits for a second person's word, then it is confirmed and goods are kept for it."""
    order = w.page.url
    w.become("Accountant")
    w.menu("Customers")
    w.page.get_by_role("link", name="Kancelaria Temida").first.click()
    w.page.wait_for_url("**/s/parties.party/**")
    w.look("customer card")
    w.fill("card.credit_limit", "1000")
    w.press("Control+s")
    w.done("done")
    w.become("Seller")
    w.go(order)
    w.press("Control+Enter")
    w.page.locator(".errors").wait_for()
    w.look("credit refused")
    assert "1 000,00" in w.text(".errors")
    w.go(order)
    w.drawer("Poproś o zgodę na kredyt")
    w.fill("why", "Stały klient, zapłata w drodze")
    w.save()
    w.become("Accountant")
    w.menu("Inbox")
    w.look("inbox")
    w.mark()
    w.page.locator("#main button", has_text="Approve").first.click()
    w.done("Approve")
    w.become("Seller")
    w.go(order)
    w.press("Control+Enter")
    w.state("Potwierdzone")
    w.act("Zarezerwuj towar")
    w.done("Zarezerwuj towar")
    assert rows("SELECT sum(quantity) FROM inventory_reservation") == [(5,)]
    w.look("order reserved")


def deliveries(w: Any, rows: Any) -> None:
    """The storekeeper delivers three of five, then the rest."""
    order = w.page.url
    w.become("Storekeeper")
    w.menu("Zamówienia sprzedaży")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/sales.order/**")
    assert w.page.url.split("?")[0] == order.split("?")[0]
    w.act("Wydaj częściowo")
    w.page.wait_for_url("**/do/sales.deliver**")
    w.look("partial delivery")
    assert "Fotel Modrzew" in w.text()
    assert w.cell(0, "quantity").input_value() == "5"
    w.cell(0, "quantity").fill("7")
    w.press("Control+Enter")
    w.page.locator(".errors").wait_for()
    assert "Fotel Modrzew" in w.text()
    assert w.cell(0, "quantity").get_attribute("aria-invalid") == "true"
    w.cell(0, "quantity").fill("3")
    w.save(until="/s/sales.delivery/")
    w.look("delivery")
    w.menu("Zamówienia sprzedaży")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/sales.order/**")
    w.drawer("Wydaj")
    w.save(until="/s/sales.delivery/")
    assert rows("SELECT abs(sum(quantity)), abs(sum(value)) FROM inventory_move m WHERE quantity < 0") == [(5, 1500)]


def invoice(w: Any, rows: Any, firm: Any) -> str:
    """Both deliveries on one invoice, posted; its FA(3) file is among its files, valid against the schema."""
    w.become("Accountant")
    w.menu("Deliveries")
    w.look("deliveries")
    for box in w.page.locator("tbody input[name=id]").all():
        box.check()
    w.page.locator(".bulk button", has_text="Invoice together").click()
    w.page.locator("up-drawer").wait_for()
    w.look("invoiced together")
    if w.page.locator("up-drawer form.recform").count():
        w.press("Control+Enter")
    w.page.locator("up-drawer .results").wait_for()
    w.page.keyboard.press("Escape")
    firm.deliver()
    w.menu("Sales invoices")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/invoicing.invoice/**")
    w.state("Posted")
    w.look("invoice")
    number = str(w.page.locator("#main h1").inner_text().split()[0])
    link = w.page.locator(".files a", has_text=".xml")
    content = w.page.context.request.get(w.base + link.get_attribute("href")).body()
    assert number.encode() in content and valid(content)
    assert rows(BALANCES) == [("100", D("-450")), ("201", D("3075")), ("221", D("-575")), ("330", D("2500")), ("407", D("450")), ("700", D("-2500")), ("735", D("1500")), ("890", D("-4000"))]
    return number


def valid(content: bytes) -> bool:
    """Whether an e-invoice keeps the official schema, as the product's own reader judges it."""
    from ogniwo.poland.einvoice.schema import checked_root, schema_faults

    return schema_faults(checked_root(content)) == []


def statement(number: int, opening: str, amount: str, title: str) -> bytes:
    """A bank's file of one line."""
    from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
    from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement

    came = D(amount)
    entry = Entry(position=1, amount=came, booking_day=TODAY, value_day=TODAY, reference=f"R{number}", details=(Detail(amount=came, name="Kancelaria Temida", title=title),))
    ends = [Balance(code=code, amount=amount, day=TODAY) for code, amount in (("OPBD", D(opening)), ("CLBD", D(opening) + came))]
    one = Statement(statement_id=f"WB{number}", number=str(number), account=ACCOUNT, currency="PLN", opening=ends[0], closing=ends[1], entries=(entry,))
    return write_camt053([one], message_id=f"M{number}", made_at=datetime(2026, 3, 2, 12, tzinfo=UTC))


def paid(w: Any, rows: Any, number: str) -> None:
    """A part, then the rest with 25 too much: two files at the desk, each accepted by a key and posted."""
    w.menu("Reconciliation")
    w.look("desk empty")
    for n, (opening, amount) in enumerate((("0", "1000"), ("1000", "2100")), 1):
        w.page.locator("[popovertarget=desk-import]").click()
        w.upload("#desk-import input[type=file]", f"wb{n}.xml", statement(n, opening, amount, f"Zaplata {number}"))
        w.page.locator("#desk-import button").click()
        w.page.locator("table[data-list] tbody tr").first.wait_for()
        w.look(f"desk with statement {n}")
        w.press("Control+Enter")
        w.mark()
        w.page.locator("#main .head button", has_text="Post 1 matched line").click()
        w.done("Posted")
    w.look("desk done")
    assert rows("SELECT sum(b.open) FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id") == [(D("-25"),)]


def complaint(w: Any, rows: Any) -> None:
    """A ticket about the delivered line; one piece comes back at its cost, and its invoice is corrected."""
    w.become("Seller")
    w.menu("Wydania")
    w.page.locator("table[data-list] a.row").last.click()
    w.page.wait_for_url("**/s/sales.delivery/**")
    w.page.locator("table.lines").get_by_role("link", name="Otwórz zgłoszenie").first.click()
    w.page.wait_for_url("**/do/servicedesk.open_ticket**")
    w.look("ticket about a line")
    w.fill("text", "Pękło oparcie")
    w.save(until="/s/servicedesk.ticket/")
    w.look("ticket")
    assert rows("SELECT count(*) FROM documents_flow WHERE kind = 'served'") == [(1,)]
    w.menu("Wydania")
    w.page.locator("table[data-list] a.row").last.click()
    w.page.wait_for_url("**/s/sales.delivery/**")
    w.act("Przyjmij zwrot")
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


def figures(w: Any, rows: Any) -> None:
    """From the trial balance to the campaign in five steps; the campaign's margin."""
    w.become("Accountant")
    w.menu("Trial balance")
    w.look("trial balance")
    w.page.locator("table.rep tbody tr", has=w.page.get_by_text("700", exact=True)).locator("a").first.click()
    w.page.locator("h1", has_text="Account ledger").wait_for()
    w.look("account ledger")
    w.page.locator("table.rep tbody a", has_text="WZ/").first.click()
    w.page.locator(".crumbs", has_text="Journal").wait_for()
    w.look("entry")
    w.page.locator("dl.facts a", has_text="WZ/").first.click()
    w.page.locator(".flowstrip").wait_for()
    w.page.locator(".flowstrip a", has_text="KMP/").click()
    w.page.wait_for_url("**/s/marketing.campaign/**")
    w.state("Running")
    w.menu("Margin")
    w.page.locator("[name=by]").select_option("campaign")
    w.page.locator("table.rep", has_text="Targi Mebel 2026").wait_for()
    w.look("margin by campaign")
    row = w.text("table.rep tbody tr:has-text('Targi')")
    assert all(figure in row for figure in ("2,000.00", "1,200.00", "800.00", "450.00", "350.00")), row
