"""Drafts: slotted dataclasses made from models, one column an attribute; and the plan that inserts them."""

from collections.abc import Sequence
from dataclasses import field, make_dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from django.db import connection, models

from ogniwo.kernel.writing.packing import pack

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
        self.getters = [attrgetter(name) for name in self.names]

    @staticmethod
    def _made_by_database(f: "models.Field[Any, Any]") -> bool:
        return f.get_internal_type() in ("BigAutoField", "AutoField") or f.db_default is not models.NOT_PROVIDED or getattr(f, "generated", False)

    @staticmethod
    def _default(f: "models.Field[Any, Any]") -> dict[str, Any]:
        if f.has_default():
            return {"default_factory": f.default} if callable(f.default) else {"default": f.default}
        return {"default": None} if f.null else {}

    @cached_property
    def kinds(self) -> list[str]:
        """The columns' types, without precision: numeric(18,2)[] rounds without a word."""
        return [str(f.db_type(connection)).split("(")[0] for f in self.fields]

    @cached_property
    def sql(self) -> str:
        """INSERT .. SELECT FROM unnest."""
        casts = ", ".join(f"%b::{kind}[]" for kind in self.kinds)
        quoted = ", ".join([*self.owners, *(f'"{name}"' for name in self.names)])
        lead = "".join(f"current_setting('{OWNERS[name]}')::int, " for name in self.owners)
        aliases = ", ".join(f"c{n}" for n in range(len(self.fields)))
        return f"INSERT INTO {self.table} ({quoted}) SELECT {lead}{aliases} FROM unnest({casts}) u({aliases})"  # noqa: S608 - names of our own models

    def columns(self, drafts: Sequence[Any]) -> list[Any]:
        """One array per column, for ``sql``."""
        return [pack(kind, list(map(get, drafts))) for kind, get in zip(self.kinds, self.getters, strict=True)]


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
