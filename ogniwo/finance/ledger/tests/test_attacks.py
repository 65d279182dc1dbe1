"""Each guarantee of entries, lines and rules, attacked in SQL as the app's role: refused, by its name."""

import threading

import psycopg
import pytest

from ogniwo.finance.ledger.tests.attack import DAY, App, attacked, refused
from ogniwo.finance.ledger.tests.books import Books, act, found


@pytest.fixture(scope="module")
def books(db_module: object) -> Books:
    return attacked()


@pytest.fixture
def app(books: Books, as_role: object) -> App:
    return App(as_role("app"), books)  # type: ignore[operator]


def test_a_right_entry_passes(app):
    with app.c.transaction():
        app.context()
        app.posted()


def test_red_storno_passes(app):
    with app.c.transaction():
        app.context()
        number = next(app.numbers)
        app.line(number, "130", debit=-5)
        app.line(number, "700", credit=-5)
        app.entry(number)


@pytest.mark.parametrize("lines", [
    [], [("130", 5, 0)], [("130", 5, 0), ("700", 0, 4)], [("130", 5, 0), ("700", 0, 4), ("100", 0, 2)], [("130", 5, 0), ("700", 5, 0)],
])  # fmt: skip
def test_an_empty_one_line_or_unbalanced_entry(app, lines):
    def attack():
        number = next(app.numbers)
        for account, debit, credit in lines:
            app.line(number, account, debit, credit)
        app.entry(number)

    refused(app, "ledger_entry_balances", attack)


def test_document_currency_must_balance_too(app):
    def attack():
        number = next(app.numbers)
        app.line(number, "130", debit=40, amount_doc=10, currency="EUR")
        app.line(number, "700", credit=40, amount_doc=-9, currency="EUR")
        app.entry(number, currency="EUR")

    refused(app, "ledger_entry_balances_doc", attack)


def test_an_exchange_difference_carries_none_and_passes(app):
    with app.c.transaction():
        app.context()
        number = next(app.numbers)
        app.line(number, "130", debit=41, amount_doc=10, currency="EUR")
        app.line(number, "700", credit=40, amount_doc=-10, currency="EUR")
        app.line(number, "755", credit=1, amount_doc=0, currency="EUR")
        app.entry(number, currency="EUR")


@pytest.mark.parametrize(("column", "name"), [("debit", "ledger_line_debit_number"), ("credit", "ledger_line_credit_number"), ("amount_doc", "ledger_line_amount_doc_number")])
def test_nan(app, column, name):
    values = {"debit": 0, "credit": 0, "amount_doc": 0, column: "NaN"}
    refused(app, name, lambda: app.line(next(app.numbers), "130", **values))


@pytest.mark.parametrize("column", ["debit", "credit", "amount_doc", "account_id", "entry_id", "day"])
def test_null(app, column):
    def attack():
        number = next(app.numbers)
        given = {"debit": 5, column: None} if column != "entry_id" else {"debit": 5}
        app.line(None if column == "entry_id" else number, "130", **given)

    refused(app, None, attack, state="23502")


def test_infinity(app):
    refused(app, None, lambda: app.line(next(app.numbers), "130", debit="Infinity", amount_doc=0), state="22003")


def test_both_sides_on_a_line(app):
    refused(app, "ledger_line_one_side", lambda: app.line(next(app.numbers), "130", 5, 5))


def test_a_balanced_pair_added_later(app):
    def attack():
        ((standing, seal),) = app.c.execute("SELECT id, seal_id FROM ledger_entry ORDER BY id LIMIT 1").fetchall()
        app.line(standing, "130", debit=5, seal_id=seal)
        app.line(standing, "700", credit=5, seal_id=seal)

    refused(app, "ledger_line_after_entry", attack)


def test_a_balanced_pair_added_in_the_same_transaction(app):
    def attack():
        number = app.posted()
        app.line(number, "130", debit=5)

    refused(app, "ledger_line_after_entry", attack)


def test_a_line_in_one_statement_with_its_entry(app):
    """Both triggers fire at the statement's end: the line finds its entry standing."""

    def attack():
        number, other = next(app.numbers), next(app.numbers)
        app.line(number, "130", debit=5)
        app.line(number, "700", credit=5)
        seal, account = app.seal(), app.books.accounts["130"]
        app.c.execute(
            "WITH sneaked AS (INSERT INTO ledger_line (company_id, id, entry_id, seal_id, day, account_id, debit, credit, amount_doc, currency, text, asked)"
            " VALUES (%s, %s, %s, %s, %s, %s, 7, 0, 7, 'PLN', '', ''))"
            " INSERT INTO ledger_entry (company_id, id, seal_id, journal_id, day, document_day, operation_day, document_id, text, currency)"
            " SELECT %s, %s, %s, (SELECT id FROM books_journal WHERE code = 'GEN'), %s, %s, %s, (SELECT id FROM documents_document LIMIT 1), '', 'PLN'",
            [app.books.company, other, number, seal, DAY, account, app.books.company, number, seal, DAY, DAY, DAY])  # fmt: skip

    with pytest.raises(psycopg.Error) as broken, app.c.transaction():
        app.context()
        attack()
    assert broken.value.diag.constraint_name in ("ledger_line_after_entry", "ledger_entry_balances")


def test_lines_without_an_entry(app):
    refused(app, "ledger_line_entry_id_own", lambda: app.line(next(app.numbers), "130", debit=5))


def test_a_transaction_id_cannot_be_forged(app):
    refused(app, None, lambda: app.line(next(app.numbers), "130", debit=5, xid="1"), state="42501")
    refused(app, None, lambda: app.entry(next(app.numbers), xid="1"), state="42501")


