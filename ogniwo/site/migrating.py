"""Migrations run as the migrator's role; afterwards the other roles get their rights on the libraries' tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql


class OnlyTheMigratorMigrates:
    """The router that keeps the app's role from ever owning a table."""

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        return db == "migrator"


def migrate(verbosity: int = 0) -> None:
    """Bring the database up to date, grant, and refresh the planner's figures (plans made for empty tables live on)."""
    call_command("migrate", database="migrator", interactive=False, verbosity=verbosity)
    grant_library_tables()
    with connections["migrator"].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections["migrator"].close()


def grant_library_tables() -> None:
    """Our own tables get their grants from Guards; sessions, jobs and the like get them here."""
    roles = settings.OGNIWO_ROLES
    working = sql.SQL(", ").join(sql.Identifier(roles[name]) for name in ("app", "worker"))
    everyone = sql.SQL(", ").join(sql.Identifier(roles[name]) for name in ("app", "worker", "auditor"))
    with connections["migrator"].cursor() as cursor:
        present = set(connections["migrator"].introspection.table_names(cursor))
        for table in sorted(library_tables() & present):
            cursor.execute(sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(sql.Identifier(table), working))
        cursor.execute(sql.SQL("GRANT SELECT ON django_migrations TO {}").format(everyone))
        for sequence in library_sequences(cursor):
            cursor.execute(sql.SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(sql.Identifier(sequence), working))


def library_tables() -> set[str]:
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if not model.__module__.startswith("ogniwo.")
    }


def library_sequences(cursor: object) -> list[str]:
    """Sequences of serial columns (identity columns need no right of their own)."""
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT s.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype = 'a'"
        " JOIN pg_class t ON t.oid = d.refobjid WHERE s.relkind = 'S' AND t.relname = ANY(%s)",
        [sorted(library_tables())],
    )
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


def needed() -> bool:
    """Whether a migration waits."""
    connection = connections["migrator"]
    executor = MigrationExecutor(connection)
    waits = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    connection.close()
    return waits


def shape() -> str:
    """A hash of all our migrations. Until the first release each module has one, made anew when its tables change."""
    package = Path(__file__).resolve().parents[1]
    content = hashlib.sha256()
    for path in sorted([*package.rglob("migrations/*.py"), *package.rglob("migrations/sql/*.sql")]):
        content.update(str(path.relative_to(package)).encode() + path.read_bytes())
    return content.hexdigest()
