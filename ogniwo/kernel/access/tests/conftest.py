"""Two companies in one directory and a third elsewhere, made as the superuser so that these tests need no module above."""

from collections.abc import Iterator
from typing import Any

import pytest

from ogniwo.kernel.access import commands, hooks
from ogniwo.kernel.access.hooks import COMMAND, QUERY, Permission
from ogniwo.kernel.access.queries import context

COMPANY = "INSERT INTO tenancy_company (id, directory_id, code, name, country, currency, time_zone, language, identifiers, address, bank_accounts, policies) VALUES (%s, %s, %s, %s, 'PL', 'PLN', 'Europe/Warsaw', 'pl', '{}', '{}', '[]', '{}')"
PASSWORD = "korekta-2026-zielona"
PERMISSIONS = [
    Permission("toy.confirm", "Confirm toys", COMMAND, ("seller",)),
    Permission("toy.list", "Toys", QUERY, ("seller", "storekeeper")),
]


@pytest.fixture
def permissions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "PERMISSIONS", {p.name: p for p in PERMISSIONS})


@pytest.fixture
def companies(db_clone: Any, as_role: Any, permissions: None) -> tuple[int, int, int]:
    """Alfa and Beta share a directory, Gamma stands alone; each has its shipped roles."""
    root = as_role("superuser")
    root.execute("INSERT INTO tenancy_directory (id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'Grupa'), (2, 'Inni')")
    for number, directory, code in ((1, 1, "ALFA"), (2, 1, "BETA"), (3, 2, "GAMMA")):
        root.execute(COMPANY, [number, directory, code, f"{code.title()} sp. z o.o."])
        with context({"ogniwo.company": number}):
            commands.ship_roles(number)
    return 1, 2, 3


@pytest.fixture
def person(companies: Any) -> Any:
    """``person("ewa", {1: "seller"})``: a user with a role in each company named."""

    def make(name: str, roles: dict[int, str], *, is_demo: bool = False) -> Any:
        user = commands.create_user(email=f"{name}@example.com", name=name.title(), password=PASSWORD, language="en", is_demo=is_demo)
        for company, role in roles.items():
            with context({"ogniwo.company": company}):
                commands.join(user, company, role)
        return user

    return make


@pytest.fixture
def founder(as_role: Any) -> Iterator[list[Any]]:
    """A founder of companies for the first run, as a module above would register one."""
    asked: list[Any] = []

    before = hooks._founder[:]

    @hooks.founds
    def found(founding: hooks.Founding, user_id: int) -> int:
        root = as_role("superuser")
        root.execute("INSERT INTO tenancy_directory (id, name) OVERRIDING SYSTEM VALUE VALUES (9, 'Nowa')")
        root.execute(COMPANY, [9, 9, founding.code, founding.name])
        asked.append((founding, user_id))
        return 9

    yield asked
    hooks._founder[:] = before
