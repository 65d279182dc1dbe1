"""The company being built: its people, goods and parties, and how its history is read back."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, connections

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.acts import reading

TODAY = date(2026, 11, 23)
FIRST = date(2026, 9, 1)
YEARS = (2025, 2026)
HOLIDAYS = {date(2026, 11, 1), date(2026, 11, 11)}
SEED = 20261123
ZERO, ONE, CENT = Decimal(0), Decimal(1), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Item:
    """A product of the demo: ``cost`` of one unit in company currency, ``price`` net in the usual list."""

    id: UUID
    code: str
    name: str
    unit: str
    group: str
    cost: Decimal
    price: Decimal
    lots: bool = False


@dataclass(slots=True)
class Partner:
    """A customer or supplier: ``habit`` of paying (prompt, late, slow, parts), ``monthly``: one invoice a month."""

    id: UUID
    name: str
    city: str
    account: str = ""
    branch: int = 0
    currency: str = "PLN"
    habit: str = "prompt"
    monthly: bool = False
    days: int = 14
    prefix: str = ""


@dataclass(slots=True)
class Stage:
    """What the acts of the demo share. ``people``: acting persons by role; ``told``: what happened, counted."""

    people: dict[str, Acting]
    branches: tuple[int, ...] = ()
    rng: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - a story told the same each time
    items: list[Item] = field(default_factory=list)
    customers: list[Partner] = field(default_factory=list)
    suppliers: dict[str, Partner] = field(default_factory=dict)
    warehouses: tuple[UUID, ...] = ()
    lots: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    campaigns: list[UUID] = field(default_factory=list)

    def by(self, role: str, day: date | None = None) -> Acting:
        """The demo's person of a role, on a business day of theirs."""
        return replace(self.people[role], today=day or TODAY)

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What the company's owner sees."""
        with reading(self.people["owner"]), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall()

    def group(self, *groups: str) -> list[Item]:
        return [item for item in self.items if item.group in groups]


def working_days(since: date, until: date) -> list[date]:
    """Days people work, both ends included."""
    days = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]


def working(day: date) -> date:
    """The day itself, or the next one people work."""
    while day.weekday() > 4 or day in HOLIDAYS:
        day += timedelta(days=1)
    return day


def weeks(since: date, until: date) -> list[list[date]]:
    """Working days by the week."""
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in working_days(since, until):
        found[day.isocalendar()[:2]].append(day)
    return list(found.values())


def fresh_statistics() -> None:
    """Have the planner know the tables as they are now: months pass in seconds here, and autovacuum looks once a minute."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("ANALYZE")


def month_end(day: date) -> date:
    """The last day of a day's month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT)


def chunked(found: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    """Things by a key, in the order met."""
    groups: dict[Any, list[Any]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups
