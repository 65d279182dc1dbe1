"""A tiny company for tests of the books: chart, rules, journals, two parties; and acts on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain
from uuid import UUID

from django.db import connection, transaction

from ogniwo.finance.ledger.commands.accounts import NewAccount, NewRule, add_accounts, set_account_rules
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.models import User
from ogniwo.kernel.books.models import Journal
from ogniwo.kernel.documents.models import Subject
from ogniwo.kernel.setup.commands import NewCompany, found_company
from ogniwo.kernel.tenancy.context import SET, values
from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.ids import uuid7
from ogniwo.kernel.writing.unit import Counter, Unit
from ogniwo.masterdata.parties.models import Party, PartyTerms

FIRST = date(2026, 1, 1)
CHART = [
    ("100", "Cash", "asset", "none"), ("130", "Bank", "asset", "none"), ("201", "Customers", "asset", "receivable"), ("202", "Suppliers", "liability", "payable"),
    ("221", "VAT", "liability", "none"), ("402", "Services", "expense", "none"), ("700", "Sales", "income", "none"), ("702", "Sales of X", "income", "none"),
    ("755", "Exchange gains", "income", "none"),
]  # fmt: skip
RULES = [("receivable", "201"), ("payable", "202"), ("bank", "130"), ("tax_due", "221"), ("revenue", "700"), ("exchange_gain", "755")]


def dec(text: object) -> Decimal:
    return Decimal(str(text))


@contextmanager
def act(acting: Acting) -> Iterator[Unit]:
    """A unit of work that really commits."""
    with transaction.atomic(durable=True):
        connection.ensure_connection()
        with connection.connection.pipeline(), connection.connection.cursor() as cursor:
            cursor.execute(SET, values(acting))
            unit = Unit(cursor, acting=acting, now=datetime.now(UTC))
            yield unit
            unit.finish()


@dataclass
class Books:
    """A founded company: who acts, its account ids by code, its parties."""

    acting: Acting
    accounts: dict[str, int]
    alfa: UUID
    beta: UUID

    @property
    def company(self) -> int:
        return self.acting.company_id


def found(name: str = "Alfa") -> Books:
    user = User.objects.create(email=f"{name.lower()}@example.com", name=name)
    acting = found_company(NewCompany(name=name, code=name[:8], country="XX"), user_id=user.pk, years=(2025, 2026), on=date(2026, 3, 1))
    acting = replace(acting, today=date(2026, 3, 1))
    parties = [uuid7(), uuid7()]
    with act(acting) as unit:
        have = {row[0] for row in unit.rows("SELECT code FROM books_journal")}
        unit.add(draft(Journal)(code=code, name={"en": code}, area=area) for code, area in (("GEN", "books"), ("SALE", "sales"), ("BUY", "purchases")) if code not in have)
        for party, title in zip(parties, ("Customer A", "Customer B"), strict=True):
            unit.add(draft(Subject)(id=party, name=title), draft(Party)(subject_id=party, name=title, created_at=unit.now), draft(PartyTerms)(party_id=party, customer=True))
        codes = {row[0] for row in unit.rows("SELECT code FROM ledger_account")}
        chart = [NewAccount(code, {"en": title, "pl": title}, kind, control) for code, title, kind, control in CHART if code not in codes]  # type: ignore[arg-type]
        unit.flush()
        add_accounts(chart, unit=unit)
        set_account_rules([NewRule(role, code, FIRST) for role, code in RULES], unit=unit)
    with act(acting) as unit:
        return Books(acting, dict(unit.rows("SELECT code, id FROM ledger_account")), *parties)


def statements(act_: object, acting: Acting) -> int:
    """Statements of an act, with ids enough at hand: where a block of them ends is counted apart."""
    with act(acting) as unit:
        blocks = unit.rows("SELECT nextval('writing_row_id') FROM generate_series(1, 40)")
    ids._block.free = chain.from_iterable(range(first, first + ids.BLOCK) for (first,) in blocks)
    before = Counter.sent
    act_()  # type: ignore[operator]
    return Counter.sent - before
