"""The contents of a Polish company's books on its first day, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ogniwo.poland.law import Fact, facts

AREAS = {"opening": "books", "sales": "sales", "purchases": "purchases", "bank": "books", "stock": "stock", "general": "books"}
"""Which locks a partial journal of a purpose obeys."""


@dataclass(frozen=True, slots=True)
class JournalOfChart:
    """A partial journal (dziennik częściowy) with its area of locks."""

    code: str
    name: dict[str, str]
    area: str


def accounts(on: date) -> tuple[Fact, ...]:
    """The model chart that holds on the day."""
    return facts("accounts", on=on)


def account_rules(on: date) -> tuple[Fact, ...]:
    """Which account a role gets, by default."""
    return facts("account_rules", on=on)


def journals(on: date) -> Iterator[JournalOfChart]:
    """Partial journals, each with its locks."""
    for row in facts("journals", on=on):
        yield JournalOfChart(row["code"], dict(row["name"]), AREAS[row["purpose"]])
