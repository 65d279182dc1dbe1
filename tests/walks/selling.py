"""The company of the selling walk, and the first half of its way: campaign, leads, need, pipeline, offer."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

from ogniwo.site.testing import found

ACCOUNT = "PL61109010140000071219812874"
BALANCES = "SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id GROUP BY 1 HAVING sum(l.debit - l.credit) <> 0 ORDER BY 1"


def a_firm() -> Any:
    """A company with goods since December, a price list and a bank account, and no customer yet."""
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
    do("inventory.open_stock", warehouse=str(store), lines=lines, on="2025-12-01")
    do("treasury.add_bank_accounts", accounts=[{"number": ACCOUNT}])
    return firm


def campaign(w: Any, rows: Any) -> None:
    """The seller plans and starts a fair; the accountant books its cost with the campaign on the line."""
    w.menu("Campaigns|Kampanie")
    w.look("campaigns empty")
    box = w.drawer("Plan a campaign|Zaplanuj kampanię")
    w.fill("card.name", "Targi Mebel 2026")
    box.locator("[name='card.channel']").select_option("fair")
    w.fill("card.starts_on", w.say("today|dziś"))
    w.fill("card.planned_cost", "500")
    w.save(until="/s/marketing.campaign/")
    w.look("campaign")
    w.press("Control+Enter")
    w.state("Running|W toku")
    w.become("Accountant")
    w.menu("Draft entries|Bufor")
    w.act("Write an entry|Nowy zapis")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    w.fill("text", w.say("A stand at the fair|Stoisko na targach"))
    w.pick(0, "account", "407")
    w.cell(0, "debit").fill("450")
    w.pick(0, "dimensions.campaign", "Targi")
    w.pick(1, "account", "100")
    w.cell(1, "credit").fill("450")
    w.page.locator("dl.totals .sum dd", has_text=w.amount("0")).wait_for()
    w.look("entry with a campaign")
    w.save(until="/s/ledger.draft_entry/")
    w.drawer("Post draft entries|Zaksięguj z bufora")
    w.save()
    w.state("Posted|Zaksięgowan")
    assert rows("SELECT a.code, l.debit, l.credit, d.members ->> 'campaign' IS NOT NULL FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id"
                " LEFT JOIN ledger_dimensionset d ON d.id = l.dimension_set_id WHERE a.code IN ('407', '100') ORDER BY a.code DESC") == [
        ("407", D("450.00"), D("0.00"), True), ("100", D("0.00"), D("450.00"), False)]  # fmt: skip
    w.become("Seller")


def leads(w: Any, rows: Any) -> None:
    """One lead by hand, its double by hand warned of; two by a file of which one repeats it: the row is shown, nothing is brought in until it is settled."""
    for mail in ("ewa.lis@example.com", "EWA.LIS@example.com"):
        w.menu("Leads|Kontakty (leady)")
        w.drawer("Add a lead|Dodaj kontakt (lead)")
        w.fill("lead.company", "Kancelaria Temida")
        w.fill("lead.name", "Ewa Lis")
        w.fill("lead.email", mail)
        w.choose("campaign", "Targi")
        if mail.islower():
            w.save(until="/s/marketing.lead/")
            w.look("lead")
    w.press("Control+Enter")
    w.page.locator("up-drawer .errors", has_text="Kancelaria Temida").wait_for()
    w.look("lead by hand with a duplicate")
    w.page.keyboard.press("Escape")
    w.page.locator("up-drawer").wait_for(state="detached")
    w.menu("Leads|Kontakty (leady)")
    w.act("Import from a file|Import z pliku")
    w.page.wait_for_url("**/import/**")
    heads = w.say("Company;Person;E-mail;Need|Firma;Osoba;E-mail;Potrzeba")
    file = f"{heads}\nKancelaria Temida;E. Lis;EWA.LIS@example.com;fotele\nDom Dębowy;Jan Dąb;jan.dab@example.com;stół".encode("cp1250")
    w.page.set_input_files("#f-file", [{"name": "targi.csv", "mimeType": "text/csv", "buffer": file}])
    w.press("Control+Enter")
    w.page.locator("button[name=step][value=try]").click()
    w.page.locator("#main [role=alert]").wait_for()
    w.look("import with a duplicate")
    assert w.text().count("Kancelaria Temida") >= 2
    assert rows("SELECT count(*) FROM marketing_lead") == [(1,)]
    w.page.locator("button[name=step][value=right]").click()
    w.page.wait_for_url("**/s/marketing.leads/")
    w.done("1 rows brought in|Wczytano wiersze: 1")
    w.look("leads")
    assert rows("SELECT count(*) FROM marketing_lead") == [(2,)]


def pipeline(w: Any, rows: Any) -> None:
    """Need, qualified, the card on the board moved by keys and by the mouse, a call and a mail on its timeline."""
    w.page.get_by_role("link", name="Kancelaria Temida").first.click()
    w.page.wait_for_url("**/s/marketing.lead/**")
    w.fill("need", "Pięć foteli do poczekalni")
    w.press("Control+s")
    w.done("Change a lead|Zmień kontakt")
    w.drawer("Qualify|Zakwalifikuj")
    w.fill("expected_value", "2500")
    w.save(until="/s/pipeline.opportunity/")
    w.look("opportunity")
    w.drawer("Log a call|Zapisz rozmowę telefoniczną")
    w.fill("topic", "Umówione oględziny")
    w.fill("text", "Wolą jasny dąb.")
    w.save()
    w.wait("Umówione oględziny")
    w.drawer("Paste a mail|Wklej wiadomość e-mail")
    w.fill("pasted", "From: Ewa Lis <ewa.lis@example.com>\nTo: sprzedaz@alfa.example\nSubject: Fotele\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\nProszę o ofertę na pięć foteli.")
    w.save()
    w.wait("Proszę o ofertę")
    w.look("opportunity with its timeline")
    w.menu("Pipeline|Lejek sprzedaży")
    card = w.page.locator("board-view li", has_text="Temida")
    card.wait_for()
    w.look("board")
    first = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    card.locator("a").focus()
    w.press("Shift+ArrowRight")
    w.settle()
    w.page.locator("board-view li:not(.pending)", has_text="Temida").wait_for()
    second = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    card.drag_to(w.page.locator(f"section[data-stage='{second}'] + section"))
    w.page.locator(f"section[data-stage='{second}'] + section li:not(.pending)", has_text="Temida").wait_for()
    third = card.locator("xpath=ancestor::section").get_attribute("data-stage")
    assert len({first, second, third}) == 3
    w.settle()
    assert rows("SELECT s.code FROM pipeline_opportunity o JOIN pipeline_stage s ON s.id = o.stage_id") == [(third,)]


def offer(w: Any, rows: Any, firm: Any, post: list[Any]) -> None:
    """An offer from the opportunity: prices from the list, stock beside them, the margin for those who see it; PDF, mail, accepted, ordered."""
    w.page.locator("board-view li a", has_text="Temida").click()
    w.page.wait_for_url("**/s/pipeline.opportunity/**")
    w.act("Write an offer|Napisz ofertę")
    w.page.wait_for_url("**/do/offers.write_offer**")
    w.pick(0, "product", "FOT", "Larch armchair|Fotel Modrzew")
    w.cell(0, "quantity").fill("5")
    w.page.locator("dl.totals .sum dd", has_text=w.amount("3075")).wait_for()
    assert w.say("Margin|Marża") not in w.text("table.grid")
    w.page.locator("[data-out=stock]", has_text="10").wait_for()
    w.look("offer being written")
    w.save(until="/s/offers.offer/")
    w.look("offer")
    assert rows("SELECT price, price_reason FROM trade_tradeline") == [(500, "list")]
    assert w.say("STD is for everybody|Cennik STD jest dla wszystkich") in w.text("table.lines")
    assert "10" in w.page.locator("table.lines tbody tr").inner_text()
    assert w.say("Margin|Marża") not in w.text()
    printed = w.paper("See the print|Zobacz wydruk")
    for words in (w.say("Larch armchair|Fotel Modrzew"), "Kancelaria Temida", w.amount("500"), w.amount("2500"), w.amount("3075"), "61-001 Poznań"):
        assert words in printed, (words, printed)
    assert w.amount("300") not in printed  # what it costs us is not the customer's business
    w.drawer("Send|Wyślij")
    w.fill("to", "ewa.lis@example.com")
    w.save()
    w.state("Sent|Wysłana")
    firm.deliver()
    (letter,) = post
    (attached,) = letter.iter_attachments()
    assert letter["To"] == "ewa.lis@example.com"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content().startswith(b"%PDF")
    w.drawer("Accept|Przyjmij")
    w.fill("accepted_by", "Ewa Lis")
    w.save()
    w.state("Accepted|Przyjęta")
    w.look("offer accepted")
    assert rows("SELECT state FROM documents_document WHERE type = 'pipeline.opportunity'") == [("won",)]
    w.press("Control+Enter")
    w.page.wait_for_url("**/s/sales.order/**")
    w.look("order")
