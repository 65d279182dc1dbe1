"""Each proof of the ledger sees the fault it is for, planted as superuser; and is green before."""

from datetime import date

import pytest

from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.commands.reversal import ReversalKind, reverse_entries
from ogniwo.finance.ledger.commands.settling import Pair, settle
from ogniwo.finance.ledger.queries.ledgers import open_items
from ogniwo.finance.ledger.tests.books import act, dec, found
from ogniwo.finance.ledger.tests.test_posting import DAY, invoice
from ogniwo.kernel.books.planting import plant

LINE = "(SELECT id FROM ledger_line WHERE debit > 0 ORDER BY id LIMIT 1)"
FAULTS = {
    "entries_balanced": f"UPDATE ledger_line SET debit = debit + 1 WHERE id = {LINE}",
    "balances_kept": "UPDATE ledger_balance SET credit = credit + 0.01 WHERE credit > 0",
    "shares": "UPDATE ledger_share SET amount = amount + 0.01",
    "items_lines": "UPDATE ledger_openitem SET amount = amount + 1 WHERE id = (SELECT min(id) FROM ledger_openitem)",
    "items_accounts": "DELETE FROM ledger_openitem WHERE id = (SELECT min(id) FROM ledger_openitem)",
    "settlements_alike": "UPDATE ledger_openitem SET currency = 'EUR' WHERE id IN (SELECT item_id FROM ledger_settlement)",
    "reversals_even": "UPDATE ledger_line SET account_id = (SELECT max(id) FROM ledger_account) WHERE entry_id = (SELECT id FROM ledger_entry WHERE reverses_id IS NOT NULL) AND debit <> 0",
}


@pytest.fixture(scope="module")
def books(db_module):
    made = found()
    with act(made.acting) as unit:
        invoice(made, unit)
    post_entries([NewEntry("GEN", DAY, (EntryLine("130", debit=dec("23.00")), EntryLine("201", credit=dec("23.00"), party=made.alfa)))], acting=made.acting)
    owed, paid = sorted(open_items(as_of=date(2026, 12, 31), acting=made.acting), key=lambda item: -item.amount)
    settle([Pair(owed.item_id, paid.item_id)], on=DAY, acting=made.acting)
    post_entries([NewEntry("GEN", DAY, (EntryLine("130", debit=dec("5.00")), EntryLine("700", credit=dec("5.00"))))], acting=made.acting)
    with act(made.acting) as unit:
        ((wrong,),) = unit.rows("SELECT max(id) FROM ledger_entry")
    reverse_entries([wrong], on=DAY, kind=ReversalKind.RED_STORNO, acting=made.acting)
    return made


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(books, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])
