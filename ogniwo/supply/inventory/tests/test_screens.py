"""The screens of the warehouse, over HTTP, by a person who signed in."""

import re
from datetime import date
from decimal import Decimal as D

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from ogniwo.kernel.access.commands import join, ship_roles
from ogniwo.kernel.access.queries import context
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import IssueLine, ReceiptLine

LISTS = ["inventory.stock", "inventory.moves", "inventory.papers", "inventory.warehouses", "inventory.stock_value", "inventory.stock_on_hand"]
FORMS = ["inventory.receive_internal", "inventory.issue_internal", "inventory.transfer", "inventory.adjust", "inventory.open_stock", "inventory.add_warehouses"]


@pytest.fixture
def client(house):
    """Marta's browser: she owns the company."""
    company = house.acting.company_id
    user = get_user_model().objects.get(pk=house.acting.user_id)
    with context({"ogniwo.company": company, "ogniwo.user": user.pk}):
        ship_roles(company)
        join(user, company, "owner")
    client = Client(headers={"accept-language": "pl"})
    client.force_login(user)
    return client


@pytest.fixture
def paper(house):
    house.item = house.product("Śruba M8")
    commands.receive_internal(house.warehouses[0], [ReceiptLine(house.item, D(10), D("123.45"))], on=date(2026, 1, 5), acting=house.acting)
    return commands.issue_internal(house.warehouses[0], [IssueLine(house.item, D(4))], on=date(2026, 1, 6), acting=house.acting)[0]


@pytest.mark.parametrize("screen", LISTS)
def test_lists_open(client, paper, screen):
    answer = client.get(f"/s/{screen}/")
    assert answer.status_code == 200, answer.content[-2000:].decode()


@pytest.mark.parametrize("form", FORMS)
def test_forms_open(client, paper, form):
    answer = client.get(f"/do/{form}")
    assert answer.status_code == 200, answer.content[-2000:].decode()


def test_stock_opens_its_moves_and_value(client, house, paper):
    html = client.get("/s/inventory.stock/").content.decode()
    assert "Śruba M8" in html and "74,07" in html
    ((key,),) = house.rows("SELECT id FROM inventory_stockvalue WHERE product_id = %s", [house.item])
    html = client.get(f"/s/inventory.stock_item/{key}").content.decode()
    assert "RW/2026/00001" in html and "PW/2026/00001" in html and "49,38" in html


def test_a_paper_shows_its_lines(client, paper):
    html = client.get(f"/s/inventory.paper/{paper}").content.decode()
    assert "RW/2026/00001" in html and "Śruba M8" in html and "49,38" in html
    assert re.search("Wycofaj|Take back", html)
