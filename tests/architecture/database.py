"""What the migrated database must say of each table; asked of pg_catalog, not of the models' promises."""

from collections.abc import Iterator
from typing import Any

import psycopg
from django.conf import settings
from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, DirectoryRow
from tests.architecture.house import Problem
from tests.architecture.shape import named, ours

TABLES = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, r.rolname,
  ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid),
  ARRAY(SELECT pg_get_expr(p.polqual, p.polrelid) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polqual IS NOT NULL),
  ARRAY(SELECT t.tgname::text FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')),
  ARRAY(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.conrelid = c.oid)
FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
"""
ROLES = ("app", "worker", "auditor")


def tables(connection: psycopg.Connection) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in connection.execute(TABLES).fetchall()}


def problems(connection: psycopg.Connection) -> Iterator[Problem]:
    """Every table of ours that the database does not defend as its model says."""
    known = tables(connection)
    for model in ours():
        row = known.get(model._meta.db_table)
        if row is None:
            yield Problem(named(model), "has no table in the migrated database")
            continue
        if issubclass(model, CompanyRow | DirectoryRow):
            yield from secured(model, row)
        if getattr(model, "facts", False):
            yield from unalterable(model, row)
        yield from rights(model, row, connection)
        yield from keyed(model, row)


def secured(model: type[models.Model], row: tuple[Any, ...]) -> Iterator[Problem]:
    enabled, forced, _owner, policies, tests, *_ = row
    setting = "ogniwo.company" if issubclass(model, CompanyRow) else "ogniwo.directory"
    if not enabled:
        yield Problem(named(model), "has no row security")
    if forced:
        yield Problem(named(model), "forces row security: its owner would silently see nothing")
    if f"{model._meta.db_table}_own" not in policies or not any(setting in test for test in tests):
        yield Problem(named(model), f"has no policy on {setting}")
    if any("ANY (string_to_array" in test for test in tests):
        yield Problem(named(model), "has a policy over a list of companies: indexes lose their order")


def unalterable(model: type[models.Model], row: tuple[Any, ...]) -> Iterator[Problem]:
    table, triggers = model._meta.db_table, row[5]
    for name, act in ((f"{table}_facts", "UPDATE and DELETE"), (f"{table}_whole", "TRUNCATE")):
        if name not in triggers:
            yield Problem(named(model), f"is a fact without the trigger against {act}")


def rights(model: type[models.Model], row: tuple[Any, ...], connection: psycopg.Connection) -> Iterator[Problem]:
    table, names = model._meta.db_table, names_of()
    if row[2] != names["migrator"]:
        yield Problem(named(model), f"is owned by {row[2]}, not by the migrator")
    for role in ROLES:
        refused = ["TRUNCATE", *(["UPDATE", "DELETE"] if getattr(model, "facts", False) else [])]
        refused += ["INSERT", "UPDATE", "DELETE"] if role == "auditor" or getattr(model, "written_by_trigger", False) else []
        for act in dict.fromkeys(refused):
            if _may(connection, names[role], table, act):
                yield Problem(named(model), f"lets {role} {act}")


def names_of() -> dict[str, str]:
    """The four roles' names on the server of the tests."""
    prefix = settings.OGNIWO_ROLES["app"].removesuffix("_app")
    return {role: f"{prefix}_{role}" for role in (*ROLES, "migrator")}


def _may(connection: psycopg.Connection, role: str, table: str, act: str) -> bool:
    function = "has_table_privilege" if act in {"TRUNCATE", "DELETE"} else "has_any_column_privilege"
    found = connection.execute(f"SELECT {function}(%s, %s, %s)", [role, table, act]).fetchone()
    return bool(found and found[0])


def keyed(model: type[models.Model], row: tuple[Any, ...]) -> Iterator[Problem]:
    constraints = row[6]
    if issubclass(model, CompanyRow | DirectoryRow):
        owner = "company_id" if issubclass(model, CompanyRow) else "directory_id"
        if f"PRIMARY KEY ({owner}, {model._meta.pk.column})" not in constraints:
            yield Problem(named(model), f"has no primary key ({owner}, {model._meta.pk.column})")
    for field in model._meta.local_fields:
        if isinstance(field, models.ForeignKey) and not any(_binds(text, field.column) for text in constraints):
            yield Problem(named(model, field.name), "is a key that the database does not keep")
        if isinstance(field, models.DecimalField) and not any("NaN" in text and field.column in text for text in constraints):
            yield Problem(named(model, field.name), "lets NaN in")


def _binds(text: str, column: str) -> bool:
    return text.startswith("FOREIGN KEY (") and column in text[len("FOREIGN KEY (") : text.index(")")].split(", ")
