"""Each proof of received and invoiced goods sees the fault it is for, planted as superuser; green before."""

from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import post_invoices
from ogniwo.kernel.books import proofs as kernel
from ogniwo.kernel.books.planting import plant
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.proofs import PROOFS

RNI = "(SELECT account_id FROM ledger_accountrule WHERE role = 'received_not_invoiced')"
FAULTS = {
    "received_not_invoiced_receipts": "UPDATE inventory_move SET value = value + 1 WHERE kind = 'receipt' AND id = (SELECT min(id) FROM inventory_move)",
    "received_not_invoiced_invoices": "UPDATE purchasing_cleared SET value = value - 1",
    "received_not_invoiced_cleared": "UPDATE purchasing_cleared SET quantity = quantity + 100",
    "received_not_invoiced_returns": "UPDATE purchasing_returnline SET awaited = awaited + 1",
    "received_not_invoiced_lines": f"UPDATE ledger_line SET account_id = {RNI} WHERE id = (SELECT min(id) FROM ledger_line WHERE account_id <> {RNI} AND document_line_id IS NULL)",
}


@pytest.fixture
def books(buying):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")), "6")
    invoice = buying.invoice((buying.panel, "6", "66.00"))
    commands.match_invoices([invoice], acting=buying.acting)
    post_invoices([invoice], acting=buying.acting)
    commands.return_goods(receipt, [commands.SentBack(buying.lines(receipt)[0], D(2))], reason="wada", acting=buying.acting)
    return buying


def test_planted_faults_are_seen_and_all_is_green_before(books, as_role):
    root = as_role("superuser")
    for proof in kernel.PROOFS:
        if proof.sql:
            assert root.execute(proof.sql).fetchall() == [], proof.name
    assert {p.name for p in PROOFS} == set(FAULTS)
    for name, fault in FAULTS.items():
        plant(root, name, fault)


def test_cleared_is_a_fact_sealed_and_unchangeable(books, as_role):
    app = as_role("app")
    with app.transaction():
        app.execute("SELECT set_config('ogniwo.company', %s, true)", [str(books.firm.company)])
        for attack in ("UPDATE purchasing_cleared SET value = 0", "DELETE FROM purchasing_cleared", "TRUNCATE purchasing_cleared"):
            with pytest.raises(Exception, match="permission denied"), app.transaction():
                app.execute(attack)
        with pytest.raises(Exception, match="fixed|denied|unalterable"), app.transaction():
            app.execute("DELETE FROM purchasing_match")
