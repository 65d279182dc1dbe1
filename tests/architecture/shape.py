"""Checks of the models: whom a key may point to, and what columns may be."""

import ast
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from tests.architecture.house import Problem, check, home, may_know, module_of, sources

DECIMALS = frozenset({(18, 2), (20, 6)})
OWNER = frozenset({"company_id", "directory_id"})


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("ogniwo.")]


def named(model: type[models.Model], field: str = "") -> str:
    return f"{home(model.__module__)}.{model.__name__}" + (f".{field}" if field else "")


def keys(model: type[models.Model]) -> Iterator[Problem]:
    """Foreign keys obey the floors, string ones and many-to-many ones too; generic ones and inheritance are not used."""
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        target = field.related_model
        if target is None:
            continue
        where = named(model, field.name)
        if not target.__module__.startswith("ogniwo."):
            yield Problem(where, f"points to {target.__module__}.{target.__name__}, a table of a library")
        elif not may_know(home(model.__module__), home(target.__module__)):
            yield Problem(where, f"points up, to {named(target)}")
        if field.many_to_many:
            yield Problem(where, "is many-to-many: a link with meaning is a model of its own")
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield Problem(named(model, field.name), "is generic: the database can't defend it")
    if model._meta.parents:
        yield Problem(named(model), "inherits another table: share its key instead (tenancy.models.shares)")


def columns(model: type[models.Model]) -> Iterator[Problem]:
    """No floats, the house's precision, an owner, real composite keys between owned rows."""
    own = {field.attname for field in model._meta.concrete_fields}
    if not own & OWNER:
        yield Problem(named(model), "has neither company_id nor directory_id")
    for field in model._meta.local_fields:
        where = named(model, field.name)
        if isinstance(field, models.FloatField):
            yield Problem(where, "is a float")
        if isinstance(field, models.DecimalField) and (field.max_digits, field.decimal_places) not in DECIMALS:
            yield Problem(where, f"is numeric({field.max_digits},{field.decimal_places}): take money() or exact()")
        if isinstance(field, models.DateTimeField) and (field.auto_now or field.auto_now_add):
            yield Problem(where, "reads the clock: time comes in by the unit")
        if isinstance(field, models.ForeignKey) and field.db_constraint and _owned(model) and _owned(field.related_model):
            yield Problem(where, "is a simple key between owned rows: take ref(), whose key holds the owner too")


def _owned(model: Any) -> bool:
    return bool({field.attname for field in model._meta.concrete_fields} & OWNER)


def models_by_name(module: str, tree: ast.Module, labels: dict[str, str]) -> Iterator[Problem]:
    """``"label.Model"`` strings anywhere point down, too (keys are seen above; this sees get_model and the like)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.count(".") == 1:
            label, name = node.value.split(".")
            target = labels.get(label)
            if target and name[:1].isupper() and name.isidentifier() and not may_know(home(module), target):
                yield Problem(module, f"names {node.value}, which stands above")


def labels() -> dict[str, str]:
    return {config.label: config.name for config in apps.get_app_configs() if config.name.startswith("ogniwo.")}


def _each(rule: Any) -> Iterable[Problem]:
    return [problem for model in ours() for problem in rule(model)]


@check("keys")
def _keys() -> Iterable[Problem]:
    return _each(keys)


@check("columns")
def _columns() -> Iterable[Problem]:
    return _each(columns)


@check("models by name")
def _by_name() -> Iterator[Problem]:
    known = labels()
    for path in sources():
        if "site" not in path.parts:
            yield from models_by_name(module_of(path), ast.parse(path.read_text(encoding="utf-8")), known)
