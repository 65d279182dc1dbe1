"""The company's own fields: added in the browser, shown in form, list and API, fixed with a document; names in both languages."""

from __future__ import annotations

import html as entities
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from psycopg import Error as DriverError

from ogniwo.kernel.commands import QUERIES, reading, run
from ogniwo.kernel.errors import Refused
from tests.screens.test_api import Program, key  # noqa: F401 - a fixture


def text(answer: Any) -> str:
    return entities.unescape(answer.content.decode())


def post(house: Any, role: str, command: str, **data: Any) -> Any:
    return house.client(role, "pl").post(f"/do/{command}", {"_key": uuid4().hex, **data})


@pytest.fixture(scope="module")
def fields(furnished: Any) -> Any:
    """A shelf number and a colour of products, a project's day of documents; all by the form."""
    for data in (
        {"kind": "product", "key": "shelf", "label.pl": "Nr półki", "label.en": "Shelf no.", "type": "number"},
        {"kind": "product", "key": "colour", "label.pl": "Kolor", "label.en": "Colour", "type": "choice", "choices": "dąb\nbuk"},
        {"kind": "document", "key": "fitting", "label.pl": "Dzień montażu", "label.en": "Fitting day", "type": "day"},
    ):
        assert post(furnished, "accountant", "catalog.add_field", **data).status_code == 303
    return furnished


def product_of(house: Any) -> Any:
    with reading(house.firm.acting):
        return QUERIES["catalog.products"].function(acting=house.firm.acting).get(product__code="KR-001")


def card(house: Any, **more: str) -> dict[str, str]:
    p = product_of(house)
    return {"id": str(p.pk), "product": str(p.pk), "version": str(p.version), "card.name.pl": "Krzesło 1", "card.name.en": "Chair 1", "card.tax_class": "23", "card.stocked": "1",
            "card.tracking": "none", "card.valuation": "fifo", "card.price_difference": "stock", "card.active": "1", "card.custom.shelf-kind": "decimal",
            "card.custom.colour-kind": "choice", **more}  # fmt: skip


def test_a_field_has_a_key_and_choices(fields):
    no = post(fields, "accountant", "catalog.add_field", kind="product", key="Nr półki", type="choice", **{"label.pl": "Nr"})
    assert no.status_code == 422 and "nie może być kluczem" in text(no) and "potrzebuje listy" in text(no)
    assert "Nr półki" in text(fields.client("owner", "pl").get("/s/catalog.fields/")) and "Shelf no." in text(fields.client("owner", "en").get("/s/catalog.fields/"))
    assert fields.client("seller").get("/do/catalog.add_field").status_code == 403


def test_it_stands_in_the_form_the_list_its_filters_exports_and_the_api(fields, key):  # noqa: F811
    page = f"/s/catalog.product/{product_of(fields).pk}/"
    assert "Nr półki" in text(fields.client("accountant", "pl").get(page))
    wrong = post(fields, "accountant", "catalog.change_product", **card(fields, **{"card.custom.shelf": "siedem"}))
    assert wrong.status_code == 422
    assert post(fields, "accountant", "catalog.change_product", **card(fields, **{"card.custom.shelf": "7,50", "card.custom.colour": "buk"})).status_code == 303
    assert product_of(fields).custom == {"shelf": "7.50", "colour": "buk"}
    assert 'value="7,5' in text(fields.client("accountant", "pl").get(page))
    client = fields.client("seller", "pl")
    listed = text(client.get("/s/catalog.products/"))
    assert "Nr półki" in listed and "7,5" in listed and "buk" in listed
    assert "Krzesło 1" in text(client.get("/s/catalog.products/", {"own_colour": "buk"})) and "Krzesło 2" not in text(client.get("/s/catalog.products/", {"own_colour": "buk"}))
    assert "Krzesło 1" not in text(client.get("/s/catalog.products/", {"own_shelf": "8.."})) and "Krzesło 1" in text(client.get("/s/catalog.products/", {"own_shelf": "7.."}))
    assert client.get("/s/catalog.products/", {"order": "-own_shelf"}).status_code == 200
    csv = b"".join(client.get("/s/catalog.products/?export=csv").streaming_content).decode("utf-8-sig")
    assert "Nr półki" in csv.splitlines()[0] and "buk" in csv
    rows = Program(key("catalog.*")).get("catalog.products").json()["rows"]
    assert [(r["own_shelf"], r["own_colour"]) for r in rows if r["product__code"] == "KR-001"] == [("7.500000", "buk")]
    assert post(fields, "accountant", "catalog.change_product", **card(fields, **{"card.custom.shelf": "", "card.custom.colour": "buk"})).status_code == 303
    assert product_of(fields).custom == {"colour": "buk"}


