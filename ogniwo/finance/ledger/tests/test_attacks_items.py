"""Each guarantee of open items, shares and settlements, attacked in SQL as the app's role: refused, by its name."""

import threading

import psycopg
import pytest

from ogniwo.finance.ledger.tests.attack import App, attacked, item, refused, settlement, share
from ogniwo.finance.ledger.tests.books import Books


@pytest.fixture(scope="module")
def books(db_module: object) -> Books:
    return attacked()


@pytest.fixture
def app(books: Books, as_role: object) -> App:
    return App(as_role("app"), books)  # type: ignore[operator]


def test_a_settlement_account_without_party_or_open_item(app):
    def attack(**more):
        number = next(app.numbers)
        app.line(number, "201", debit=5, **more)
        app.line(number, "700", credit=5)
        app.entry(number)

    refused(app, "ledger_line_party", attack)
    refused(app, "ledger_line_open_item", lambda: attack(party_id=app.books.alfa))


@pytest.mark.parametrize("lie", [{"amount": 6}, {"amount_doc": 6}, {"currency": "EUR"}, {"day": "2026-02-11"}])
def test_an_open_item_that_says_other_than_its_line(app, lie):
    def attack():
        number = next(app.numbers)
        line = app.line(number, "201", debit=5, party_id=app.books.alfa)
        app.line(number, "700", credit=5)
        item(app, line, **lie)
        app.entry(number)

    refused(app, "ledger_line_open_item", attack)


def test_an_open_item_or_share_added_to_a_posted_line(app):
    line = "(SELECT id FROM ledger_line WHERE party_id IS NULL ORDER BY id LIMIT 1)"
    refused(app, "ledger_openitem_after_entry", lambda: item(app, app.c.execute(f"SELECT {line}").fetchone()[0]))
    refused(app, "ledger_share_after_entry", lambda: share(app, app.c.execute(f"SELECT {line}").fetchone()[0], 5))


def test_shares_that_do_not_sum(app):
    def attack():
        number = next(app.numbers)
        line = app.line(number, "130", debit=5)
        app.line(number, "700", credit=5)
        share(app, line, 4)
        app.entry(number)

    refused(app, "ledger_share_sum", attack)


@pytest.mark.parametrize(("lie", "name"), [
    ({"amount": 21, "amount_doc": 20}, "ledger_openitembalance_within"), ({"amount": 20, "amount_doc": 21}, "ledger_openitembalance_within_doc"),
    ({"amount": -1, "amount_doc": 0}, "ledger_openitembalance_within"), ({"amount": "NaN"}, "ledger_settlement_amount_number"),
    ({"day": "2031-01-01"}, "books_period_missing"),
])  # fmt: skip
def test_settlement_over_the_item(app, lie, name):
    """50 is owed, 20 was paid: no more than 20 settles, nothing is unsettled that was not settled."""
    refused(app, name, lambda: settlement(app, **lie))


def test_an_item_settled_with_itself_or_an_unlike_one(app):
    one = "(SELECT id FROM ledger_openitem ORDER BY id LIMIT 1)"

    def itself():
        first = app.c.execute(f"SELECT {one}").fetchone()[0]
        settlement(app, item_id=first, counter_id=first)

    def unlike():
        number = next(app.numbers)
        line = app.line(number, "202", credit=5, party_id=app.books.beta)
        app.line(number, "700", debit=5)
        other = item(app, line, account_id=app.books.accounts["202"], party_id=app.books.beta, amount=-5, amount_doc=-5)
        app.entry(number)
        settlement(app, counter_id=other)

    refused(app, "ledger_settlement_two", itself)
    refused(app, "ledger_settlement_alike", unlike)


def test_settled_twice_at_once(app, as_role):
    """Two settle the whole at the same moment: one waits, then is refused."""
    other = App(as_role("app"), app.books)
    caught: list[str | None] = []

    def second():
        try:
            with other.c.transaction():
                other.context()
                settlement(other, amount=20, amount_doc=20)
            caught.append("settled")
        except psycopg.Error as broken:
            caught.append(broken.diag.constraint_name)

    with app.c.transaction():
        app.context()
        settlement(app, amount=20, amount_doc=20)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        raise psycopg.Rollback
    thread.join(10)
    assert caught == ["settled"]
    refused(app, "ledger_openitembalance_within", lambda: settlement(app, amount=1, amount_doc=1))
