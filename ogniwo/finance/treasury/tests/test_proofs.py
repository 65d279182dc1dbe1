"""Each proof of the treasury sees the fault it is for, planted as superuser; and is green before."""

from dataclasses import replace

import pytest

from ogniwo.finance.treasury.commands import accept_matches, clear_lines, post_statements, propose_payments, send_for_approval
from ogniwo.finance.treasury.tests.desk import THEIRS, open_desk
from ogniwo.finance.treasury.tests.test_paying import UNTIL, waiting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.approvals.commands import approve
from ogniwo.kernel.books.planting import plant

FAULTS = {
    "bank_turnovers": "UPDATE treasury_payment SET amount = amount + 1 WHERE amount = 5",
    "lines_paid": "UPDATE treasury_payment SET currency = 'EUR' WHERE amount = 50",
    "statement_sums": "UPDATE treasury_statement SET closing = closing + 1",
    "matches_sum": "UPDATE treasury_match SET amount = amount + 1",
    "statements_posted": "UPDATE treasury_statementline SET state = 'matched'",
    "items_open": "UPDATE ledger_openitembalance SET open = open / 2 WHERE open <> 0",
    "transfers_credited": "UPDATE treasury_runcredit SET amount = amount + 100",
    "payments_approved": "ALTER TABLE approvals_request DROP CONSTRAINT approvals_request_not_own; UPDATE approvals_request SET decided_by_id = asked_by_id",
}


@pytest.fixture(scope="module")
def desk(db_module):
    made = open_desk()
    second = replace(made.acting, user_id=User.objects.create(email="second@example.com", name="Second").pk)
    _item, number = made.invoice("50.00")
    statement = made.read(("50.00", number), ("5.00", "?"))
    accept_matches(made.lines(statement)[:1], acting=made.acting)
    clear_lines(made.lines(statement)[1:], acting=made.acting)
    post_statements([statement], acting=made.acting)
    made.party_account(made.books.alfa, THEIRS)
    made.invoice("9.00", sale=False)
    made.invoice("-4.00", sale=False)
    run = propose_payments(UNTIL, acting=made.acting)
    send_for_approval([run], acting=made.acting)
    approve(waiting(made), acting=second)
    return made


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(desk, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])
