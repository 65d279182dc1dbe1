"""The chain's statements, which no busy machine can blur: flat in the size of the set, and few."""

from itertools import chain

import pytest

from bench.chain import ACTS, House
from ogniwo.finance.ledger.queries.trial import trial_balance
from ogniwo.kernel.commands import reading
from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.unit import Counter

MOST = 120
"""What issue 3, section 6 allows; this only goes down."""


@pytest.fixture
def shop(firm):
    made = House(firm.acting)
    made.furnish(goods=20, customers=10)
    return made


def counted(shop, number):
    """Statements of each act for ``number`` orders; ids enough are at hand."""
    sent = shop.sent_offers(number)
    found = {}

    def watch(name, act):
        with shop.act() as unit:
            blocks = unit.rows("SELECT nextval('writing_row_id') FROM generate_series(1, 60)")
        ids._block.free = chain.from_iterable(range(first, first + ids.BLOCK) for (first,) in blocks)
        before = Counter.sent
        result = act()
        found[name] = Counter.sent - before
        return result

    shop.run(sent, watch)
    return found


def test_the_chain_is_flat_and_short(shop):
    one, fifty = counted(shop, 1), counted(shop, 50)
    assert list(one) == list(ACTS)
    assert one == fifty
    assert sum(one.values()) <= MOST, one


def test_the_chain_ends_in_the_bank(shop):
    """What is measured is the whole chain: revenue, cost, tax and the money, and nothing left open."""
    counted(shop, 3)
    with reading(shop.acting):
        rows = {row.code: row.closing_debit - row.closing_credit for row in trial_balance(as_of=shop.acting.today, acting=shop.acting)}
    assert rows["700"] == -1500 and rows["735"] == 150 and rows["221"] == -345 and rows.get("201", 0) == 0
    assert shop.rows("SELECT count(*) FROM ledger_openitembalance WHERE open <> 0") == [(0,)]
    assert shop.rows("SELECT state, count(*) FROM documents_document WHERE type = 'offers.offer' GROUP BY 1") == [("accepted", 3)]
