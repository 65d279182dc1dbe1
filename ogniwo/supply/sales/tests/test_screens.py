"""Screens of sales over HTTP, by a person who signed in; the printed delivery; what is found and seen."""

from dataclasses import replace
from decimal import Decimal as D
from types import MappingProxyType

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.printing.commands import pdf
from ogniwo.kernel.printing.rules import render
from ogniwo.kernel.printing.tests.documents import words_of
from ogniwo.kernel.search.queries import find
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.queries import lists
from ogniwo.supply.sales.queries.printing import print_delivery
from ogniwo.supply.sales.tests.conftest import DAY


@pytest.fixture
def client(shop):
    client = Client(headers={"accept-language": "pl"})
    client.force_login(get_user_model().objects.get(pk=shop.acting.user_id))
    return client


@pytest.fixture
def chain(shop):
    """An order of five of which three were delivered, two invoiced ... and one came back."""
    order = shop.order((shop.goods[0], "5", "30"), (shop.goods[1], "2", "50"))
    (delivery,) = commands.deliver(order, shop.take(order, "3"), on=DAY, acting=shop.acting)
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    (back,) = commands.return_lines(shop.take(delivery, "1"), reason="Pęknięty blat", on=DAY, acting=shop.acting)
    return order, delivery, back


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content[-3000:].decode()
    return answer.content.decode()


@pytest.mark.parametrize(("name", "number"), [("orders", "ZK/2026/00001"), ("deliveries", "WZ/2026/00001"), ("returns", "ZW/2026/00001")])
def test_lists(client, chain, name, number):
    html = page(client, f"/s/sales.{name}/")
    assert number in html and "Meble Dąb nr 1" in html


def test_records(client, chain):
    order, delivery, back = chain
    html = page(client, f"/s/sales.order/{order}")
    assert "Wydanie: na stanie 2 z 2 pozycji." in html and "KR-0001" in html and "WZ/2026/00001" in html
    assert "WZ/2026/00001" in page(client, f"/s/sales.delivery/{delivery}")
    assert "Pęknięty blat" in page(client, f"/s/sales.return/{back}")


def test_forms(client, shop, chain):
    order, delivery, _back = chain
    draft = shop.order((shop.goods[2], "7", "11"), confirm=False)
    assert "line-grid" in page(client, "/do/sales.write_order")
    html = page(client, f"/s/sales.order/{draft}")
    assert "KR-0003" in html
    html = page(client, f"/do/sales.deliver?id={order}")
    assert "KR-0001" in html and 'value="2"' in html
    assert "KR-0001" in page(client, f"/do/sales.return_lines?id={delivery}")


def test_customers_card(client, shop, chain):
    html = page(client, f"/s/parties.party/{shop.customers[0]}")
    assert "ZK/2026/00001" in html and "WZ/2026/00001" in html


def test_order_written_in_the_browser(client, shop):
    form = {"head.party": str(shop.customers[0]), "head.day": "2.03.2026", "line": ["a"], "a-product": str(shop.goods[0]), "a-quantity": "3", "a-price": "12,50"}
    answer = client.post("/do/sales.write_order", form)
    assert answer.status_code == 303, answer.content[-3000:].decode()
    assert shop.firm.rows("SELECT total FROM documents_document WHERE type = 'sales.order'") == [(D("46.13"),)]


def test_own_orders_only(shop, chain):
    """A record rule "own" leaves nothing of others: not in lists, lines or search."""
    order, delivery, _back = chain
    with reading(shop.acting):
        assert [f.label for f in find("ZK/2026/00001", acting=shop.acting)] == ["ZK/2026/00001"]
        assert [row.shipped for row in lists.order_lines(order, acting=shop.acting)] == [3, 0]
    seller = replace(shop.firm.acting_as("seller"), rules=MappingProxyType({"sales.order": "own", "sales.delivery": "own"}))
    with reading(seller):
        assert not lists.orders(acting=seller) and not lists.deliveries(acting=seller)
        assert lists.order_lines(order, acting=seller) == [] and lists.delivery_lines(delivery, acting=seller) == []
        assert [f for f in find("ZK/2026/00001", acting=seller) if f.kind == "sales.order"] == []


def test_other_company_sees_nothing(shop, chain, other_firm):
    with reading(other_firm.acting):
        assert not lists.orders(acting=other_firm.acting) and lists.order_lines(chain[0], acting=other_firm.acting) == []


def test_lists_cost_the_same_number_of_statements(client, shop):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    page(client, "/s/sales.orders/")
    for count in (1, 30):
        commands.confirm_orders(shop.orders_of_five(count), acting=shop.acting)
        with CaptureQueriesContext(connection) as found:
            page(client, "/s/sales.orders/")
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_delivery_is_printed(shop, chain, language):
    with reading(shop.acting):
        template, data = print_delivery(chain[1], language, shop.acting)
    assert data["number"] == "WZ/2026/00001" and data["tables"][0]["rows"][0]["cells"][1:] == ["KR-0001", "Krzesło dębowe 1" if language == "pl" else "Oak chair 1", "szt", "3"]
    assert render(template, data).startswith(b"%PDF")


def test_an_invoice_names_what_it_is_for(shop):
    """A block of sales on paper of invoicing: its delivery and order, in the reader's language."""
    order = shop.order((shop.goods[0], "5", "30"))
    (invoice,) = commands.invoice_deliveries(commands.deliver_orders([order], acting=shop.acting), issued_on=DAY, acting=shop.acting)
    with reading(shop.acting):
        polish, english = (words_of(pdf(invoice, language, shop.acting)[1]) for language in ("pl", "en"))
    assert "Czego dotyczy faktura" in polish and "ZK/2026/00001 z 02.03.2026" in polish
    assert "Deliveries" in english and "WZ/2026/00001 of 02/03/2026" in english
