"""A plugin of mypy: a declared command or query keeps its signature, but takes `unit` and `acting` as its doors do.

In the declaration both are needed; a caller gives one: the unit of the act it is part of, or who acts. Without the
plugin the types say what ParamSpec can: that the signature is the function's own.
"""

from collections.abc import Callable

from mypy.nodes import ARG_NAMED, ARG_NAMED_OPT
from mypy.plugin import MethodContext, Plugin
from mypy.types import CallableType, NoneType, Type, UnionType, get_proper_type

DECLARERS = frozenset({
    "ogniwo.kernel.commands.registry.DeclaresCommand.__call__",
    "ogniwo.kernel.commands.registry.DeclaresQuery.__call__",
})
GIVEN = frozenset({"unit", "acting"})


def as_called(context: MethodContext) -> Type:
    found = get_proper_type(context.default_return_type)
    if not isinstance(found, CallableType):
        return context.default_return_type
    kinds = [ARG_NAMED_OPT if name in GIVEN and kind == ARG_NAMED else kind for name, kind in zip(found.arg_names, found.arg_kinds, strict=True)]
    types = [UnionType.make_union([kept, NoneType()]) if name in GIVEN else kept for name, kept in zip(found.arg_names, found.arg_types, strict=True)]
    return found.copy_modified(arg_kinds=kinds, arg_types=types)


class DeclaredTypes(Plugin):
    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        return as_called if fullname in DECLARERS else None


def plugin(_version: str) -> type[Plugin]:
    return DeclaredTypes
