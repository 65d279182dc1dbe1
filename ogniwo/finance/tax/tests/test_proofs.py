"""Each proof of the tax registers sees the fault it is for, planted as superuser; and is green before."""

from datetime import date

import pytest

from ogniwo.finance.ledger.tests.books import act, found
from ogniwo.finance.tax.tests.test_registers import invoices
from ogniwo.kernel.books.planting import plant
from ogniwo.kernel.books.writer import reverse

FAULTS = {
    "tax_booked": "UPDATE tax_taxregisterline SET tax = tax + 0.01 WHERE id = (SELECT min(id) FROM tax_taxregisterline)",
    "tax_shares": "UPDATE tax_taxshare SET net = net + 1",
    "tax_taken_back": "UPDATE tax_taxregisterline SET net = net + 1 WHERE reverses_id IS NOT NULL",
}


@pytest.fixture(scope="module")
def books(db_module):
    made = found()
    first, _second = invoices(made, 2)
    with act(made.acting) as unit:
        reverse(unit, [first], on=date(2026, 3, 2))
    return made


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_seen(books, as_role, name):
    plant(as_role("superuser"), name, FAULTS[name])
