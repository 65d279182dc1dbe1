"""The accountant's own work, in Polish and in English, by keys: entries, both storna, a month locked, reports that agree, open and stay as they were known."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.site.testing import found
from tests.walks.selling import BALANCES

pytestmark = pytest.mark.browser
QUICK = "pl"
TURNOVERS = "SELECT sum(l.debit), sum(l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE a.code = %s"
PASTE = "(el, text) => { const d = new DataTransfer(); d.setData('text/plain', text); el.dispatchEvent(new ClipboardEvent('paste', {clipboardData: d, bubbles: true, cancelable: true})) }"
SHARES = "Share capital|Kapitał podstawowy"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    return found("Alfa")


def test_the_books(firm, people, walker, rows):
    names = people(firm, "accountant")
    w = walker().sign_in(names["accountant"])
    entry(w, rows)
    storno(w, rows)
    reversal(w, rows)
    lock(w, rows)
    reports(w, rows)


def write(w: Any, text: str, lines: str, day: str = "") -> None:
    """An entry of cash pasted from a spreadsheet into the grid, kept among the drafts."""
    w.menu("Draft entries|Bufor")
    w.press("n")
    w.page.wait_for_url("**/do/ledger.write_entry**")
    w.page.locator("[name=journal]").select_option("PK")
    if day:
        w.fill("day", day)
    w.fill("text", text)
    cell = w.cell(0, "account")
    cell.focus()
    cell.evaluate(PASTE, lines)
    w.page.locator("dl.totals .sum dd", has_text=w.amount("0")).wait_for()
    w.settle()


def post(w: Any) -> None:
    w.save(until="/s/ledger.draft_entry/")
    w.drawer("Post draft entries|Zaksięguj z bufora")
    w.save()
    w.state("Posted|Zaksięgowany")


def entry(w: Any, rows: Any) -> None:
    """Rows pasted from a spreadsheet; what the act would do is seen first; the drafts, then the ledger."""
    write(w, "Wpłata do kasy", f"100\t{w.typed('1234.56')}\n801\t\t{w.typed('1234.56')}")
    w.page.locator("[data-out=account_name]", has_text=w.say(SHARES)).wait_for()
    w.look("entry pasted")
    w.page.locator("[name=preview]").click()
    w.page.locator(".effects").wait_for()
    w.look("entry previewed")
    assert rows("SELECT count(*) FROM documents_document WHERE type = 'ledger.draft_entry'") == [(0,)]
    w.save(until="/s/ledger.draft_entry/")
    w.state("Draft|Szkic")
    w.look("draft entry")
    assert rows(BALANCES) == []
    w.drawer("Post draft entries|Zaksięguj z bufora")
    w.page.locator("up-drawer [name=preview]").click()
    w.page.locator("up-drawer .effects").wait_for()
    w.settle()
    w.look("posting previewed")
    assert rows(BALANCES) == []
    w.save()
    w.state("Posted|Zaksięgowany")
    assert rows(BALANCES) == [("100", D("1234.56")), ("801", D("-1234.56"))]


def storno(w: Any, rows: Any) -> None:
    """Taken back in red: the turnovers come to nothing too."""
    w.menu("Journal|Dziennik")
    w.look("journal")
    w.open("Wpłata do kasy")
    w.drawer("Reverse entries|Wystornuj zapisy")
    w.fill("on", w.say("today|dziś"))
    w.save()
    w.done("Reverse entries|Wystornuj zapisy")
    assert rows(BALANCES) == [], rows("SELECT a.code, l.debit, l.credit, l.entry_id FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id")
    assert rows(TURNOVERS, "100") == [(D("0.00"), D("0.00"))]


def reversal(w: Any, rows: Any) -> None:
    """Taken back in black: the sides change over, so the turnovers stand on both."""
    write(w, "Pomyłka w kasie", "100\t50\n801\t\t50")
    post(w)
    w.menu("Journal|Dziennik")
    w.open("Pomyłka w kasie")
    box = w.drawer("Reverse entries|Wystornuj zapisy")
    w.fill("on", w.say("today|dziś"))
    box.locator("[name=kind]").select_option("reversal")
    w.save()
    w.done("Reverse entries|Wystornuj zapisy")
    assert rows(BALANCES) == []
    assert rows(TURNOVERS, "100") == [(D("50.00"), D("50.00"))]
    write(w, "Wpłata wspólnika", "100\t492\n801\t\t492", day="27.02.2026")
    post(w)


def lock(w: Any, rows: Any) -> None:
    """February with a draft in it is not locked; without, it is, and takes nothing more."""
    write(w, "Zapomniany", "100\t10\n801\t\t10", day="28.02.2026")
    w.save(until="/s/ledger.draft_entry/")
    w.menu("Months and locks|Miesiące i blokady")
    w.look("months")
    february(w)
    w.press("Control+Enter")
    w.page.locator("up-drawer .errors").wait_for()
    w.settle()
    w.look("lock refused")
    w.press("Escape")
    w.page.locator("up-drawer").wait_for(state="detached")
    w.menu("Draft entries|Bufor")
    w.open("Zapomniany")
    w.drawer("Discard draft entries|Odrzuć zapisy z bufora")
    w.save()
    w.state("Discarded|Odrzucony")
    w.menu("Months and locks|Miesiące i blokady")
    february(w)
    w.save()
    w.done("Lock a month|Zamknij miesiąc")
    assert rows("SELECT bool_and(locked) FROM books_period WHERE area = 'books' AND month <= '2026-02-01'") == [(True,)]
    write(w, "Za późno", "100\t10\n801\t\t10", day="28.02.2026")
    w.save(until="/s/ledger.draft_entry/")
    w.drawer("Post draft entries|Zaksięguj z bufora")
    w.press("Control+Enter")
    w.page.locator("up-drawer .errors", has_text=w.say("month of this date is locked|zamknięty")).wait_for()
    w.settle()
    w.look("into a locked month")
    w.press("Escape")
    w.page.locator("up-drawer").wait_for(state="detached")
    assert rows(TURNOVERS, "801") == [(D("50.00"), D("542.00"))]


def february(w: Any) -> None:
    """The form that locks all books of February, opened from its place in the table of months."""
    w.mark()
    w.page.locator("#main tr", has_text=w.say("February 2026|luty 2026")).locator("a, button").first.click()
    w.page.locator("up-drawer form.recform").wait_for()
    w.settle()
    w.look("lock february")


def reports(w: Any, rows: Any) -> None:
    """The trial balance sums to the journals and opens down to the line; kept as known now, it stays when more is posted."""
    w.menu("Trial balance|Zestawienie obrotów i sald")
    w.look("trial balance")
    footer = w.text("table.rep tfoot")
    w.menu("Journals by month|Obroty dzienników")
    w.look("journals by month")
    (debit, credit) = rows("SELECT sum(debit), sum(credit) FROM ledger_line")[0]
    assert debit == credit
    assert footer.count(w.amount(str(debit))) >= 2
    assert w.text("table.rep tfoot").count(w.amount(str(debit))) == 2
    w.menu("Trial balance|Zestawienie obrotów i sald")
    kept = w.text("table.rep tbody")
    assert w.amount("492") in kept
    w.page.locator("#main .head .btn", has_text=w.say("Save as known now|Zapisz, jak jest znany teraz")).click()
    w.page.locator("up-drawer [name=title], #main [name=title]").first.fill("Przed poprawką")
    w.press("Control+Enter")
    w.page.wait_for_url("**/s/ledger.saved_report/**")
    w.settle()
    w.look("saved report")
    write(w, "Poprawka", "100\t77\n801\t\t77")
    post(w)
    w.menu("Saved reports|Zachowane raporty")
    w.page.locator("#main table a", has_text="Przed poprawką").first.click()
    w.page.wait_for_url("**/s/ledger.saved_report/**")
    w.settle()
    w.look("saved report after a change")
    assert w.say("equal to the byte|równy co do bajtu") in w.text()
    assert w.say("492.00 today 569.00|492,00 dziś 569,00") in " ".join(w.text("#main tfoot").split())
    w.menu("Trial balance|Zestawienie obrotów i sald")
    assert w.amount("569") in w.text("table.rep tbody")
    assert w.amount("569") not in kept
    w.page.locator("table.rep tbody tr", has=w.page.get_by_text("100", exact=True)).locator("a").first.click()
    w.page.locator("h1", has_text=w.say("Account ledger|Karta konta")).wait_for()
    w.settle()
    lines = w.rows()
    assert [row for row in lines if w.amount("77") in row], lines
    w.page.locator("table.rep tbody tr", has_text="Poprawka").locator("a").first.click()
    w.page.locator("table.lines", has_text="801").wait_for()
