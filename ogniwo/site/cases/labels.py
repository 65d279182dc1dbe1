"""Labels in arguments become ids, where the command's own types ask for one."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from ogniwo.kernel.files.commands import NewFile
from ogniwo.site.cases.files import file

Find = Callable[[str], Any]


def resolved(value: Any, kind: Any, find: Find) -> Any:
    """``value`` with labels replaced by ids wherever ``kind`` has a UUID or a whole number (a line); the rest untouched."""
    origin = typing.get_origin(kind)
    if kind is NewFile and isinstance(value, dict):
        return file(value, find)
    if origin is typing.Annotated:
        return resolved(value, typing.get_args(kind)[0], find)
    if origin in (typing.Union, types.UnionType):
        return _either(value, [k for k in typing.get_args(kind) if k is not type(None)], find)
    if isinstance(value, list):
        inner = next((k for k in typing.get_args(kind) if k is not Ellipsis), Any)
        return [resolved(item, inner, find) for item in value]
    if isinstance(value, dict):
        return _record(value, kind, origin, find)
    if kind in (UUID, int) and isinstance(value, str):
        return find(value)
    return value


def arguments(given: Mapping[str, Any], kinds: Mapping[str, Any], find: Find) -> dict[str, Any]:
    """Named arguments, or a record's fields, with labels replaced. Members of dimensions are labels too: there their ids stand as text."""
    found = {}
    for name, value in given.items():
        if name == "dimensions" and isinstance(value, dict):
            found[name] = {dimension: str(find(member)) for dimension, member in value.items()}
        else:
            found[name] = resolved(value, kinds.get(name, Any), find)
    return found


def _either(value: Any, kinds: Sequence[Any], find: Find) -> Any:
    for kind in kinds:
        changed = resolved(value, kind, find)
        if changed != value:
            return changed
    return value


def _record(value: dict[str, Any], kind: Any, origin: Any, find: Find) -> Any:
    if dataclasses.is_dataclass(kind):
        return arguments(value, typing.get_type_hints(kind, include_extras=True), find)
    if origin in (dict, Mapping):
        key_kind, inner = typing.get_args(kind)
        return {resolved(name, key_kind, find): resolved(item, inner, find) for name, item in value.items()}
    return value
