"""An attacker: the app's role in SQL, in a transaction of a company."""

from datetime import date
from itertools import count
from uuid import uuid4

import psycopg
import pytest

from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.tests.books import Books, dec, found

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
            "currency": "PLN", "text": "", "asked": "", **more,
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


def refused(app: App, name: str | None, attack: object, *, state: str = "") -> None:
    """The attack's transaction fails by the constraint ``name`` (or for want of a right)."""
    with pytest.raises(psycopg.Error) as broken, app.c.transaction():
        app.context()
        attack()  # type: ignore[operator]
    assert broken.value.diag.constraint_name == name, broken.value
    assert not state or broken.value.sqlstate == state


def item(app: App, line: int, **more: object) -> int:
    values = {
        "company_id": app.books.company, "id": next(app.numbers), "seal_id": app.seal(), "line_id": line, "account_id": app.books.accounts["201"], "party_id": app.books.alfa,
        "document_id": app.c.execute("SELECT id FROM documents_document LIMIT 1").fetchone()[0], "day": DAY, "due": DAY, "amount": 5, "amount_doc": 5, "currency": "PLN", **more,
    }  # fmt: skip
    app.c.execute(f"INSERT INTO ledger_openitem ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))
    return values["id"]  # type: ignore[return-value]


def share(app: App, line: int, amount: object) -> None:
    document, number = app.document(), next(app.numbers)
    app.c.execute("INSERT INTO documents_line (company_id, id, document_id, position, text, unit) VALUES (%s, %s, %s, 1, '', '')", [app.books.company, number, document])
    app.c.execute("INSERT INTO ledger_share (company_id, line_id, document_line_id, amount) VALUES (%s, %s, %s, %s)", [app.books.company, line, number, amount])


def settlement(app: App, **more: object) -> None:
    one, two = (row[0] for row in app.c.execute("SELECT id FROM ledger_openitem ORDER BY id LIMIT 2").fetchall())
    values = {
        "company_id": app.books.company, "id": next(app.numbers), "seal_id": app.seal(), "item_id": one, "counter_id": two, "amount": 5, "amount_doc": 5, "day": DAY,
        "document_id": app.c.execute("SELECT id FROM documents_document LIMIT 1").fetchone()[0], **more,
    }  # fmt: skip
    app.c.execute(f"INSERT INTO ledger_settlement ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", list(values.values()))


def attacked() -> Books:
    """A company with 50 owed and 20 paid."""
    made = found()
    party = {"party": made.alfa}
    post_entries([
        NewEntry("GEN", date(2026, 2, 10), (EntryLine("201", debit=dec("50.00"), **party), EntryLine("700", credit=dec("50.00")))),
        NewEntry("GEN", date(2026, 2, 10), (EntryLine("130", debit=dec("20.00")), EntryLine("201", credit=dec("20.00"), **party))),
    ], acting=made.acting)  # fmt: skip
    return made
