"""What goods cost is not for a storekeeper: an order's prices and values are absent from every page and answer of theirs; the buyer sees them."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands import run
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.tests.conftest import Buying

PRICES = ("17.77", "17,77", "177.70", "177,70", "71.08", "71,08", "218.57", "218,57", "87.43", "87,43", "53.31", "53,31", "65.57", "65,57",
          "106.62", "106,62", "131.14", "131,14", "21.86", "21,86")


@pytest.fixture
def papers(buying: Buying) -> dict[str, Any]:
    order = buying.order((buying.panel, "10", "17.77"))
    receipt = buying.receive(order, "4")
    (back,) = commands.return_goods(receipt, [commands.SentBack(buying.lines(receipt)[0], Decimal(3))], reason="wada", acting=buying.acting)
    return {"purchasing.order": order, "purchasing.receipt": receipt, "purchasing.return": back}


def pages(papers: dict[str, Any]) -> list[str]:
    found = [f"/s/{name}/{pk}" for name, pk in papers.items()]
    for name in papers:
        found += [f"/s/{name}s/", f"/s/{name}s/?export=csv", f"/s/{name}s/?order=net", f"/s/{name}s/?order=-gross", f"/api/v1/{name}s"]
    for pk in papers.values():
        found += [f"/flow/{pk}", f"/print/{pk}", f"/api/v1/documents.flow_graph?document={pk}"]
    found += [f"/api/v1/purchasing.{part}_lines?record_id={papers[f'purchasing.{part}']}" for part in ("order", "receipt", "return")]
    return [*found, f"/do/purchasing.receive?id={papers['purchasing.order']}", f"/do/purchasing.return_goods?id={papers['purchasing.receipt']}", "/", "/s/inventory.stock/"]


def previews(buying: Buying, papers: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    line = buying.lines(papers["purchasing.receipt"])[0]
    return [
        ("purchasing.receive", {"order": str(papers["purchasing.order"]), "on": "2026-03-02"}),
        ("purchasing.return_goods", {"receipt": str(papers["purchasing.receipt"]), "lines": [{"line": line, "quantity": "1"}], "reason": "x"}),
    ]  # fmt: skip


def shown(buying: Buying, role: str, papers: dict[str, Any]) -> tuple[list[str], int]:
    acting = buying.firm.acting_as(role)
    client = Client()
    client.force_login(User.objects.get(pk=acting.user_id), backend="django.contrib.auth.backends.ModelBackend")
    key = run("people.issue_key", replace(acting, permissions=acting.permissions | {"people.issue_key"}), {"name": role, "scopes": ["*"]}).result.text
    bearer = {"Authorization": f"Bearer {key}"}
    wrong, opened = [], 0
    answers = [(page, Client().get(page, headers=bearer) if page.startswith("/api/") else client.get(page, follow=True)) for page in pages(papers)]
    answers += [(name, Client().post(f"/api/v1/do/{name}?preview=1", json.dumps(given), content_type="application/json", headers=bearer)) for name, given in previews(buying, papers)]
    for page, answer in answers:
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode(errors="replace")  # type: ignore[attr-defined]
        opened += answer.status_code == 200
        wrong += [f"{page} shows {price}" for price in PRICES if price in text.replace("\xa0", "")] if answer.status_code == 200 else []
    return wrong, opened


def test_a_storekeeper_sees_no_purchase_price_and_a_buyer_does(buying: Buying, papers: dict[str, Any]) -> None:
    wrong, opened = shown(buying, "storekeeper", papers)
    assert not wrong, "\n".join(wrong)
    assert opened > 28
    assert len(shown(buying, "buyer", papers)[0]) > 10
