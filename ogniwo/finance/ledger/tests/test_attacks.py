"""Each guarantee of the ledger, attacked in SQL as the app's role: refused, by its name."""

import threading
from datetime import date
from itertools import count
from uuid import uuid4

import psycopg
import pytest

from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.tests.books import Books, act, dec, found

DAY = "2026-02-10"
NUMBERS = count(900_000_000)


class App:
    """The app's role in a transaction of a company, as an attacker holds it."""

    def __init__(self, connection: psycopg.Connection, books: Books) -> None:
        self.c, self.books = connection, books
        self.numbers = NUMBERS

    def context(self, company: int | None = None) -> None:
        self.c.execute("SELECT set_config('ogniwo.company', %s, true), set_config('ogniwo.directory', %s, true)", [str(company or self.books.company), str(self.books.acting.directory_id)])

    def document(self) -> object:
        number = uuid4()
        self.c.execute(
            "INSERT INTO documents_document (company_id, directory_id, id, type, state, day, currency, title, version, fixed, created_at, created_by_id)"
            " VALUES (%s, %s, %s, 'ledger.draft_entry', 'posted', %s, 'PLN', '', 1, true, now(), %s)",
            [self.books.company, self.books.acting.directory_id, number, DAY, self.books.acting.user_id])  # fmt: skip
        return number

    def seal(self) -> int:
        """Any seal that stands: entries may hang on it, so only what is attacked is wrong."""
        return self.c.execute("SELECT id FROM books_seal LIMIT 1").fetchone()[0]

    def line(self, entry: int, account: str = "130", debit: object = 0, credit: object = 0, **more: object) -> int:
        values = {
            "company_id": self.books.company, "id": next(self.numbers), "entry_id": entry, "seal_id": self.seal(), "day": DAY,
            "account_id": self.books.accounts[account], "debit": debit, "credit": credit, "amount_doc": dec(debit or 0) - dec(credit or 0) if str(debit) != "NaN" else 0,
            "currency": "PLN", "text": "", **more,
        }  # fmt: skip
        names = ", ".join(values)
        self.c.execute(f"INSERT INTO ledger_line ({names}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
        return values["id"]  # type: ignore[return-value]

    def entry(self, number: int, **more: object) -> None:
        values = {
            "company_id": self.books.company, "id": number, "seal_id": self.seal(), "day": DAY, "document_day": DAY, "operation_day": DAY, "text": "", "currency": "PLN",
            "document_id": self.c.execute("SELECT id FROM documents_document LIMIT 1").fetchone()[0],
            "journal_id": self.c.execute("SELECT id FROM books_journal WHERE code = 'GEN'").fetchone()[0], **more,
        }  # fmt: skip
        names = ", ".join(values)
        self.c.execute(f"INSERT INTO ledger_entry ({names}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))

    def posted(self) -> int:
        """A right entry."""
        number = next(self.numbers)
        self.line(number, "130", debit=5)
        self.line(number, "700", credit=5)
        self.entry(number)
        return number


@pytest.fixture(scope="module")
def books(db_module: object) -> Books:
    made = found()
    party = {"party": made.alfa}
    post_entries([
        NewEntry("GEN", date(2026, 2, 10), (EntryLine("201", debit=dec("50.00"), **party), EntryLine("700", credit=dec("50.00")))),
        NewEntry("GEN", date(2026, 2, 10), (EntryLine("130", debit=dec("20.00")), EntryLine("201", credit=dec("20.00"), **party))),
    ], acting=made.acting)  # fmt: skip
    return made


@pytest.fixture
def app(books: Books, as_role: object) -> App:
    return App(as_role("app"), books)  # type: ignore[operator]


def refused(app: App, name: str | None, attack: object, *, state: str = "") -> None:
    """The attack's transaction fails by the constraint ``name`` (or for want of a right)."""
    with pytest.raises(psycopg.Error) as broken, app.c.transaction():
        app.context()
        attack()  # type: ignore[operator]
    assert broken.value.diag.constraint_name == name, broken.value
    assert not state or broken.value.sqlstate == state


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
            "WITH sneaked AS (INSERT INTO ledger_line (company_id, id, entry_id, seal_id, day, account_id, debit, credit, amount_doc, currency, text)"
            " VALUES (%s, %s, %s, %s, %s, %s, 7, 0, 7, 'PLN', ''))"
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


def test_a_settlement_account_without_party_or_open_item(app):
    def attack(**more):
        number = next(app.numbers)
        app.line(number, "201", debit=5, **more)
        app.line(number, "700", credit=5)
        app.entry(number)

    refused(app, "ledger_line_party", attack)
    refused(app, "ledger_line_open_item", lambda: attack(party_id=app.books.alfa))


def item(app: App, line: int, **more: object) -> int:
    values = {
        "company_id": app.books.company, "id": next(app.numbers), "seal_id": app.seal(), "line_id": line, "account_id": app.books.accounts["201"], "party_id": app.books.alfa,
        "document_id": app.c.execute("SELECT id FROM documents_document LIMIT 1").fetchone()[0], "day": DAY, "due": DAY, "amount": 5, "amount_doc": 5, "currency": "PLN", **more,
    }  # fmt: skip
    app.c.execute(f"INSERT INTO ledger_openitem ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
    return values["id"]  # type: ignore[return-value]


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


def share(app: App, line: int, amount: object) -> None:
    document, number = app.document(), next(app.numbers)
    app.c.execute("INSERT INTO documents_line (company_id, id, document_id, position, text, unit) VALUES (%s, %s, %s, 1, '', '')", [app.books.company, number, document])
    app.c.execute("INSERT INTO ledger_share (company_id, line_id, document_line_id, amount) VALUES (%s, %s, %s, %s)", [app.books.company, line, number, amount])


def test_shares_that_do_not_sum(app):
    def attack():
        number = next(app.numbers)
        line = app.line(number, "130", debit=5)
        app.line(number, "700", credit=5)
        share(app, line, 4)
        app.entry(number)

    refused(app, "ledger_share_sum", attack)


def settlement(app: App, **more: object) -> None:
    one, two = (row[0] for row in app.c.execute("SELECT id FROM ledger_openitem ORDER BY id LIMIT 2").fetchall())
    values = {
        "company_id": app.books.company, "id": next(app.numbers), "seal_id": app.seal(), "item_id": one, "counter_id": two, "amount": 5, "amount_doc": 5, "day": DAY,
        "document_id": app.c.execute("SELECT id FROM documents_document LIMIT 1").fetchone()[0], **more,
    }  # fmt: skip
    app.c.execute(f"INSERT INTO ledger_settlement ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))


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
