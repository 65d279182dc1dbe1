"""Columns a model calls sensitive leave by no door of the API for who may not see them."""

from __future__ import annotations

from typing import Any

from ogniwo.kernel.commands import QUERIES, reading, run
from tests.screens.test_api import Program


def lines_as(house: Any, role: str, document: Any) -> list[dict[str, Any]]:
    key = run("people.issue_key", house.firm.acting_as(role), {"name": role, "scopes": ["trade.*", "sales.*"]}).result.text if role == "owner" else None
    if key is None:
        from datetime import UTC, datetime, timedelta

        from ogniwo.kernel.access.commands import NewKey, issue_key
        from ogniwo.kernel.access.models import User

        with house.firm.act():
            now = datetime.now(UTC)
            key = issue_key(User.objects.get(pk=house.firm.acting_as(role).user_id), house.firm.company, NewKey(role, ("trade.*", "sales.*"), now, now + timedelta(days=1)))
    answer = Program(key).get("trade.lines", document=str(document))
    assert answer.status_code == 200, answer.content
    return answer.json()["rows"]


def test_expected_cost_of_a_line_is_not_told(furnished):
    acting = furnished.firm.acting
    with reading(acting):
        product = QUERIES["catalog.products"].function(acting=acting).first().pk
        party = QUERIES["parties.parties"].function(acting=acting).first().pk
    run("catalog.change_products", acting, {"changes": [{"product": str(product), "standard_cost": "123.45"}]})
    (order,) = run("sales.write_order", acting, {"head": {"party": str(party), "day": "2026-03-02"}, "lines": [{"product": str(product), "quantity": "1", "price": "500"}]}).result
    assert lines_as(furnished, "owner", order)[0]["cost_estimate"] == "123.45"
    assert not furnished.firm.acting_as("seller").sees("cost")
    (row,) = lines_as(furnished, "seller", order)
    assert row["price"] == "500.000000" and "cost_estimate" not in row and "123.45" not in str(row)
