"""Guards: what the database defends, made from what the models declare. Idempotent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.operations.base import Operation

OWNERS = {"company_id": "ogniwo.company", "directory_id": "ogniwo.directory"}


def owners(model: type[models.Model]) -> list[str]:
    """The owner columns of a model's table, the strongest first."""
    names = {f.attname for f in model._meta.concrete_fields if f.get_internal_type() == "IntegerField"}
    return [name for name in OWNERS if name in names]


class _Database(Operation):
    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Changes nothing that Django knows of."""

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Dropping a table drops its guards."""


class Guards(_Database):
    """Keys, row security, rights, facts' triggers and number checks for every model of an app."""

    def __init__(self, label: str) -> None:
        self.label = label

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.label], {})

    def describe(self) -> str:
        return f"Guards of {self.label}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names(cursor))
            for model in apps.get_app_config(self.label).get_models():
                if model._meta.db_table in tables:
                    cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [model._meta.db_table])
                    here = {name for (name,) in cursor.fetchall()}
                    cursor.execute("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass", [model._meta.db_table])
                    for statement in statements(model, here, dict(cursor.fetchall())):
                        cursor.execute(statement)


class Sql(_Database):
    """Runs ``migrations/sql/NAME.sql`` of an app; ``{app}``, ``{worker}``, ``{auditor}`` are the roles' names."""

    def __init__(self, label: str, name: str) -> None:
        self.label, self.name = label, name

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.label, self.name], {})

    def describe(self) -> str:
        return f"SQL {self.name} of {self.label}"

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        path = Path(apps.get_app_config(self.label).path) / "migrations" / "sql" / f"{self.name}.sql"
        text = path.read_text(encoding="utf-8")
        for role, name in settings.OGNIWO_ROLES.items():
            text = text.replace("{" + role + "}", f'"{name}"')
        with schema_editor.connection.connection.cursor() as cursor:
            cursor.execute(text)


def statements(model: type[models.Model], here: set[str], constraints: dict[str, str]) -> Iterator[str]:
    """Every statement that is still missing for a model's table."""
    table = model._meta.db_table
    yield from _keys(model, table, here, constraints)
    yield from _numbers(model, table, here, constraints)
    yield from _security(model, table)
    yield from _rights(model, table)
    if getattr(model, "fixed_with_document", False):
        yield from _fixed(model, table)
    if getattr(model, "facts", False):
        for event in ("UPDATE OR DELETE", "TRUNCATE"):
            name = f"{table}_{'facts' if 'UPDATE' in event else 'whole'}"
            yield f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION tenancy_unalterable()"


def _fixed(model: type[models.Model], table: str) -> Iterator[str]:
    """Rows of a fixed document's part change no more (documents_part_fixed); the act that fixes it may still write them."""
    key = model._meta.pk.column if model._meta.pk.column in ("document_id", "line_id") else "document_id"
    for event, rows in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        yield (
            f"CREATE OR REPLACE TRIGGER {table}_fixed_{event.lower()} AFTER {event} ON {table} REFERENCING {rows} TABLE AS touched "
            f"FOR EACH STATEMENT EXECUTE FUNCTION documents_part_fixed('{key}')"
        )


def _keys(model: type[models.Model], table: str, here: set[str], constraints: dict[str, str]) -> Iterator[str]:
    own = owners(model)
    pk = model._meta.pk.column
    if own and f"PRIMARY KEY ({own[0]}, {pk})" not in constraints.values():
        old = next((name for name, text in constraints.items() if text.startswith("PRIMARY KEY")), None)
        drop = f"DROP CONSTRAINT {old}, " if old else ""
        yield f"ALTER TABLE {table} {drop}ADD CONSTRAINT {table}_pkey PRIMARY KEY ({own[0]}, {pk})"
    if len(own) == 2 and f"{table}_owners" not in constraints:
        yield f"ALTER TABLE {table} ADD CONSTRAINT {table}_owners FOREIGN KEY (company_id, directory_id) REFERENCES tenancy_company (id, directory_id)"
    elif own and not getattr(model, "facts", False) and f"{table}_owner" not in constraints and len(own) == 1 and not _tied(model, own[0]):
        parent = "tenancy_company" if own[0] == "company_id" else "tenancy_directory"
        yield f"ALTER TABLE {table} ADD CONSTRAINT {table}_owner FOREIGN KEY ({own[0]}) REFERENCES {parent} (id)"
    for f in model._meta.concrete_fields:
        if isinstance(f, models.ForeignKey) and not getattr(f, "db_constraint", True) and f.column in here:
            name = f"{table}_{f.column}_own"[:63]
            if name not in constraints:
                yield f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY {_columns(model, f)} DEFERRABLE INITIALLY DEFERRED"


def _tied(model: type[models.Model], owner: str) -> bool:
    """Whether each row hangs, by a key that is never empty, on a row of the same owner whose owner is kept: one check less for every row.

    Facts have no owner's key themselves, so what hangs on a fact alone keeps its own.
    """
    keys = (f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey) and not f.null and not getattr(f, "db_constraint", True))
    return any(owners(f.related_model)[:1] == [owner] and not getattr(f.related_model, "facts", False) for f in keys)


def _columns(model: type[models.Model], f: "models.ForeignKey[Any, Any]") -> str:
    target = f.related_model._meta
    theirs = owners(f.related_model)
    if not theirs:
        return f"({f.column}) REFERENCES {target.db_table} ({target.pk.column})"
    owner = theirs[0]
    if owner not in owners(model):
        raise LookupError(f"{model.__name__}.{f.name} points to a row of a {owner[:-3]} but has no {owner}")
    return f"({owner}, {f.column}) REFERENCES {target.db_table} ({owner}, {target.pk.column})"


def _numbers(model: type[models.Model], table: str, here: set[str], constraints: dict[str, str]) -> Iterator[str]:
    for f in model._meta.concrete_fields:
        name = f"{table}_{f.column}_number"[:63]
        if isinstance(f, models.DecimalField) and f.column in here and name not in constraints:
            yield f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK (\"{f.column}\" <> 'NaN')"


def _security(model: type[models.Model], table: str) -> Iterator[str]:
    own = owners(model)
    if not own:
        return
    test = f"{own[0]} = nullif(current_setting('{OWNERS[own[0]]}', true), '')::int"
    app, worker, auditor = (settings.OGNIWO_ROLES[role] for role in ("app", "worker", "auditor"))
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {table}_own ON {table}"
    yield f'CREATE POLICY {table}_own ON {table} TO "{app}", "{worker}" USING ({test})'
    yield f"DROP POLICY IF EXISTS {table}_audit ON {table}"
    yield f'CREATE POLICY {table}_audit ON {table} FOR SELECT TO "{auditor}" USING (true)'


def _rights(model: type[models.Model], table: str) -> Iterator[str]:
    app, worker, auditor = (settings.OGNIWO_ROLES[role] for role in ("app", "worker", "auditor"))
    both = f'"{app}", "{worker}"'
    yield f'REVOKE ALL ON {table} FROM {both}, "{auditor}"'
    yield f'GRANT SELECT ON {table} TO {both}, "{auditor}"'
    if getattr(model, "written_by_trigger", False):
        return
    yield f"GRANT INSERT ON {table} TO {both}"
    if not getattr(model, "facts", False):
        columns = getattr(model, "updatable", None)
        if columns is None:
            yield f"GRANT UPDATE ON {table} TO {both}"
        elif columns:
            yield f"GRANT UPDATE ({', '.join(columns)}) ON {table} TO {both}"
        if getattr(model, "deletable", False):
            yield f"GRANT DELETE ON {table} TO {both}"
