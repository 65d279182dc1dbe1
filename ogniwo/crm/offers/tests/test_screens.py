"""Offers over HTTP: written in the form, shown to each person as far as they may see, in both languages."""

import re

import pytest
from django.test import Client

from ogniwo.crm.offers import commands
from ogniwo.crm.offers.tests.test_offers import offer, shop, write  # noqa: F401 - the fixture
from ogniwo.crm.pipeline import commands as pipeline
from ogniwo.crm.pipeline.rules import NewOpportunity
from ogniwo.kernel.access.models import User

PASSWORD = "a Very-long passw0rd"


@pytest.fixture
def client_of(firm):
    def sign_in(role, language="pl"):
        acting = firm.acting_as(role)
        user = User.objects.get(pk=acting.user_id)
        user.set_password(PASSWORD)
        user.language = language
        user.save()
        client = Client()
        assert client.post("/sign-in", {"email": user.email, "password": PASSWORD}).status_code == 302
        return client

    return sign_in


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:2000]
    return answer.content.decode()


def main(shown):
    """The page's own part, without the menu (whose reports speak of margins too)."""
    return shown[shown.index("<main"):shown.index("</main>")]


def test_an_offer_is_written_in_the_form_and_opens(shop, client_of):  # noqa: F811
    seller = client_of("seller")
    (chance,) = pipeline.add_opportunities([NewOpportunity(shop.parties["los"], "Świetlica")], acting=shop.acting_as("seller"))
    form = page(seller, f"/do/offers.write_offer?id={chance}")
    assert "Żółty Łoś" in form
    assert "Skąd ta cena" in form
    assert "Marża" not in main(form)
    names = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    posted = {**names, "valid_until": "+14", "line": "n1", "n1-product": str(shop.products["good"]), "n1-quantity": "2"}
    answer = seller.post("/do/offers.write_offer", posted)
    assert answer.status_code == 303, main(answer.content.decode())
    record = page(seller, answer["Location"])
    for words in ("OF/2026/0001", "Żółty Łoś", "Wyślij", "Cennik", "Szkic"):
        assert words in record


@pytest.mark.parametrize(("language", "words"), [("pl", ["Oferty", "Ważna do", "Kończy się termin"]), ("en", ["Offers", "Valid until", "Expiring"])])
def test_the_list_and_the_record_in_both_languages(shop, client_of, language, words):  # noqa: F811
    pk = write(shop, shop.acting_as("seller"))
    commands.send_offers([pk], acting=shop.acting_as("seller"))
    accountant = client_of("accountant", language)
    listed = page(accountant, "/s/offers.offers/")
    assert [word for word in words if word not in listed] == []
    for view in ("drafts", "sent", "expiring", "waiting"):
        page(accountant, f"/s/offers.offers/?view={view}")
    record = page(accountant, f"/s/offers.offer/{pk}/")
    assert ("400,00" if language == "pl" else "400.00") in record
    assert ("Marża" if language == "pl" else "Margin") in record


def test_the_margin_is_nowhere_for_a_seller(shop, client_of):  # noqa: F811
    pk = write(shop, shop.acting_as("seller"))
    seller = client_of("seller", "en")
    for address in ("/s/offers.offers/", f"/s/offers.offer/{pk}/", f"/do/offers.change_offer?id={pk}", "/s/offers.offers/?order=margin", "/s/offers.offers/?order=-margin"):
        shown = page(seller, address)
        assert "Margin" not in main(shown)
        assert "400.00" not in main(shown)
    exported = b"".join(seller.get("/s/offers.offers/?export=csv").streaming_content).decode()
    assert "OF/2026/0001" in exported
    assert "Margin" not in exported
    full = b"".join(client_of("accountant", "en").get("/s/offers.offers/?export=csv").streaming_content).decode()
    assert "Margin" in full


def test_each_state_has_one_main_button(shop, client_of):  # noqa: F811
    seller, client = shop.acting_as("seller"), client_of("owner", "en")
    pk = write(shop, seller, of="poor")
    mains = []
    for act in (lambda: commands.send_offers([pk], acting=seller), lambda: commands.approve_offers([pk], acting=shop.acting_as("accountant")),
                lambda: commands.send_offers([pk], acting=seller), lambda: None):  # fmt: skip
        shown = page(client, f"/s/offers.offer/{pk}/")
        mains.append([m.strip() for m in re.findall(r'class="btn primary"[^>]*>(?:\s*<svg.*?</svg>)?\s*(?:<span>)?([^<]*)<', main(shown), re.S)])
        act()
    assert mains == [["Send"], ["Approve"], ["Send"], ["Accept"]]


def test_panels_stand_on_the_customer_and_the_opportunity(shop, client_of):  # noqa: F811
    seller = shop.acting_as("seller")
    (chance,) = pipeline.add_opportunities([NewOpportunity(shop.parties["los"], "Świetlica")], acting=seller)
    commands.write_offers([offer(shop, opportunity=chance)], acting=seller)
    client = client_of("seller")
    for address in (f"/s/pipeline.opportunity/{chance}/", f"/s/parties.party/{shop.parties['los']}/"):
        assert "OF/2026/0001" in page(client, address)


def test_who_has_no_right_sees_nothing(shop, client_of):  # noqa: F811
    pk = write(shop, shop.acting_as("seller"))
    keeper = client_of("storekeeper")
    page(keeper, "/s/offers.offers/", 403)
    page(keeper, f"/s/offers.offer/{pk}/", 403)


def test_the_grid_reckons_while_somebody_types(shop, client_of):  # noqa: F811
    posted = {"header.party": str(shop.parties["los"]), "header.day": "2.03.2026", "line": "n1", "n1-product": str(shop.products["good"]), "n1-quantity": "2", "seq": "1"}
    for role, margins in (("seller", None), ("owner", "80.00")):
        answer = client_of(role, "en").post("/calc/offers.write_offer/lines", posted)
        assert answer.status_code == 200
        (row,) = answer.json()["rows"]
        assert (row["err"], row["out"]["net"], row["out"].get("margin")) == ({}, "200.00", margins)
        assert row["out"]["price_why"] == "STD is for everybody."
        assert ("Margin" in [t["title"] for t in answer.json()["totals"]]) is (margins is not None)
