"""The ledger's and the registers' screens open over HTTP, and figures open what they are made of."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from ogniwo.finance.ledger.commands.drafts import DraftEntryInput, post_draft_entries, save_draft_entries
from ogniwo.finance.ledger.commands.entries import EntryLine
from ogniwo.finance.ledger.tests.books import dec, found
from ogniwo.kernel.access.commands import join, ship_roles
from ogniwo.kernel.access.queries import context

SCREENS = ["accounts", "account_rules", "try_accounts", "journal", "draft_entries", "trial_balance", "account_ledger", "subledger", "open_items", "journal_sums"]
DAY = date(2026, 2, 10)


@pytest.fixture(scope="module")
def books(db_module):
    made = found()
    with context({"ogniwo.company": made.company, "ogniwo.user": made.acting.user_id}):
        ship_roles(made.company)
        join(get_user_model().objects.get(pk=made.acting.user_id), made.company, "owner")
    lines = (EntryLine("201", "a", debit=dec("1234.50"), party=made.alfa), EntryLine("700", "b", credit=dec("1234.50")))
    made.posted, made.draft = save_draft_entries([DraftEntryInput("GEN", DAY, lines, "Note"), DraftEntryInput("GEN", DAY, lines, "Later")], acting=made.acting)
    post_draft_entries([made.posted], acting=made.acting)
    return made


@pytest.fixture
def client(books):
    made = Client(headers={"accept-language": "pl"})
    made.force_login(get_user_model().objects.get(pk=books.acting.user_id))
    return made


@pytest.mark.parametrize("screen", [*(f"ledger.{name}" for name in SCREENS), "tax.register", "tax.register_sums"])
def test_screens_open(client, screen):
    answer = client.get(f"/s/{screen}/", {"as_of": "2026-02-28", "account": "201", "role": "revenue"})
    assert answer.status_code == 200, answer.content[-2000:].decode()


@pytest.mark.parametrize("form", ["ledger.write_entry", "ledger.set_account_rule", "ledger.add_accounts", "ledger.reverse_entries"])
def test_forms_open(client, form):
    answer = client.get(f"/do/{form}")
    assert answer.status_code == 200, answer.content[-2000:].decode()


def test_a_figure_of_the_trial_balance_opens_its_account(client):
    html = client.get("/s/ledger.trial_balance/", {"as_of": "2026-02-28"}).content.decode()
    assert "1 234,50" in html.replace("\xa0", " ").replace("\u202f", " ")
    assert "/s/ledger.account_ledger/?account=201" in html
    html = client.get("/s/ledger.account_ledger/", {"account": "201", "as_of": "2026-02-28"}).content.decode()
    assert "PK/00001/2026" in html and "/s/ledger.entry/" in html


def test_records_open(client, books):
    for key in (books.posted, books.draft):
        answer = client.get(f"/s/ledger.draft_entry/{key}")
        assert answer.status_code == 200, answer.content[-2000:].decode()
    assert "1234" in answer.content.decode().replace("\xa0", "").replace(" ", "")
