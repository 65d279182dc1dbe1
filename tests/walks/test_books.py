"""The accountant's own work, in Polish, by keys: entries, storno, accounts by a dated rule, a month locked, reports that agree and that stay as they were known."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.site.testing import TODAY, found

pytestmark = pytest.mark.browser
BALANCES = "SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id GROUP BY 1 HAVING sum(l.debit - l.credit) <> 0 ORDER BY 1"
TURNOVERS = "SELECT sum(l.debit), sum(l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE a.code = %s"
PASTE = "(el, text) => { const d = new DataTransfer(); d.setData('text/plain', text); el.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true})) }"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    """A company with a customer and two services, one of them of class montaz."""
    from ogniwo.kernel.commands import run

    firm = found("Alfa")

    def do(name: str, **data: Any) -> Any:
        return run(name, firm.acting, data).result

    do("catalog.add_units", units=[{"code": "godz", "name": {"pl": "godzina", "en": "hour"}}])
    do("catalog.add_products", products=[{"code": "MONTAZ", "name": {"pl": "Montaż", "en": "Assembly"}, "kind": "service", "unit": "godz",
                                          "terms": {"tax_class": "23", "product_class": "montaz", "stocked": False}}])  # fmt: skip
    do("parties.add_parties", parties=[{"name": "Odbiorca sp. z o.o.", "terms": {"customer": True}}])
    return firm


def test_the_books(firm, people, walker, rows):
    names = people(firm, accountant="pl")
    w = walker().sign_in(names["accountant"])
    entry(w, rows)
    storno(w, rows)
    rule(w, rows)
    lock(w, rows)
    reports(w, rows)


def entry(w: Any, rows: Any) -> None:
    """Rows pasted from a spreadsheet; what the act would do is seen first; the drafts, then the ledger."""
    w.menu("Bufor")
    w.page.keyboard.press("n")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    w.fill("text", "Wpłata do kasy")
    cell = w.cell(0, "account")
    cell.focus()
    cell.evaluate(PASTE, "100\t1234,56\n801\t\t1234,56")
    w.page.locator("dl.totals .sum dd", has_text="0,00").wait_for()
    w.page.locator("[data-out=account_name]", has_text="Kapitał podstawowy").wait_for()
    w.look("entry pasted")
    w.page.locator("[name=preview]").click()
    w.page.locator(".effects").wait_for()
    w.look("entry previewed")
    assert rows("SELECT count(*) FROM documents_document WHERE type = 'ledger.draft_entry'") == [(0,)]
    w.save(until="/s/ledger.draft_entry/")
    w.state("Szkic")
    w.look("draft entry")
    assert rows(BALANCES) == []
    w.drawer("Zaksięguj z bufora")
    w.page.locator("up-drawer [name=preview]").click()
    w.page.locator("up-drawer .effects").wait_for()
    w.look("posting previewed")
    w.save()
    w.state("Zaksięgowany")
    assert rows(BALANCES) == [("100", D("1234.56")), ("801", D("-1234.56"))]


def storno(w: Any, rows: Any) -> None:
    """Taken back in red: the turnovers come to nothing too."""
    w.menu("Dziennik")
    w.look("journal")
    w.page.locator("table[data-list] a.row").first.click()
    w.page.wait_for_url("**/s/ledger.entry/**")
    w.drawer("Wystornuj zapisy")
    w.fill("on", "dziś")
    w.save()
    w.done("Wystornuj")
    assert rows(BALANCES) == [], rows("SELECT a.code, l.debit, l.credit, l.entry_id FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id")
    assert rows(TURNOVERS, "100") == [(D("0.00"), D("0.00"))]


def rule(w: Any, rows: Any) -> None:
    """Class montaz goes to 702 from the first of March: an invoice of February and one of March land on different accounts."""
    w.menu("Schematy dekretacji")
    w.look("account rules")
    w.drawer("Ustaw regułę dekretacji")
    w.page.locator("up-drawer [name=role]").select_option("revenue")
    w.choose("account", "702")
    w.fill("valid_from", "01.03.2026")
    w.choose("product_class", "montaz")
    w.save()
    w.done("Ustaw regułę")
    w.menu("Schematy dekretacji")
    w.look("account rules with ours")
    for day in ("27.02.2026", f"{TODAY:%d.%m.%Y}"):
        w.menu("Faktury sprzedaży")
        w.page.keyboard.press("n")
        w.page.wait_for_url("**/do/invoicing.write_invoice**")
        w.choose("header.party", "Odb", "Odbiorca")
        w.fill("header.day", day)
        w.pick(0, "product", "MON", "Montaż")
        w.cell(0, "quantity").fill("2")
        w.cell(0, "price").fill("100")
        w.page.locator("dl.totals .sum dd", has_text="246,00").wait_for()
        w.look(f"invoice of {day}")
        w.save(until="/s/invoicing.invoice/")
        w.drawer("Zatwierdź i zaksięguj")
        w.save()
        w.state("Zaksięgowan")
    assert dict(rows(BALANCES)) == {"201": D("492"), "221": D("-92"), "700": D("-200"), "702": D("-200")}


def lock(w: Any, rows: Any) -> None:
    """February with a draft in it is not locked; without, it is."""
    w.menu("Bufor")
    w.page.keyboard.press("n")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    w.fill("day", "28.02.2026")
    w.fill("text", "Zapomniany")
    cell = w.cell(0, "account")
    cell.focus()
    cell.evaluate(PASTE, "100\t10\n801\t\t10")
    w.page.locator("dl.totals .sum dd", has_text="0,00").wait_for()
    w.save(until="/s/ledger.draft_entry/")
    draft = w.page.url
    w.menu("Miesiące i blokady")
    w.look("months")
    february(w)
    w.press("Control+Enter")
    w.page.locator("up-drawer .errors").wait_for()
    w.look("lock refused")
    w.go(draft)
    w.drawer("Odrzuć zapisy z bufora")
    w.save()
    w.state("Odrzucony")
    w.menu("Miesiące i blokady")
    february(w)
    w.save()
    w.done("Zamknij miesiąc")
    assert rows("SELECT bool_and(locked) FROM books_period WHERE area = 'books' AND month <= '2026-02-01'") == [(True,)]


def february(w: Any) -> None:
    """The form that locks all books of February, opened from its place in the table of months."""
    w.page.locator("#main tr", has_text="2026-02").locator("a, button").first.click()
    w.page.locator("up-drawer form.recform").wait_for()
    w.look("lock february")


def reports(w: Any, rows: Any) -> None:
    """The trial balance sums to the journals; kept as known now, it stays when more is posted."""
    w.menu("Zestawienie obrotów i sald")
    w.look("trial balance")
    footer = w.text("table.rep tfoot")
    w.menu("Obroty dzienników")
    w.look("journals by month")
    (debit, credit) = rows("SELECT sum(debit), sum(credit) FROM ledger_line")[0]
    assert debit == credit
    written = f"{debit:,.2f}".replace(",", " ").replace(".", ",")
    assert footer.count(written) >= 2
    assert w.text("table.rep tfoot").count(written) == 2
    w.menu("Zestawienie obrotów i sald")
    kept = w.text("table.rep tbody")
    w.page.locator("#main .head .btn", has_text="jak jest znany").click()
    w.page.locator("up-drawer [name=title], #main [name=title]").first.fill("ZOiS przed poprawką")
    w.press("Control+Enter")
    w.page.wait_for_url("**/s/ledger.saved_report/**")
    w.look("saved report")
    saved = w.page.url
    w.menu("Bufor")
    w.page.keyboard.press("n")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    w.fill("text", "Poprawka")
    cell = w.cell(0, "account")
    cell.focus()
    cell.evaluate(PASTE, "100\t77\n801\t\t77")
    w.page.locator("dl.totals .sum dd", has_text="0,00").wait_for()
    w.save(until="/s/ledger.draft_entry/")
    w.drawer("Zaksięguj z bufora")
    w.save()
    w.state("Zaksięgowany")
    w.go(saved)
    w.look("saved report after a change")
    said = w.text()
    assert "równy co do bajtu" in said
    assert "492,00 dziś 569,00" in " ".join(w.text("#main tfoot").split())
    w.menu("Zestawienie obrotów i sald")
    assert "77,00" in w.text("table.rep tbody")
    assert "77,00" not in kept
