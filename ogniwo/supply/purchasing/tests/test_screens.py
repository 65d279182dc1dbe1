"""The screens of purchasing and of received e-invoices over HTTP, in both languages."""

from typing import Any

import pytest
from django.test import Client

from ogniwo.kernel.access.models import User
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.tests.conftest import Buying

LISTS = ["purchasing.proposals", "purchasing.orders", "purchasing.receipts", "purchasing.received_not_invoiced", "received.einvoices", "invoicing.purchase_invoices"]


@pytest.fixture
def papers(buying: Buying) -> dict[str, Any]:
    order = buying.order((buying.panel, "10", "10.00"), (buying.transport, "1", "99"))
    receipt = buying.receive(order, "4")
    draft = buying.order((buying.screw, "50", None), confirm=False)
    commands.propose_orders(acting=buying.acting)
    invoice = buying.invoice((buying.panel, "4", "44.00"))
    commands.match_invoices([invoice], acting=buying.acting)
    return {"purchasing.order": order, "purchasing.receipt": receipt, "invoicing.purchase_invoice": invoice, "draft": draft}


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_screen_opens(buying: Buying, papers: dict[str, Any], language: str) -> None:
    client = Client(headers={"accept-language": language})
    user = User.objects.get(pk=buying.acting.user_id)
    User.objects.filter(pk=user.pk).update(language=language)
    client.force_login(User.objects.get(pk=user.pk), backend="django.contrib.auth.backends.ModelBackend")
    pages = [f"/s/{name}/" for name in LISTS] + [f"/s/{name}/{papers[name]}" for name in ("purchasing.order", "purchasing.receipt", "invoicing.purchase_invoice")]
    pages += [f"/s/purchasing.order/{papers['draft']}", "/do/purchasing.write_order", f"/do/purchasing.receive?id={papers['purchasing.order']}", "/do/received.read_einvoice",
              f"/do/purchasing.return_goods?id={papers['purchasing.receipt']}", f"/do/purchasing.match_lines?id={papers['invoicing.purchase_invoice']}", "/s/purchasing.returns/"]
    shown = {}
    for page in pages:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, (page, answer.content[-1500:].decode())
        shown[page] = answer.content.decode()
    polish = language == "pl"
    assert ("Zamówienia do dostawców" if polish else "Purchase orders") in shown["/s/purchasing.orders/"]
    assert ("Przyjęcia PZ" if polish else "Goods receipts") in shown["/s/purchasing.receipts/"]
    assert ("poniżej minimum" if polish else "below the minimum") in shown["/s/purchasing.proposals/"]
    match = shown[f"/s/invoicing.purchase_invoice/{papers['invoicing.purchase_invoice']}"]
    assert ("Cena na fakturze 11" if polish else "The price is 11") in match
    assert ("Kod dostawcy" if polish else "Supplier&#x27;s code") in shown[f"/do/purchasing.match_lines?id={papers['invoicing.purchase_invoice']}"]
    assert ("Zwróć towar dostawcy" if polish else "Send goods back") in shown[f"/s/purchasing.receipt/{papers['purchasing.receipt']}"]
    assert "PZ/2026/00001" in shown["/s/purchasing.received_not_invoiced/"] and "Płyta dębowa" in shown[f"/do/purchasing.receive?id={papers['purchasing.order']}"]
