"""A chain of documents on its screens: offer, order, delivery; the flow strip and page, the print, the preview of a delivery."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from ogniwo.kernel.commands import QUERIES, reading, run


@pytest.fixture(scope="module")
def chain(furnished: Any) -> dict[str, Any]:
    """An offer accepted, ordered and confirmed."""
    acting = furnished.firm.acting
    with reading(acting):
        party = QUERIES["parties.parties"].function(acting=acting).values_list("pk", flat=True).first()
        product = QUERIES["catalog.products"].function(acting=acting).filter(product__code="KR-000").values_list("pk", flat=True).first()
    lines = [{"product": str(product), "quantity": "2", "price": "200"}]
    (offer,) = run("offers.write_offers", acting, {"offers": [{"header": {"party": str(party), "day": str(acting.today)}, "lines": lines}]}).result
    run("offers.send_offers", acting, {"offers": [str(offer)], "to": ["ktos@example.com"]})
    run("offers.accept_offers", acting, {"offers": [str(offer)]})
    (order,) = run("sales.order_offers", acting, {"offers": [str(offer)]}).result
    run("sales.confirm_orders", acting, {"orders": [str(order)]})
    return {"offer": offer, "order": order, "party": party}


def test_the_strip_shows_what_came_before_and_after(furnished, chain):
    client = furnished.client("owner", "pl")
    html = client.get(f"/s/sales.order/{chain['order']}/").content.decode()
    assert 'class="flowstrip"' in html and f"/{chain['offer']}/" in html and f"/flow/{chain['order']}" in html
    page = client.get(f"/flow/{chain['offer']}").content.decode()
    assert page.count("<li data-key=") == 2 and f"/{chain['order']}/" in page
    hidden = furnished.client("storekeeper", "pl").get(f"/flow/{chain['order']}")
    assert hidden.status_code == 404 or f"/{chain['offer']}/" not in hidden.content.decode() or furnished.firm.acting_as("storekeeper").may("offers.offers")


def test_an_offer_is_printed_as_pdf(furnished, chain):
    client = furnished.client("owner", "pl")
    seen = client.get(f"/print/{chain['offer']}?language=en")
    assert seen.status_code == 200 and seen.content.startswith(b"%PDF"), seen.content[:300]
    kept = client.post(f"/print/{chain['offer']}", {"language": "pl", "_key": uuid4().hex})
    assert kept.status_code == 302, kept.content[:2000]
    assert client.get(kept["Location"]).content.startswith(b"%PDF")
    assert furnished.client("storekeeper", "pl").get(f"/print/{chain['offer']}").status_code in (403, 404) or furnished.firm.acting_as("storekeeper").may("offers.offers")


def test_a_letter_is_sent_from_the_document(furnished, chain):
    client = furnished.client("owner", "pl")
    page = client.get(f"/do/mail.send_letter?document={chain['order']}&topic=ZS").content.decode()
    assert f'name="document" value="{chain["order"]}"' in page and 'value="ZS"' in page
    sent = client.post("/do/mail.send_letter", {"document": chain["order"], "topic": "ZS", "text": "W załączeniu.", "to": "a@example.com\nb@example.com", "next": "/s/home/", "_key": uuid4().hex})
    assert sent.status_code == 303, sent.content[:3000]
    assert "a@example.com" in client.get("/s/mail.letters/").content.decode()


def test_a_delivery_is_previewed_with_its_stock_and_ledger(furnished, chain):
    client = furnished.client("owner", "en")
    html = client.post("/do/sales.deliver_orders", {"id": chain["order"], "orders": chain["order"], "preview": "1"}).content.decode()
    assert "<h2>Numbers</h2>" in html and "<h2>Stock</h2>" in html and "KR-000" in html, html[html.find("<main"):][:3000]
    done = client.post("/do/sales.deliver_orders", {"id": chain["order"], "orders": chain["order"], "next": "/s/home/", "_key": uuid4().hex})
    assert done.status_code == 303
    assert client.get(f"/flow/{chain['order']}").content.decode().count("<li data-key=") == 3
