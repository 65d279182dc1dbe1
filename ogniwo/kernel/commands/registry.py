"""Declaring commands and queries."""

import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from pydantic import ConfigDict, ValidationError, create_model
from pydantic_core import to_jsonable_python

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.access.hooks import COMMAND, QUERY, Permission
from ogniwo.kernel.access.hooks import declare as declare_permission
from ogniwo.kernel.errors import Invalid, Refused
from ogniwo.kernel.text import N_ as _

COMMANDS: dict[str, "CommandSpec"] = {}
QUERIES: dict[str, "QuerySpec"] = {}
PERFORMER: list[Callable[..., Any]] = []
"""The one function that runs a command as an act of its own; `acts` puts itself here."""
OURS = ("unit", "acting")
PROBLEMS = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is no such field."),
    "date": _("This is not a date."),
    "decimal": _("This is not a number."),
    "int": _("This is not a whole number."),
    "uuid": _("Choose one from the list."),
    "enum": _("Choose one of the values."),
    "finite": _("This is not a number."),
}


@dataclass(frozen=True)
class Spec:
    """What a declaration says; the doors read it."""

    name: str
    title: str
    roles: tuple[str, ...]
    function: Callable[..., Any] = field(repr=False)
    sets: str | None = None

    @property
    def doc(self) -> str:
        """The docstring, for help and the reference."""
        return inspect.getdoc(self.function) or ""

    @cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The person's parameters by name, their annotations resolved; ours (unit, acting) left out."""
        hints = typing.get_type_hints(self.function, include_extras=True)
        found = inspect.signature(self.function).parameters
        return {name: p.replace(annotation=hints.get(name, Any)) for name, p in found.items() if name not in OURS}

    @cached_property
    def adapter(self) -> Any:
        """A pydantic model of the parameters."""
        fields: dict[str, Any] = {
            name: (p.annotation, ... if p.default is inspect.Parameter.empty else p.default) for name, p in self.parameters.items()
        }
        return create_model(self.name.replace(".", "_"), __config__=ConfigDict(extra="forbid", arbitrary_types_allowed=True), **fields)

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Data of a door (JSON, form, YAML) as typed arguments. Raises Refused with an error for each field."""
        try:
            model = self.adapter.model_validate(dict(data))
        except ValidationError as wrong:
            raise Refused(_invalid(e) for e in wrong.errors()) from None
        return {name: getattr(model, name) for name in self.parameters}


class CommandSpec(Spec):
    """A declared command."""


class QuerySpec(Spec):
    """A declared query."""


def _invalid(e: Any) -> Invalid:
    problem = next((text for kind, text in PROBLEMS.items() if e["type"].startswith(kind)), e["msg"])
    path = [str(part) for part in e["loc"]]
    return Invalid(field=".".join(path) or None, line=path[1] if len(path) > 2 else None, problem=problem)


def require(acting: Acting, name: str) -> None:
    """Refuse who has no such permission. Raises NoRight."""
    if not acting.may(name):
        raise NoRight(name)


def jsonable(value: Any) -> Any:
    """A result or argument as JSON data; Decimals as strings."""
    return to_jsonable_python(value, fallback=str, bytes_mode="base64")


P = ParamSpec("P")
R = TypeVar("R")


class DeclaresCommand(Protocol):
    """The decorator: what it returns is called with ``unit`` (as part of an act) or with ``acting`` (as an act of its own)."""

    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]: ...


class DeclaresQuery(Protocol):
    """The decorator: what it returns is called with ``acting``."""

    def __call__(self, function: Callable[P, R], /) -> Callable[P, R]: ...


def command(name: str, title: str, *, roles: tuple[str, ...] = (), sets: str | None = None) -> DeclaresCommand:
    """Declare a command. ``roles``: shipped roles that may; ``sets``: the argument that is the set of documents."""

    def declare(function: Callable[P, R], /) -> Callable[P, R]:
        spec = CommandSpec(name=name, title=title, roles=roles, sets=sets, function=function)
        if name in COMMANDS and COMMANDS[name].function.__module__ != function.__module__:
            raise LookupError(f"two commands named {name}")
        COMMANDS[name] = spec
        declare_permission(Permission(name, title, COMMAND, roles))

        @wraps(function)
        def call(*args: Any, unit: Any = None, acting: Any = None, **kwargs: Any) -> Any:
            if unit is not None:  # part of the caller's act
                return function(*args, unit=unit, acting=unit.acting, **kwargs)
            given = inspect.signature(function).bind_partial(*args, **kwargs).arguments
            return PERFORMER[0](spec, given, acting=acting).result

        call.spec = spec  # type: ignore[attr-defined]
        return cast("Callable[P, R]", call)

    return declare


def query(name: str, title: str, *, roles: tuple[str, ...] = ()) -> DeclaresQuery:
    """Declare a query. Calling it checks the permission of its name."""

    def declare(function: Callable[P, R], /) -> Callable[P, R]:
        spec = QuerySpec(name=name, title=title, roles=roles, function=function)
        QUERIES[name] = spec
        declare_permission(Permission(name, title, QUERY, roles))

        @wraps(function)
        def call(*args: Any, acting: Any, **kwargs: Any) -> Any:
            require(acting, name)
            return function(*args, acting=acting, **kwargs)

        call.spec = spec  # type: ignore[attr-defined]
        return cast("Callable[P, R]", call)

    return declare
