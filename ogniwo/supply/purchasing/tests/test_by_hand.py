"""What a person does in the browser: a form is opened from the record's own action, what it is filled with is sent back, and the books have it."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client
from lxml import html

from ogniwo.finance.invoicing.commands import post_invoices
from ogniwo.kernel.access.models import User
from ogniwo.supply.purchasing.tests.conftest import Buying


@pytest.fixture
def client(buying: Buying) -> Client:
    found = Client()
    found.force_login(User.objects.get(pk=buying.acting.user_id), backend="django.contrib.auth.backends.ModelBackend")
    return found


def form(client: Client, record: str, act: str) -> tuple[str, dict[str, Any]]:
    """The form an action of a record opens: its address, and what it is filled with."""
    page = html.fromstring(client.get(record, follow=True).content)
    links = [a.get("href") for a in page.iter("a") if f"/do/{act}?" in (a.get("href") or "")]
    assert links, f"{record} has no action {act}"
    opened = html.fromstring(client.get(links[0]).content)
    (found,) = [f for f in opened.iter("form") if act in (f.get("action") or "")][:1]
    values: dict[str, Any] = {}
    for name, value in found.form_values():  # names may stand twice
        values[name] = [*values[name], value] if isinstance(values.get(name), list) else [values[name], value] if name in values else value
    return found.get("action"), values


def send(client: Client, address: str, values: dict[str, Any]) -> Any:
    answer = client.post(address, values)
    assert answer.status_code in (200, 302, 303), [e.text_content() for e in html.fromstring(answer.content).xpath("//*[@role='alert']")]
    return answer


def test_an_invoice_is_matched_by_what_the_form_fills_in(buying: Buying, client: Client) -> None:
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00"), (buying.screw, "100", "0.40")))
    invoice = buying.invoice(("Coś z kodem TB-2002", "4", "44.00"))
    address, values = form(client, f"/s/invoicing.purchase_invoice/{invoice}", "purchasing.match_lines")
    assert sorted(v for k, v in values.items() if k.endswith("-quantity") and v) == ["0", "4"]
    send(client, address, values)
    assert buying.firm.rows("SELECT receipt_line_id, quantity, how FROM purchasing_match") == [(buying.lines(receipt)[0], D(4), "hand")]


def test_goods_are_sent_back_and_nothing_where_a_cell_is_empty(buying: Buying, client: Client) -> None:
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00"), (buying.screw, "100", "0.40")))
    address, values = form(client, f"/s/purchasing.receipt/{receipt}", "purchasing.return_goods")
    first, second = (k for k, v in values.items() if k.endswith("-quantity") and v)
    send(client, address, {**values, first: "3", second: "", "reason": "wada"})
    assert buying.firm.rows("SELECT receipt_line_id, uninvoiced FROM purchasing_returnline") == [(buying.lines(receipt)[0], D(3))]
    assert buying.account("330") == D("110.00")


def test_an_invoice_posted_by_mistake_is_taken_back_with_a_preview_first(buying: Buying, client: Client) -> None:
    invoice = buying.invoice((buying.transport, "1", "100.00"))
    post_invoices([invoice], acting=buying.acting)
    address, values = form(client, f"/s/invoicing.purchase_invoice/{invoice}", "invoicing.void_purchase_invoices")
    shown = send(client, address, {**values, "reason": "nie nasza", "preview": "1"}).content.decode().replace("\xa0", " ")
    assert "100,00" in shown or "100.00" in shown
    assert buying.state(invoice) == "posted"
    send(client, address, {**values, "reason": "nie nasza"})
    assert (buying.state(invoice), buying.firm.balances()) == ("void", {})