def test_a_name_is_kept_in_both_languages(fields):
    assert post(fields, "accountant", "catalog.change_product", **card(fields, **{"card.name.pl": "Krzesło dębowe", "card.name.en": "Oak chair"})).status_code == 303
    assert product_of(fields).product.name == {"pl": "Krzesło dębowe", "en": "Oak chair"}
    assert "Oak chair" in text(fields.client("seller", "en").get("/s/catalog.products/")) and "Krzesło dębowe" in text(fields.client("seller", "pl").get("/s/catalog.products/"))
    run("catalog.add_price_list", fields.firm.acting, {"card": {"code": "STD", "name": "Podstawowy / Standard"}})
    with reading(fields.firm.acting):
        price_list = QUERIES["catalog.price_lists"].function(acting=fields.firm.acting).get()
        account = QUERIES["ledger.accounts"].function(acting=fields.firm.acting).get(code="700")
    assert price_list.name == {"pl": "Podstawowy", "en": "Standard"}
    forms = {
        "catalog.change_unit": ("szt", {"code": "szt", "places": "0", "name.pl": "sztuka", "name.en": "piece"}),
        "taxation.change_tax_class": ("23", {"code": "23", "name.pl": "Stawka 23 %", "name.en": "Rate 23 %", "active": "1"}),
        "ledger.change_account": (account.pk, {"account": account.pk, "name.pl": "Sprzedaż wyrobów", "name.en": "Sales of goods", "active": "1"}),
        "catalog.change_price_list": (price_list.pk, {"price_list": price_list.pk, "name.pl": "Zwykły", "name.en": "Usual", "active": "1"}),
    }
    for command, (record, data) in forms.items():
        form = text(fields.client("owner", "pl").get(f"/do/{command}?id={record}"))
        assert 'name="name.pl"' in form and 'name="name.en"' in form, command
        assert post(fields, "owner", command, id=str(record), **data).status_code == 303, command
    with reading(fields.firm.acting):
        assert QUERIES["ledger.accounts"].function(acting=fields.firm.acting).get(code="700").name == {"pl": "Sprzedaż wyrobów", "en": "Sales of goods"}
        assert QUERIES["catalog.units"].function(acting=fields.firm.acting).get(pk="szt").name == {"pl": "sztuka", "en": "piece"}
        assert QUERIES["catalog.price_lists"].function(acting=fields.firm.acting).get().name["en"] == "Usual"


