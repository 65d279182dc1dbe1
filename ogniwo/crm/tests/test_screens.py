"""Every screen of the wing in the browser's words: Polish and English, as owner and as seller."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ogniwo.crm.tests.conftest import Firm
from ogniwo.kernel.access import commands as access
from ogniwo.kernel.access.models import User
from ogniwo.kernel.access.queries import context

LISTS = ("marketing.campaigns", "marketing.leads", "pipeline.board", "pipeline.opportunities", "pipeline.by_campaign", "interactions.activities", "servicedesk.tickets")
FORMS = (
    "marketing.add_campaign", "marketing.add_lead", "pipeline.add_opportunity", "interactions.log_call", "interactions.log_mail", "interactions.log_note",
    "interactions.plan_activity", "servicedesk.open_ticket",
)  # fmt: skip


@dataclass
class House:
    """The firm with its records and people in the browser."""

    firm: Firm
    records: dict[str, object]
    clients: dict[tuple[str, str], Client]


@pytest.fixture(scope="module")
def house(firm_of_module):
    firm = firm_of_module
    [campaign] = firm.do("marketing.add_campaign", card={"name": "Targi <b>", "starts_on": "2026-03-01"})
    [lead] = firm.do("marketing.add_leads", leads=[{"company": "Nowa", "name": "Anna", "email": "a@nowa.pl", "campaign": campaign, "need": "Stoły"}])
    [opportunity] = firm.do("pipeline.add_opportunities", opportunities=[{"party": firm.party, "title": "Krzesła", "expected_value": "1234.50", "campaigns": [campaign]}])
    [activity] = firm.do("interactions.plan_activity", about=opportunity, topic="Zadzwonić", due="2026-03-05")
    firm.do("interactions.log_call", about=firm.party, topic="Rozmowa o krzesłach")
    [ticket] = firm.do("servicedesk.open_ticket", about=firm.party, topic="Skrzypi")
    company = firm.acting.company_id
    clients = {}
    with context({"ogniwo.company": company}):
        access.ship_roles(company)
    for role in ("owner", "seller"):
        for language in ("pl", "en"):
            user = access.create_user(email=f"{role}.{language}@example.com", name=f"{role} {language}", password=None, language=language)
            with context({"ogniwo.company": company}):
                access.join(User.objects.get(pk=user.pk), company, role)
            clients[role, language] = Client(raise_request_exception=True)
            clients[role, language].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    records = {"marketing.campaign": campaign, "marketing.lead": lead, "pipeline.opportunity": opportunity, "interactions.activity": activity, "servicedesk.ticket": ticket}
    return House(firm, records, clients)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("role", ["owner", "seller"])
def test_every_screen_opens(house, role, language):
    client = house.clients[role, language]
    addresses = [f"/s/{name}/" for name in LISTS] + [f"/s/{name}/{pk}/" for name, pk in house.records.items()] + [f"/do/{name}" for name in FORMS]
    addresses += ["/import/marketing.import_leads/", f"/do/marketing.qualify_leads?id={house.records['marketing.lead']}", f"/do/interactions.log_call?id={house.firm.party}"]
    answers = {address: client.get(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 200} == {}
    words = {"pl": ("Lejek sprzedaży", "Kontakty (leady)", "Kampanie"), "en": ("Pipeline", "Leads", "Campaigns")}[language]
    page = answers["/s/pipeline.board/"].content.decode()
    assert all(word in page for word in words) and "1\u00a0235" in page or "1,235" in page
    record = answers[f"/s/pipeline.opportunity/{house.records['pipeline.opportunity']}/"].content.decode()
    assert "SZ/2026/0001" in record and "KMP/2026/001" in record and 'id="comment-text"' in record and "Zadzwonić" in record, "number, flow strip, comments, what is to be done"
    assert "Targi <b>" not in answers["/s/marketing.campaigns/"].content.decode()


def test_the_customers_card_has_its_panels(house):
    page = house.clients["seller", "pl"].get(f"/s/parties.party/{house.firm.party}/").content.decode()
    for word in ("Rozmowa o krzesłach", "Krzesła", "Skrzypi", "Oś czasu", "Szanse sprzedaży", "Zgłoszenia"):
        assert word in page, word


def test_a_card_is_dragged_on_the_board(house):
    client, pk = house.clients["seller", "pl"], house.records["pipeline.opportunity"]
    answer = client.post("/s/pipeline.board/", {"id": str(pk), "stage": "proposal"})
    assert answer.status_code == 200 and answer.json()["stages"]["proposal"]["count"] == 1
    assert client.post("/s/pipeline.board/", {"id": str(pk), "stage": "x"}).status_code == 422


def test_a_lead_is_added_and_a_repeated_one_named(house):
    client = house.clients["seller", "pl"]
    sent = {"lead.company": "Nowy Klient", "lead.email": "n@klient.pl", "need": "Regały"}
    assert client.post("/do/marketing.add_lead", sent).status_code == 303
    again = client.post("/do/marketing.add_lead", sent)
    assert again.status_code == 422 and "Nowy Klient" in again.content.decode() and "może już tu być" in again.content.decode()
    assert client.post("/do/marketing.add_lead", {**sent, "accept_duplicates": "1"}).status_code == 303


def test_an_import_is_tried_row_by_row(house):
    client = house.clients["seller", "en"]
    text = "company;email;need\nFabryka Mebli Sigma;s@sigma.pl;Okucia\nOmega Wnętrza;zły adres;Drzwi\n"
    shown = client.post("/import/marketing.import_leads/", {"text": text})
    assert shown.status_code == 200
    mapping = {"map-company": "0", "map-email": "1", "map-need": "2", "text": text}
    tried = client.post("/import/marketing.import_leads/", {**mapping, "step": "try"})
    assert tried.status_code == 422 and "zły adres is not an e-mail address" in tried.content.decode()
    good = {**mapping, "text": text.replace("zły adres", "o@omega.pl")}
    assert client.post("/import/marketing.import_leads/", {**good, "step": "try"}).status_code == 200
    assert client.post("/import/marketing.import_leads/", {**good, "step": "run"}).status_code == 303


def test_lists_cost_the_same_whatever_their_length(house):
    client = house.clients["owner", "pl"]

    def asked(name):
        client.get(f"/s/{name}/")
        with CaptureQueriesContext(connection) as sent:
            client.get(f"/s/{name}/")
        return len(sent)

    few = {name: asked(name) for name in LISTS}
    firm = house.firm
    firm.do("marketing.add_leads", leads=[{"company": f"Firma {i}", "email": f"l{i}@l.pl"} for i in range(40)], accept_duplicates=True)
    firm.do("marketing.add_campaigns", campaigns=[{"name": f"K{i}", "starts_on": "2026-03-01"} for i in range(40)])
    firm.do("pipeline.add_opportunities", opportunities=[{"party": firm.party, "title": f"S{i}"} for i in range(40)])
    firm.do("servicedesk.open_tickets", tickets=[{"about": firm.party, "topic": f"Z{i}"} for i in range(40)])
    firm.do("interactions.add_activities", activities=[{"about": firm.party, "kind": "note", "topic": f"N{i}"} for i in range(40)])
    assert {name: asked(name) for name in LISTS} == few
