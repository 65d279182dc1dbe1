"""Fixtures for tests of modules that need a company with a chart: ``firm``, ``found_firm``, ``acting_as``."""

# ruff: noqa: PLC0415 - pytest loads this file before Django may load models
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from ogniwo.kernel.access.acting import Acting
    from ogniwo.kernel.writing.unit import Unit

TODAY = date(2026, 3, 2)
YEARS = (2025, 2026)
NUMBER = "5260250995"


@dataclass
class Firm:
    """A founded company: ``acting`` is its owner on its business date; ``products``, ``parties``: what tests add, by code and by name."""

    acting: Acting
    name: str = "Alfa"
    people: dict[str, Acting] = field(default_factory=dict)
    products: dict[str, UUID] = field(default_factory=dict)
    parties: dict[str, UUID] = field(default_factory=dict)

    @property
    def company(self) -> int:
        return self.acting.company_id

    def acting_as(self, role: str, *, on: date | None = None) -> Acting:
        """A person of a shipped role (a new user for each role), on the business date or ``on``."""
        from ogniwo.kernel.access.commands import create_user, join
        from ogniwo.kernel.access.queries import context, load_acting

        if role not in self.people:
            user = create_user(email=f"{role}.{self.company}@example.com", name=role.title(), password=None)
            with context({"ogniwo.company": self.company, "ogniwo.user": user.pk}):
                join(user, self.company, role)
            self.people[role] = load_acting(user, self.company, "test")
        return replace(self.people[role], today=on) if on else self.people[role]

    def on(self, day: date) -> Acting:
        """The owner on another business date."""
        return replace(self.acting, today=day)

    @contextmanager
    def act(self, acting: Acting | None = None) -> Iterator[Unit]:
        """A unit of work that really commits, for what no command does."""
        from django.db import connection, transaction

        from ogniwo.kernel.tenancy.context import SET, values
        from ogniwo.kernel.writing.unit import Unit

        who = acting or self.acting
        with transaction.atomic(durable=True):
            connection.ensure_connection()
            with connection.connection.pipeline(), connection.connection.cursor() as cursor:
                cursor.execute(SET, values(who))
                unit = Unit(cursor, acting=who, now=datetime.now(UTC))
                yield unit
                unit.finish()

    def deliver(self) -> int:
        """What the worker would do now: deliver the company's due messages."""
        from ogniwo.kernel.outbox.worker import one_round

        return one_round([self.company])

    def rows(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        """What the company sees."""
        with self.act() as unit:
            return unit.rows(sql, params)

    def balances(self, *, until: date = date(2026, 12, 31)) -> dict[str, Any]:
        """Balance by account code, debit above zero, of all entries up to a day; accounts that came to nothing left out."""
        return dict(self.rows(
            "SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE l.day <= %s"
            " GROUP BY 1 HAVING sum(l.debit - l.credit) <> 0 ORDER BY 1", [until]))  # fmt: skip


def found(name: str = "Alfa", **more: Any) -> Firm:
    """Found a company with the shipped roles and an owner; ``more``: fields of NewCompany."""
    from ogniwo.kernel.access.commands import create_user, join, ship_roles
    from ogniwo.kernel.access.queries import context, load_acting
    from ogniwo.kernel.setup.commands import NewCompany, found_company

    code = name.upper()[:12]
    user = create_user(email=f"owner.{code.lower()}@example.com", name=f"{name} Owner", password=None)
    new = NewCompany(**{"name": name, "code": code, "identifiers": {"NIP": NUMBER}, "business_date": TODAY, **more})
    company = found_company(new, user_id=user.pk, years=YEARS, on=TODAY).company_id
    with context({"ogniwo.company": company, "ogniwo.user": user.pk}):
        ship_roles(company)
        join(user, company, "owner")
    owner = load_acting(user, company, "test")
    return Firm(owner, name, people={"owner": owner})


@pytest.fixture(scope="session")
def found_firm() -> Any:
    """``found_firm("Beta", country="DE")``: one more company in the test's database; take db_clone or db_module before it."""
    return found


@pytest.fixture
def firm(db_clone: Any) -> Firm:
    """Alfa, a Polish company with its chart; business date 2026-03-02; the years 2025 and 2026 open."""
    return found()


@pytest.fixture
def other_firm(firm: Firm) -> Firm:
    """Beta, of another directory."""
    return found("Beta", identifiers={})


@pytest.fixture
def doctor() -> Any:
    """``doctor()``: every proof of the house holds on the test's database; ``doctor("chain")``: those named."""
    from ogniwo.site.doctor import examine

    def well(*names: str) -> None:
        wrong = [(found.name, found.problem or found.wrong) for found in examine(names) if not found.well]
        if wrong:
            raise AssertionError(wrong)

    return well


@pytest.fixture
def acting_as(firm: Firm) -> Any:
    """``acting_as("buyer")``: a person of a shipped role in Alfa."""
    return firm.acting_as
