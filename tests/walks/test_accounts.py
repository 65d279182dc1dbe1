"""The accountant says which account sales of a class go to, and from when; tries it on an invoice; invoices of both sides of that day land apart."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from ogniwo.site.testing import found

pytestmark = pytest.mark.browser
QUICK = "pl"
BOOKED = """SELECT d.day, a.code, sum(l.credit - l.debit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id JOIN ledger_entry e ON e.id = l.entry_id
  JOIN documents_document d ON d.id = e.document_id WHERE a.code IN ('700', '702') GROUP BY 1, 2 ORDER BY 1"""


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    """A company with a customer and a service of class montaz."""
    from ogniwo.kernel.commands import run

    firm = found("Alfa")

    def do(name: str, **data: Any) -> Any:
        return run(name, firm.acting, data).result

    do("catalog.add_units", units=[{"code": "godz", "name": {"pl": "godzina", "en": "hour"}}])
    do("catalog.add_products", products=[{"code": "MONTAZ", "name": {"pl": "Montaż", "en": "Assembly"}, "kind": "service", "unit": "godz",
                                          "terms": {"tax_class": "23", "product_class": "montaz", "stocked": False}}])  # fmt: skip
    do("parties.add_parties", parties=[{"name": "Odbiorca sp. z o.o.", "terms": {"customer": True}}])
    return firm


def test_a_dated_rule_is_set_tried_and_divides_the_invoices(firm, people, walker, rows):
    w = walker().sign_in(people(firm, "accountant")["accountant"])
    before = invoice(w, "31.03.2026")
    rule(w, "01.04.2026")
    tried(w, before, account="700", coming=w.say("702 01/04/2026|702 01.04.2026"))
    w.fill("day", "1.4")
    w.page.keyboard.press("Enter")
    w.page.wait_for_url("**day=1.4**")
    assert "700" not in row(w, "Revenue|Przychód") and "702" in row(w, "Revenue|Przychód")
    w.look("the same on the day of the rule")
    w.go(before)
    post(w)
    after = invoice(w, "01.04.2026")
    tried(w, after, account="702", coming="")
    w.go(after)
    post(w)
    assert [(str(day), code, amount) for day, code, amount in rows(BOOKED)] == [("2026-03-31", "700", D("200")), ("2026-04-01", "702", D("200"))]
    tried(w, before, account="700", coming=w.say("702 01/04/2026|702 01.04.2026"))
    assert w.say("Booked on|Zaksięgowano na") in w.text("table thead")
    w.menu("Account determination|Schematy dekretacji")
    w.act("Try accounts|Wypróbuj dekretację")
    w.page.wait_for_url("**/s/ledger.try_accounts/**")
    w.go("/s/ledger.try_accounts/?role=revenue&product_class=montaz&day=2026-03-31")
    assert w.say("702 01/04/2026|702 01.04.2026") in row(w, "Revenue|Przychód")
    w.look("a role tried")


def rule(w: Any, since: str) -> None:
    """Class montaz goes to 702 from a day on."""
    w.menu("Account determination|Schematy dekretacji")
    w.drawer("Set an account rule|Ustaw regułę dekretacji")
    w.page.locator("up-drawer [name=role]").select_option("revenue")
    w.choose("account", "702")
    w.fill("valid_from", since)
    w.choose("product_class", "montaz")
    w.save()
    w.done("Set an account rule|Ustaw regułę")


def invoice(w: Any, day: str) -> str:
    """A draft invoice of the service, and its address."""
    w.menu("Sales invoices|Faktury sprzedaży")
    w.page.keyboard.press("n")
    w.page.wait_for_url("**/do/invoicing.write_invoice**")
    w.choose("header.party", "Odb", "Odbiorca")
    w.fill("header.day", day)
    w.pick(0, "product", "MON", "Assembly|Montaż")
    w.cell(0, "quantity").fill("2")
    w.cell(0, "price").fill("100")
    w.page.locator("dl.totals .sum dd", has_text=w.amount("246")).wait_for()
    w.save(until="/s/invoicing.invoice/")
    return str(w.page.url)


def post(w: Any) -> None:
    w.drawer("Approve and post|Zatwierdź i zaksięguj")
    w.save()
    w.state("Posted|Zaksięgowan")


def tried(w: Any, invoice_at: str, *, account: str, coming: str) -> None:
    """From the invoice: which rule gives which account, and which comes."""
    w.go(invoice_at)
    w.act("Try accounts|Wypróbuj dekretację")
    w.page.wait_for_url("**/s/ledger.tried/**")
    said = row(w, "Revenue|Przychód")
    assert f"{account} " in said and (not coming or coming in said), said
    assert "201" in row(w, "Receivables|Należności") and "221" in row(w, "Tax due|VAT należny")
    w.look(f"accounts of an invoice tried {account}")


def row(w: Any, role: str) -> str:
    """The row of a role, as it is read."""
    w.page.locator("#main table.rep").wait_for()
    found_ = w.page.locator("#main table.rep tbody tr", has_text=w.say(role)).first
    return " ".join(str(found_.inner_text()).replace("\u00a0", " ").split())
