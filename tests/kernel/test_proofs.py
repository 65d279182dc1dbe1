"""Each proof of the kernel sees the fault it is for, planted as superuser in a firm that sold; and is green before."""

import pytest

from ogniwo.kernel.books.planting import plant
from ogniwo.kernel.privacy.jobs import seal_acts
from ogniwo.site.testing import found
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.tests.conftest import DAY, build

REQUEST = """INSERT INTO approvals_request (company_id, id, document_id, kind, needs, why, currency, asked_by_id, asked_at, state, decided_by_id, answer)
  SELECT company_id, 1, id, 'toy', 'toy', '', 'PLN', created_by_id, now(), 'approved', created_by_id, '' FROM documents_document LIMIT 1"""
MESSAGE = """INSERT INTO outbox_message (company_id, id, topic, body, user_id, at, next_at, state, attempts, problem)
  SELECT company_id, 1, 'toy', '{}', 1, now(), now(), 'failed', 9, 'nobody there' FROM documents_document LIMIT 1"""
FAULTS = {
    "numbers_gapless": "UPDATE numbering_number SET n = n + 1 WHERE n = 2",
    "numbers_last": "UPDATE numbering_seriescounter SET last = last + 1",
    "numbers_unique": "UPDATE numbering_number SET n = 1, take = 9 WHERE n = 2",
    "positions_gapless": "UPDATE books_seal SET position = position + 100 WHERE position = 2",
    "positions_last": "UPDATE books_head SET last = last + 1",
    "chain": "UPDATE books_seal SET label = label || '!' WHERE position = 1",
    "seals": "UPDATE ledger_line SET text = 'another' WHERE id = (SELECT min(id) FROM ledger_line)",
    "audit": "UPDATE audit_payload SET body = '{\"said\": \"never\"}' WHERE act_id = (SELECT min(act_id) FROM audit_payload)",
    "acts_chain": "UPDATE audit_seal SET previous = sha256(previous) WHERE position = 2",
    "acts_sealed": "UPDATE audit_act SET user_id = user_id + 1 WHERE id = (SELECT min(id) FROM audit_act)",
    "acts_in_time": "UPDATE audit_act SET at = at - interval '2 hours' WHERE id = (SELECT max(act_id) FROM audit_place WHERE seal = 2)",
    "flow_quantities": "UPDATE documents_flow SET quantity = quantity + 1000",
    "flow_within": "UPDATE documents_flow SET source_id = -1 WHERE id = (SELECT min(id) FROM documents_flow)",
    "directories": "UPDATE documents_document SET directory_id = directory_id + 1",
    "approvals": f"ALTER TABLE approvals_request DROP CONSTRAINT approvals_request_not_own; {REQUEST}",
    "messages": MESSAGE,
}


@pytest.fixture(scope="module")
def shop(db_module):
    made = build(found())
    for piece in (0, 1):
        order = made.order((made.goods[piece], "5", "30"))
        (delivery,) = commands.deliver(order, made.take(order, "3"), on=DAY, acting=made.acting)
        commands.invoice_deliveries([delivery], issued_on=DAY, acting=made.acting)
        seal_acts(made.firm.company)
    return made


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(shop, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])