def test_lines_written_before_in_another_transaction_do_not_count(app):
    """They never commit, so an entry finds none of them."""
    number = next(app.numbers)
    with pytest.raises(psycopg.Error), app.c.transaction():
        app.context()
        app.line(number, "130", debit=5)
        app.line(number, "700", credit=5)
    refused(app, "ledger_entry_balances", lambda: app.entry(number))


@pytest.mark.parametrize(("change", "value"), [("day", "2026-02-11"), ("seal_id", -1)])
def test_a_line_with_another_day_or_seal_than_its_entry(app, change, value):
    def attack():
        number = next(app.numbers)
        app.line(number, "130", debit=5, **{change: value})
        app.line(number, "700", credit=5)
        app.entry(number)

    refused(app, "ledger_line_entry_id_own", attack)


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_line", "ledger_share", "ledger_openitem", "ledger_settlement", "ledger_dimensionset", "ledger_savedreport"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET company_id = company_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_facts_are_not_changed(app, as_role, table, statement):
    refused(app, None, lambda: app.c.execute(statement.format(table)), state="42501")
    owner = as_role("migrator")
    with pytest.raises(psycopg.Error) as broken:
        owner.execute(statement.format(table))
    assert broken.value.diag.constraint_name == "tenancy_unalterable"


@pytest.mark.parametrize("table", ["ledger_balance", "ledger_openitembalance"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET company_id = company_id", "DELETE FROM {}", "INSERT INTO {} (company_id) VALUES (1)", "TRUNCATE {}"])
def test_kept_balances_are_only_read(app, table, statement):
    refused(app, None, lambda: app.c.execute(statement.format(table)), state="42501")


@pytest.mark.parametrize(("area", "name"), [("books", "books_period_locked"), ("sales", "books_period_locked")])
def test_a_closed_period(app, area, name):
    """A sales journal's entry needs both: the books' month and the sales'."""

    def attack():
        app.c.execute("UPDATE books_period SET locked = true WHERE area = %s AND month = '2026-02-01'", [area])
        number = next(app.numbers)
        app.line(number, "130", debit=5)
        app.line(number, "700", credit=5)
        app.entry(number, journal_id=app.c.execute("SELECT id FROM books_journal WHERE code = 'SALE'").fetchone()[0])

    refused(app, name, attack)


def test_a_period_that_is_not_there(app):
    def attack():
        number = next(app.numbers)
        app.line(number, "130", debit=5, day="2031-01-01")
        app.line(number, "700", credit=5, day="2031-01-01")
        app.entry(number, day="2031-01-01")

    refused(app, "books_period_missing", attack)


def test_a_period_while_it_is_being_locked(app, as_role):
    """The posting waits for the lock under way, then is refused."""
    other = App(as_role("app"), app.books)
    caught: list[str | None] = []

    def post():
        try:
            with other.c.transaction():
                other.context()
                number = next(other.numbers)
                other.line(number, "130", debit=5, day="2025-03-05")
                other.line(number, "700", credit=5, day="2025-03-05")
                other.entry(number, day="2025-03-05")
            caught.append("posted")
        except psycopg.Error as broken:
            caught.append(broken.diag.constraint_name)

    with app.c.transaction():
        app.context()
        app.c.execute("UPDATE books_period SET locked = true WHERE area = 'books' AND month = '2025-03-01'")
        poster = threading.Thread(target=post)
        poster.start()
        poster.join(0.5)
        assert poster.is_alive()
    poster.join(10)
    assert caught == ["books_period_locked"]


def test_a_line_across_companies(app, books):
    beta = found("Beta")

    def foreign_account():
        number = next(app.numbers)
        app.line(number, "130", debit=5, account_id=beta.accounts["130"])
        app.line(number, "700", credit=5)
        app.entry(number)

    refused(app, "ledger_line_account_id_own", foreign_account)
    refused(app, None, lambda: app.line(next(app.numbers), "130", debit=5, company_id=beta.company), state="42501")

    def foreign_entry():
        with act(beta.acting) as unit:
            (number,) = unit.ids(1)
        app.line(number, "130", debit=5)

    refused(app, "ledger_line_entry_id_own", foreign_entry)

    def foreign_party():
        number = next(app.numbers)
        app.line(number, "130", debit=5, party_id=beta.alfa)
        app.line(number, "700", credit=5)
        app.entry(number)

    refused(app, "ledger_line_party_id_own", foreign_party)


def test_an_entry_is_reversed_once(app):
    def attack():
        standing = app.posted()
        for _time in range(2):
            number = next(app.numbers)
            app.line(number, "130", debit=-5)
            app.line(number, "700", credit=-5)
            app.entry(number, reverses_id=standing)

    refused(app, "ledger_entry_reversed_once", attack)


def test_two_rules_for_one_day(app):
    def attack():
        app.c.execute(
            "INSERT INTO ledger_accountrule (company_id, id, role, product_class, party_class, tax_class, place, account_id, dimensions, valid_from)"
            " VALUES (%s, %s, 'revenue', '', '', '', '', %s, '{}', '2026-05-01')", [app.books.company, next(app.numbers), app.books.accounts["702"]])  # fmt: skip

    refused(app, "ledger_accountrule_once", attack)


def test_nothing_is_seen_or_written_without_a_context(app):
    assert app.c.execute("SELECT count(*) FROM ledger_line").fetchone() == (0,)
    with pytest.raises(psycopg.Error) as broken:
        app.c.execute("INSERT INTO ledger_account (company_id, id, code, name, kind, control, active) VALUES (%s, 1, 'X', '{}', 'asset', 'none', true)", [app.books.company])
    assert broken.value.sqlstate == "42501"
