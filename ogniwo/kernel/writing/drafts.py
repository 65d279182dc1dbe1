"""Drafts: slotted dataclasses made from models, one column an attribute; and the plan that inserts them."""

from collections.abc import Sequence
from dataclasses import field, make_dataclass
from operator import attrgetter
from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb

_drafts: dict[type, "Plan"] = {}
OWNERS = {"company_id": "ogniwo.company", "directory_id": "ogniwo.directory"}


class Plan:
    """How drafts of one table become one INSERT; made once per model."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.table = model._meta.db_table
        names = {f.attname: f for f in model._meta.concrete_fields}
        self.owners = [name for name in OWNERS if name in names and names[name].get_internal_type() == "IntegerField"]
        skipped = {*self.owners} | {f.attname for f in names.values() if self._made_by_database(f)}
        self.fields = [f for name, f in names.items() if name not in skipped]
        self.names = [f.attname for f in self.fields]
        self.draft = make_dataclass(
            model.__name__ + "Draft",
            [(f.attname, Any, field(**self._default(f))) for f in self.fields],
            slots=True, kw_only=True, namespace={"__doc__": f"A row of {self.table} to be written.", "plan": self},
        )
        self._sql: str | None = None

    @staticmethod
    def _made_by_database(f: "models.Field[Any, Any]") -> bool:
        return f.get_internal_type() in ("BigAutoField", "AutoField") or f.db_default is not models.NOT_PROVIDED or getattr(f, "generated", False)

    @staticmethod
    def _default(f: "models.Field[Any, Any]") -> dict[str, Any]:
        if f.has_default():
            return {"default_factory": f.default} if callable(f.default) else {"default": f.default}
        return {"default": None} if f.null else {}

    @property
    def sql(self) -> str:
        """INSERT .. SELECT FROM unnest; casts without precision, since numeric(18,2)[] rounds without a word."""
        if self._sql is None:
            casts = ", ".join(f"%b::{str(f.db_type(connection)).split('(')[0]}[]" for f in self.fields)
            quoted = ", ".join(f'"{name}"' for name in self.names)
            quoted = ", ".join([*self.owners, quoted])
            lead = "".join(f"current_setting('{OWNERS[name]}')::int, " for name in self.owners)
            aliases = ", ".join(f"c{n}" for n in range(len(self.fields)))
            self._sql = f"INSERT INTO {self.table} ({quoted}) SELECT {lead}{aliases} FROM unnest({casts}) u({aliases})"  # noqa: S608 - names of our own models
        return self._sql

    def columns(self, drafts: Sequence[Any]) -> list[list[Any]]:
        """One list per column; JSON wrapped, since lists of dicts have no binary form."""
        out = []
        for f, name in zip(self.fields, self.names, strict=True):
            column = list(map(attrgetter(name), drafts))
            out.append([None if v is None else Jsonb(v) for v in column] if isinstance(f, models.JSONField) else column)
        return out


def draft(model: type[models.Model]) -> Any:
    """The draft class of a model: keyword arguments are its columns (``party_id``, not ``party``)."""
    plan = _drafts.get(model)
    if plan is None:
        plan = _drafts[model] = Plan(model)
    return plan.draft


def plan_of(row: Any) -> Plan:
    """The plan of a draft instance."""
    plan: Plan = type(row).plan
    return plan
