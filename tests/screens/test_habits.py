"""Habits of the workbench: typing is never lost, what waits is counted anew after a decision, tiles are the lists they open, an empty list offers."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from tests.screens.conftest import PASSWORD
from tests.screens.test_looks import furnished_parties, in_browser, server  # noqa: F401 - a fixture

TILE = re.compile(r'<a class="tile" href="([^"]+)" data-tone="\w+"><span>[^<]*</span><b>([\d\s\xa0]+) <small></small>')


def signed_in(browser: Any, base: str, user: Any) -> Any:
    page = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=base).new_page()
    page.set_default_timeout(8000)
    page.goto("/sign-in")
    page.fill("[name=email]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/s/**")
    return page


@pytest.mark.browser
def test_a_form_left_or_crashed_is_offered_again_and_forgotten_once_saved(furnished, server):  # noqa: F811
    user = furnished.user("owner")

    def visit(browser: Any) -> None:
        page = signed_in(browser, server, user)
        page.goto("/do/inventory.receive_internal")
        assert page.locator(".draft").count() == 0
        page.fill("[name=text]", "Nie zgub mnie")
        page.locator("table.grid tbody tr").nth(0).locator("[name$='-quantity']").fill("7")
        assert page.locator(".unsaved").is_visible()
        page.wait_for_timeout(1000)
        context = page.context
        page.close()  # a crash: nobody was asked
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto("/do/inventory.receive_internal")
        page.locator(".draft").wait_for()
        page.click("[data-resume]")
        page.wait_for_function("() => document.querySelector('[name=text]').value === 'Nie zgub mnie'")
        assert page.locator("table.grid tbody tr").nth(0).locator("[name$='-quantity']").input_value() == "7"
        page.goto("/do/parties.add_party")
        page.fill("[name='card.name']", "Zapisana sp. z o.o.")
        page.wait_for_timeout(1000)
        page.keyboard.press("Control+s")
        page.wait_for_url("**/s/parties.party/**")
        page.goto("/do/parties.add_party")
        assert page.locator(".draft").count() == 0
        page.goto("/do/inventory.receive_internal")
        page.locator(".draft button", has_text=re.compile("Throw|Wyrzuć")).click()
        page.goto("/do/inventory.receive_internal")
        assert page.locator(".draft").count() == 0

    in_browser(visit)


@pytest.mark.browser
def test_a_lost_connection_loses_nothing_typed(furnished, server):  # noqa: F811
    user = furnished.user("owner")

    def visit(browser: Any) -> None:
        page = signed_in(browser, server, user)
        page.goto("/do/parties.add_party")
        page.fill("[name='card.name']", "Z tunelu sp. z o.o.")
        page.context.set_offline(True)
        page.keyboard.press("Control+s")
        page.locator("#offline").wait_for(state="visible")
        assert page.input_value("[name='card.name']") == "Z tunelu sp. z o.o."
        page.context.set_offline(False)
        page.locator("#offline").wait_for(state="hidden")
        page.goto("/do/parties.add_party")
        page.click("[data-resume]")
        page.wait_for_function("() => document.querySelector(\"[name='card.name']\").value === 'Z tunelu sp. z o.o.'")
        page.keyboard.press("Control+s")
        page.wait_for_url("**/s/parties.party/**")

    in_browser(visit)


@pytest.mark.browser
def test_what_waits_is_counted_anew_after_a_decision(furnished, server):  # noqa: F811
    furnished.documents.append(furnished.documents[0])
    furnished.ask()
    user = furnished.user("owner")

    def visit(browser: Any) -> None:
        page = signed_in(browser, server, user)
        page.goto("/s/approvals.inbox/")
        before = int(page.locator("#waits .dot").inner_text())
        page.locator("#main .decisions .btn.primary").first.click()
        page.wait_for_function("n => Number(document.querySelector('#waits .dot')?.textContent ?? 0) === n - 1", arg=before)

    in_browser(visit)


@pytest.mark.parametrize("role", ["owner", "accountant", "seller", "buyer", "storekeeper", "auditor"])
def test_each_tile_is_as_long_as_the_list_it_opens(furnished, role):
    client = furnished.client(role, "en")
    tiles = TILE.findall(unescape(client.get("/s/home/").content.decode()))
    lists = [(href, number) for href, number in tiles if "approvals" not in href and "treasury.desk" not in href]
    assert lists or role in ("storekeeper", "buyer", "auditor")
    for href, number in lists:
        page = client.get(href).content.decode()
        count = re.search(r"<h1>[^<]*<small>([^<]*)</small>", page)
        assert count and count[1].replace("\xa0", "") == number.strip().replace("\xa0", ""), (role, href)


def test_an_empty_list_says_what_belongs_there_and_offers_it(house):
    page = house.client("owner", "en").get("/s/marketing.leads/").content.decode()
    empty = page[page.index('<tr class="none">') :]
    assert "/do/marketing.add_lead" in empty and "/import/" in empty
    narrowed = house.client("owner", "en").get("/s/marketing.leads/?q=nobody").content.decode()
    assert "Nothing fits these filters" in narrowed


def test_a_purchase_invoice_is_entered_by_hand(furnished):
    client = furnished.client("accountant", "en")
    (supplier,) = [c.pk for c in furnished_parties(furnished)[:1]]
    form = client.get("/do/invoicing.receive_invoice").content.decode()
    assert "<line-grid" in form and 'name="invoice.lines"' not in form
    lines = {"line": ["a", "b"], "a-description": "Paper", "a-quantity": "10", "a-price": "5", "a-tax_class": "23", "b-description": "Carriage", "b-quantity": "1", "b-net": "20", "b-tax_class": "23"}
    head = {"invoice.party": str(supplier), "invoice.number": "FV 7/11", "invoice.issued_on": "2026-03-02", "invoice.received_on": "2026-03-03", "invoice.currency": "PLN", "invoice.payable_total": "86.10"}
    asked = client.post("/calc/invoicing.receive_invoice/lines", {**head, **lines, "seq": "1"}).json()
    assert [t["text"] for t in asked["totals"] if t["strong"] or not t["quiet"]] == ["70.00", "16.10", "86.10"]
    assert asked["rows"][0]["fill"] == {"net": "50.00"} and asked["rows"][1]["fill"] == {}
    wrong = client.post("/do/invoicing.receive_invoice", {"_key": uuid4().hex, **head, **lines})
    assert wrong.status_code == 422 and 'aria-invalid="true"' in wrong.content.decode()  # the first row has no net yet
    made = client.post("/do/invoicing.receive_invoice", {"_key": uuid4().hex, **head, **lines, "a-net": "50"})
    assert made.status_code == 303, made.content.decode()[:3000]
    shown = client.get(made["Location"]).content.decode()
    assert "FV 7/11" in shown and "Carriage" in shown and "86.10" in shown
