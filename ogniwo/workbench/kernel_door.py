"""The one place where the workbench asks the kernel: which command, which query, may this person."""
from collections.abc import Callable
from inspect import Parameter
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import COMMANDS, QUERIES, CommandSpec


def name_or_none(source: Any) -> str | None:
    """The registered name of a command or query given as its name or its function; None for an ordinary function."""
    if source is None or isinstance(source, str):
        return source
    spec = getattr(source, "spec", source)
    name = getattr(spec, "name", None)
    return name if isinstance(name, str) else None


def name_of(source: Any) -> str:
    """The registered name. LookupError for what is neither a command nor a query."""
    name = name_or_none(source)
    if name is None:
        raise LookupError(f"{source!r} is neither a command nor a query")
    return name


def command(source: Any) -> CommandSpec | None:
    """The command of this name or function."""
    return COMMANDS.get(name_of(source))


def query(source: Any) -> Callable[..., Any]:
    """The callable of a query given as its name or function; calling it checks no more than the caller already has."""
    return QUERIES[source].function if isinstance(source, str) else source


def parameters_of(source: Any) -> dict[str, Parameter]:
    """What a person fills: the parameters of a query or command but for the unit and who acts."""
    name = name_of(source)
    return (COMMANDS.get(name) or QUERIES[name]).parameters


def may_see(acting: Acting, source: Any, *, inherited: bool = False) -> bool:
    """Whether the person may ask this query; an ordinary function has the permission of what it hangs on."""
    name = name_or_none(source)
    return acting.may(name) if name else inherited
