"""The package at work in the whole program; run by test_loyalty in a process that has it installed."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from loyalty.commands import set_tier

from ogniwo.kernel.errors import Refused
from ogniwo.supply.sales.commands import confirm_orders
from ogniwo.supply.sales.tests.conftest import DAY, build
from tests.architecture import database, shape


@pytest.fixture
def shop(firm):
    return build(firm)


@pytest.fixture
def client(shop):
    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.get(pk=shop.acting.user_id))
    return client


def test_a_field_in_the_list_and_on_the_card(shop, client):
    set_tier(shop.customers[0], "Gold", acting=shop.acting)
    html = client.get("/s/parties.customers/").content.decode()
    assert "Loyalty" in html and len(re.findall(r"\bGold\b", html)) == 1
    assert "Gold" in client.get(f"/s/parties.party/{shop.customers[0]}").content.decode()
    assert "Gold" not in client.get(f"/s/parties.party/{shop.customers[1]}").content.decode()


def test_orders_of_suspended_customers_are_refused_and_others_are_not(shop, doctor):
    set_tier(shop.customers[0], "Gold", suspended=True, acting=shop.acting)
    held, free = (shop.order((shop.goods[0], "1", "30"), customer=n, confirm=False) for n in (0, 1))
    with pytest.raises(Refused) as no:
        confirm_orders([held, free], on=DAY, acting=shop.acting)
    assert [(e.code, e.record) for e in no.value.errors] == [("loyalty.suspended", held)]
    assert shop.firm.rows("SELECT DISTINCT state FROM documents_document WHERE type = 'sales.order'") == [("draft",)]
    confirm_orders([free], on=DAY, acting=shop.acting)
    set_tier(shop.customers[0], "Gold", acting=shop.acting)
    confirm_orders([held], on=DAY, acting=shop.acting)
    doctor()


def test_its_table_is_defended_as_ours_are(db_clone, monkeypatch):
    from loyalty.models import Tier

    monkeypatch.setattr(database, "ours", lambda: [Tier])
    with db_clone.as_role("superuser") as root:
        assert list(database.problems(root)) == []
    assert list(shape.columns(Tier)) == []
