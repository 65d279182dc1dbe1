"""A table delivered in December and invoiced in January: whose month the revenue, the cost and the VAT are, seen on the screens' own reports."""

from __future__ import annotations

from typing import Any

import pytest

from tests.walks import figures, selling

pytestmark = pytest.mark.browser
QUICK = "en"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Any:
    from ogniwo.kernel.commands import run

    firm = selling.a_firm()
    run("parties.add_parties", firm.acting, {"parties": [{"name": "Kancelaria Temida", "terms": {"customer": True}}]})
    return firm


def test_december_s_delivery_invoiced_in_january(firm, people, walker, rows):
    names = people(firm, "seller", "storekeeper", "accountant")
    figures.december(walker().sign_in(names["seller"]), rows)
