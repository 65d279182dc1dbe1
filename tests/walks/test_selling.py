"""From a campaign to the money and back, by clicks and keys, in Polish and in English: every step of selling, with what an accountant would assert."""

from __future__ import annotations

from typing import Any

import pytest

from tests.walks import figures, goods, selling

pytestmark = pytest.mark.browser
QUICK = "pl"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    return selling.a_firm()


def test_from_a_campaign_to_the_money(firm, people, walker, rows, post):
    names = people(firm, "seller", "storekeeper", "accountant", "owner")
    w = walker().sign_in(names["seller"])
    selling.campaign(w, rows)
    selling.leads(w, rows)
    selling.pipeline(w, rows)
    selling.offer(w, rows, firm, post)
    goods.credit(w, rows)
    goods.deliveries(w, rows)
    number = goods.invoice(w, rows, firm)
    goods.paid(w, rows, number)
    goods.complaint(w, rows, firm, number)
    figures.to_the_campaign(w)
    figures.margin_for_who_may(w)
