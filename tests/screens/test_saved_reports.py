"""Reports kept as known now, from the report's own page; asked again they are equal to the byte, with today's beside them."""

from __future__ import annotations

import html as entities
import re
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import pytest

from ogniwo.kernel.commands import QUERIES, reading, run
from ogniwo.supply.purchasing.tests.conftest import buying  # noqa: F401 - a fixture
from tests.screens.conftest import House

REPORTS = {
    "ledger.trial_balance": {"as_of": "2026-12-31"},
    "tax.register_sums": {"period": "2026-01-01", "until": "2026-12-31"},
    "inventory.stock_value": {"as_of": "2026-12-31"},
    "margins.margin": {"by": "product", "as_of": "2026-12-31"},
    "ledger.open_items": {"as_of": "2026-12-31"},
}


@pytest.fixture
def sold(buying: Any) -> tuple[House, Any, dict[str, Any]]:  # noqa: F811
    """Ten boards received at 15.00, four sold at 50.00 and invoiced; another order waits to be received."""
    acting = buying.acting

    def do(name: str, **data: Any) -> Any:
        return run(name, acting, data).result

    first = buying.order((buying.panel, "10", "15.00"))
    second = buying.order((buying.panel, "5", "12.00"))
    receipt = buying.receive(first, "10", on=date(2026, 2, 20))
    (customer,) = do("parties.add_parties", parties=[{"name": "Restauracja Łosoś", "terms": {"customer": True, "payment_days": 7}}])
    head = {"party": str(customer), "day": "2026-03-02", "warehouse": str(buying.warehouse)}
    (order,) = do("sales.write_order", head=head, lines=[{"product": str(buying.panel), "quantity": "4", "price": "50.00"}])
    do("sales.confirm_orders", orders=[str(order)], on="2026-03-02")
    deliveries = do("sales.deliver_orders", orders=[str(order)], on="2026-03-02")
    invoices = do("sales.invoice_deliveries", deliveries=[str(d) for d in deliveries])
    return House(buying.firm), do, {"second": second, "receipt": receipt, "invoice": invoices[0], "customer": customer}


def everything_happens(buying_: Any, do: Any, made: dict[str, Any]) -> None:
    """A receipt dated back, a later price, a correction, a settlement, a transfer."""
    buying_.receive(made["second"], "5", on=date(2026, 2, 10))
    bill = buying_.invoice((buying_.panel, "10", "180.00"), number="F/late")
    lines = buying_.lines(bill), buying_.lines(made["receipt"])
    do("purchasing.match_lines", invoice=str(bill), lines=[{"invoice_line": lines[0][0], "receipt_line": lines[1][0], "quantity": "10"}])
    do("invoicing.post_invoices", invoices=[str(bill)])
    fix = do("invoicing.correct_invoices", corrections=[{
        "invoice": str(made["invoice"]), "reason": "Rabat", "issued_on": "2026-03-02", "lines": [{"line": buying_.lines(made["invoice"])[0], "price": "45.00"}]}])
    do("invoicing.post_invoices", invoices=[str(fix[0])])
    with reading(buying_.acting):
        items = {r.amount > 0: r.item_id for r in QUERIES["ledger.open_items"].function(as_of=date(2026, 12, 31), party=made["customer"], acting=buying_.acting)}
    do("treasury.settle_items", pairs=[{"item": items[True], "counter": items[False]}], on="2026-03-02")
    (other,) = do("inventory.add_warehouses", warehouses=[{"code": "M9", "name": "Drugi"}])
    do("inventory.transfer", warehouse=str(buying_.warehouse), to_warehouse=str(other), on="2026-03-02", lines=[{"product": str(buying_.panel), "quantity": "3"}])


def test_the_four_reports_stay_to_the_byte_and_todays_differ(sold, buying):  # noqa: F811
    house, do, made = sold
    client = house.client("owner", "pl")
    pages = []
    for name, asked in REPORTS.items():
        html = entities.unescape(client.get(f"/s/{name}/", asked).content.decode())
        link = re.search(r'href="(/do/ledger\.save_report\?[^"]*)"', html)
        assert link and "Zapisz, jak jest znany teraz" in html, name
        assert client.get(link[1]).status_code == 200
        given = dict(parse_qsl(urlsplit(link[1]).query))
        answer = client.post("/do/ledger.save_report", {"_key": uuid4().hex, "title": f"Zapis {name}", "query": given["query"], "arguments": given["arguments"]})
        assert answer.status_code == 303 and answer["Location"].startswith("/s/ledger.saved_report/"), answer.content[-2000:]
        pages.append((name, answer["Location"]))
        same = client.get(answer["Location"]).content.decode()
        assert "jest równy co do bajtu" in same and "Dzisiejszy jest taki sam." in same
    everything_happens(buying, do, made)
    for name, page in pages:
        html = client.get(page).content.decode()
        assert "jest równy co do bajtu" in html, name
        assert "Dzisiejszy jest taki sam." not in html and "dziś" in html, name
        with reading(house.firm.acting):
            again = QUERIES["ledger.report_again"].function(page.strip("/").split("/")[-1], acting=house.firm.acting)
        assert again.equal and again.then != again.now, name
    listed = client.get("/s/ledger.saved_reports/").content.decode()
    assert all(f"Zapis {name}" in listed for name in REPORTS) and all(page in listed for _name, page in pages)
    english = house.client("auditor", "en").get(pages[0][1]).content.decode()
    assert "equal to the byte" in english and ">today" in english.replace("\n", "")


def test_what_was_asked_for_is_told_in_the_persons_language(sold):
    house, do, made = sold
    do("ledger.save_report", query="ledger.open_items", arguments={"as_of": "2026-12-31", "party": str(made["customer"])})
    do("ledger.save_report", query="margins.margin", arguments={"by": "product", "as_of": "2026-12-31", "since": "2026-01-01"})
    polish, english = (entities.unescape(house.client(role, language).get("/s/ledger.saved_reports/").content.decode()) for role, language in (("accountant", "pl"), ("auditor", "en")))
    assert "Na dzień: 31.12.2026, Kontrahent: Restauracja Łosoś" in polish
    assert "Od dnia: 01.01.2026, Na dzień: 31.12.2026" in polish and "2026-12-31" not in polish
    assert "As at: 31/12/2026, Party: Restauracja Łosoś" in english and "product" not in english.partition("<tbody")[2].lower().partition("grouped by: ")[0]


def test_a_saved_report_is_opened_by_whom_the_report_is_open_to(sold):
    house, do, _made = sold
    number = do("ledger.save_report", query="ledger.trial_balance", arguments={"as_of": "2026-12-31"})
    page = f"/s/ledger.saved_report/{number}/"
    assert house.client("seller").get(page).status_code == 403
    html = entities.unescape(house.client("seller").get("/s/margins.margin/", {"by": "product", "as_of": "2026-12-31"}).content.decode())
    assert "/do/ledger.save_report" not in html
    assert "Wybierz zapisany raport" in house.client("accountant", "pl").get("/s/ledger.saved_report/nothing/").content.decode()
