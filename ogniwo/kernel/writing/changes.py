"""Changing rows of a table set-wise: one UPDATE, however many rows."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

from ogniwo.kernel.writing.unit import Unit


def change(unit: Unit, model: type[models.Model], changes: Mapping[Any, Mapping[str, Any]]) -> None:
    """Set columns of rows by their keys (``{id: {"payment_days": 14}}``) and raise their ``version``, where they have one.

    Rows with the same columns go in one statement. The caller has locked and judged them.
    """
    alike: dict[tuple[str, ...], dict[Any, Mapping[str, Any]]] = defaultdict(dict)
    for key, values in changes.items():
        if values:
            alike[tuple(sorted(values))][key] = values
    for names, rows in sorted(alike.items()):
        _update(unit, model, names, rows)


def _update(unit: Unit, model: type[models.Model], names: tuple[str, ...], rows: Mapping[Any, Mapping[str, Any]]) -> None:
    fields = {f.attname: f for f in model._meta.concrete_fields}
    pk = model._meta.pk
    columns: list[list[Any]] = [list(rows)]
    for name in names:
        column = [values[name] for values in rows.values()]
        columns.append([None if v is None else Jsonb(v) for v in column] if isinstance(fields[name], models.JSONField) else column)
    casts = ", ".join(f"%b::{_type(f)}[]" for f in (pk, *(fields[name] for name in names)))
    aliases = ", ".join(["i", *(f"c{n}" for n in range(len(names)))])
    sets = [f'"{name}" = u.c{n}' for n, name in enumerate(names)] + (["version = t.version + 1"] if "version" in fields else [])
    unit.do(f'UPDATE {model._meta.db_table} t SET {", ".join(sets)} FROM unnest({casts}) u({aliases}) WHERE t."{pk.column}" = u.i', columns)  # noqa: S608 - names of ours


def _type(f: "models.Field[Any, Any]") -> str:
    return str(f.db_type(connection)).split("(")[0]
