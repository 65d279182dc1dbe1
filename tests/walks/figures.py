"""Where figures come from and which month they belong to, seen on the screens' own reports."""

from __future__ import annotations

from typing import Any


def margin_for_who_may(w: Any) -> None:
    """The owner sees what the offer earns; the seller did not."""
    w.become("Owner")
    w.menu("Offers|Oferty")
    w.open("Temida")
    w.look("offer with its margin")
    assert w.say("Margin|Marża") in w.text()
    assert w.amount("1000") in w.text("table.lines")


def december(w: Any, rows: Any) -> None:
    """A table of December, delivered on the 30th, invoiced on the 5th of January: revenue, cost and VAT are December's, January has nothing."""
    w.menu("Sales orders|Zamówienia sprzedaży")
    w.act("Write an order|Wpisz zamówienie")
    w.page.wait_for_url("**/do/sales.write_order**")
    w.choose("head.party", "Kanc", "Kancelaria Temida")
    w.fill("head.day", "29.12.2025")
    w.pick(0, "product", "STO", "Hornbeam table|Stół Grab")
    w.cell(0, "quantity").fill("1")
    w.page.locator("dl.totals .sum dd", has_text=w.amount("1107")).wait_for()
    w.look("order of december")
    w.save(until="/s/sales.order/")
    w.press("Control+Enter")
    w.state("Confirmed|Potwierdzone")
    w.become("Storekeeper")
    w.menu("Sales orders|Zamówienia sprzedaży")
    w.open(w.amount("1107"))
    w.act("Deliver in part|Wydaj częściowo")
    w.page.wait_for_url("**/do/sales.deliver**")
    w.fill("on", "30.12.2025")
    w.save(until="/s/sales.delivery/")
    w.become("Accountant")
    w.menu("Deliveries|Wydania")
    w.open(w.amount("1107"))
    w.drawer("Invoice|Zafakturuj")
    w.fill("issued_on", "05.01.2026")
    w.save(until="/s/invoicing.invoice/")
    w.state("Posted|Zaksięgowan")
    w.look("invoice of january")
    number = str(w.page.locator("#main h1").inner_text().split()[0])
    assert all(w.say(day) in w.text() for day in ("05/01/2026|05.01.2026", "30/12/2025|30.12.2025"))
    w.menu("VAT register|Rejestr VAT")
    w.ask(period="31.12.2025")
    w.look("vat register of december")
    (row,) = w.rows()
    assert row[0] == number and w.amount("900") in row and w.amount("207") in row
    w.ask(period="31.01.2026")
    assert w.page.locator("table.rep").count() == 0
    assert turned(w, "01.12.2025", "31.12.2025") == {"700": ("", w.amount("900")), "735": (w.amount("500"), ""), "221": ("", w.amount("207")), "201": (w.amount("1107"), "")}
    assert turned(w, "01.01.2026", "31.01.2026") == {}
    assert rows("SELECT DISTINCT day::text FROM ledger_line WHERE day BETWEEN '2025-12-02' AND '2026-02-28'") == [("2025-12-30",)]


def turned(w: Any, since: str, until: str) -> dict[str, tuple[str, str]]:
    """Turnovers of the accounts of a sale in a span, as the trial balance shows them: debit and credit; accounts without any left out."""
    w.menu("Trial balance|Zestawienie obrotów i sald")
    w.ask(as_of=until, since=since)
    w.look(f"trial balance until {until}")
    heads = w.rows("#main table.rep thead tr")[0]
    debit, credit = heads.index(w.say("Turnover debit|Obroty Wn")), heads.index(w.say("Turnover credit|Obroty Ma"))
    none = ("", w.amount("0"))
    pairs = {row[0]: (row[debit] if row[debit] not in none else "", row[credit] if row[credit] not in none else "") for row in w.rows()}
    return {code: pair for code, pair in pairs.items() if code in ("201", "221", "700", "735") and any(pair)}


def to_the_campaign(w: Any) -> None:
    """From the trial balance to the campaign in five steps at most; the campaign's margin."""
    w.become("Accountant")
    w.menu("Trial balance|Zestawienie obrotów i sald")
    w.look("trial balance")
    steps = [w.page.locator("table.rep tbody tr", has=w.page.get_by_text("700", exact=True)).locator("a").first]
    steps[-1].click()
    w.page.locator("h1", has_text=w.say("Account ledger|Karta konta")).wait_for()
    w.settle()
    w.look("account ledger")
    for where, words, then in (("table.rep tbody a", "WZ/", ".crumbs"), ("dl.facts a", "WZ/", ".flowstrip"), (".flowstrip a", "KMP/", "#main h1 .badge")):
        steps.append(w.page.locator(where, has_text=words).first)
        steps[-1].click()
        w.page.locator(then).wait_for()
        w.settle()
        w.look(f"step {len(steps)}")
    assert len(steps) <= 5
    w.page.wait_for_url("**/s/marketing.campaign/**")
    w.state("Running|W toku")
    w.menu("Margin|Marża")
    w.page.locator("[name=by]").select_option("campaign")
    w.page.locator("table.rep", has_text="Targi Mebel 2026").wait_for()
    w.settle()
    w.look("margin by campaign")
    row = w.text("table.rep tbody tr:has-text('Targi')")
    assert all(w.amount(figure) in row for figure in ("2000", "1200", "800", "450", "350")), row