def test_a_documents_field_is_judged_by_its_type_goes_on_and_is_fixed_with_it(fields):
    acting = fields.firm.acting
    with reading(acting):
        party = QUERIES["parties.parties"].function(acting=acting).first().pk
    head = {"header.party": str(party), "header.day": "2026-03-02", "header.custom.fitting-kind": "day", "line": ["a"], "a-product": str(product_of(fields).pk), "a-quantity": "1", "a-price": "500"}
    assert "Dzień montażu" in text(fields.client("seller", "pl").get("/do/offers.write_offer"))
    assert post(fields, "seller", "offers.write_offer", **head, **{"header.custom.fitting": "31.31"}).status_code == 422
    made = post(fields, "seller", "offers.write_offer", **head, **{"header.custom.fitting": "7.12"})
    assert made.status_code == 303
    offer = made["Location"].strip("/").split("/")[-1]
    assert "Dzień montażu" in text(fields.client("seller", "pl").get(made["Location"]))
    with pytest.raises(Refused, match="no own field nothing"):
        run("offers.write_offer", acting, {"header": {"party": str(party), "day": "2026-03-02", "custom": {"nothing": 1}}, "lines": [{"description": "x", "price": "1"}]})
    assert text(fields.client("seller", "pl").get("/do/sales.write_order")).count("Dzień montażu") == 1
    run("offers.send_offers", acting, {"offers": [offer], "to": ["a@example.com"]})
    run("offers.accept_offers", acting, {"offers": [offer]})
    (order,) = run("sales.order_offers", acting, {"offers": [offer]}).result
    ((custom,),) = fields.firm.rows("SELECT custom::text FROM trade_tradedocument WHERE document_id = %s", [order])
    assert '"2026-12-07"' in custom
    run("sales.confirm_orders", acting, {"orders": [str(order)]})
    with pytest.raises((DatabaseError, DriverError), match="documents_part_fixed|fixed"):
        fields.firm.rows("UPDATE trade_tradedocument SET custom = '{}' WHERE document_id = %s RETURNING 1", [order])


def test_a_partys_field_stands_in_its_form_its_lists_and_on_its_card(fields, key):  # noqa: F811
    for data in ({"key": "route", "label.pl": "Trasa dostaw", "label.en": "Delivery route", "type": "number"}, {"key": "vip", "label.pl": "Ważny klient", "label.en": "Key account", "type": "flag"}):
        assert post(fields, "accountant", "catalog.add_field", kind="party", **data).status_code == 303
    with reading(fields.firm.acting):
        party = QUERIES["parties.customers"].function(acting=fields.firm.acting).get(party__name="Odbiorca 001 sp. z o.o.")
    seller = fields.client("seller", "pl")
    assert "Trasa dostaw" in text(seller.get(f"/do/parties.change_party?id={party.pk}"))
    given = {"id": str(party.pk), "party": str(party.pk), "version": str(party.version), "card.name": "Odbiorca 001 sp. z o.o.", "card.customer": "1", "card.currency": "PLN", "card.active": "1",
             "card.custom.route-kind": "decimal", "card.custom.vip-kind": "bool", "card.custom.vip-shown": "1"}  # fmt: skip
    wrong = post(fields, "seller", "parties.change_party", **given, **{"card.custom.route": "siódma"})
    assert wrong.status_code == 422
    assert post(fields, "seller", "parties.change_party", **given, **{"card.custom.route": "7", "card.custom.vip": "1"}).status_code == 303
    page = text(fields.client("seller", "pl").get(f"/s/parties.party/{party.pk}/"))
    assert "Trasa dostaw" in page and "Ważny klient" in page
    assert 'value="7"' in text(seller.get(f"/do/parties.change_party?id={party.pk}"))
    assert "Trasa dostaw" in text(seller.get("/s/parties.customers/"))
    assert "Odbiorca 001" in text(seller.get("/s/parties.customers/?own_route=7..7")) and "Odbiorca 002" not in text(seller.get("/s/parties.customers/?own_route=7..7"))
    rows = Program(key("parties.*")).get("parties.customers").json()["rows"]
    assert [r["own_route"] for r in rows if r["own_route"]] == ["7.000000"]
    with pytest.raises(Refused, match="no own field nothing"):
        run("parties.change_parties", fields.firm.acting, {"changes": [{"party": str(party.pk), "custom": {"nothing": 1}}]})
    run("parties.change_parties", fields.firm.acting, {"changes": [{"party": str(party.pk), "custom": {"vip": False}}]})
    with reading(fields.firm.acting):
        assert QUERIES["parties.customers"].function(acting=fields.firm.acting).get(pk=party.pk).custom == {"route": "7", "vip": False}
