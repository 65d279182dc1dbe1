"""The one place where the workbench asks the kernel: which command, which query, may this person."""
from collections.abc import Callable, Iterable
from inspect import Parameter, signature
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError
from django.db.models import F, OneToOneField, QuerySet
from django.db.models.expressions import Col

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import COMMANDS, QUERIES, CommandSpec, QuerySpec
from ogniwo.kernel.documents.models import Document

# Words every screen may use for a row that shares its key with a document, and where they stand.
OF_DOCUMENT = {name: name for name in ("type", "state", "day", "version", "currency", "total", "title", "fixed", "created_at", "created_by__name", "owner__name")}
OF_DOCUMENT |= {"number": "number__text", "subject": "subject_id", "subject__name": "subject__name", "branch__code": "branch__code"}


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


def rows(source: Any, acting: Acting, paths: Iterable[str]) -> QuerySet[Any]:
    """The queryset of a query, answering `paths`: what its model lacks and its document has is taken from there.

    So `Number()`, `Badge()`, `Day("day")` stand in any list over a table that shares its key with `documents.Document`.
    """
    return with_document(query(source)(acting=acting), paths)


def with_document(found: QuerySet[Any], paths: Iterable[str]) -> QuerySet[Any]:
    """`found` with the words of its documents among `paths` that it does not answer itself."""
    way = document_way(found.model)
    if way is None:
        return found
    missing = {p: way + OF_DOCUMENT[p] for p in dict.fromkeys(paths) if p in OF_DOCUMENT and not resolves(found, p)}
    return found.annotate(**{p: F(place) for p, place in missing.items() if place != p})


def document_way(model: Any) -> str | None:
    """The path from a table to the document it shares its key with; empty for documents themselves, None for other tables."""
    if model is Document:
        return ""
    key = model._meta.pk
    if isinstance(key, OneToOneField):
        further = document_way(key.related_model)
        return None if further is None else f"{key.name}__{further}"
    return None


def resolves(found: QuerySet[Any], path: str) -> bool:
    """Whether a query answers a path."""
    if path == "pk" or path in found.query.annotations:
        return True
    try:
        _fields, final, _targets, rest = found.query.names_to_path(path.split("__"), found.model._meta)
    except (FieldDoesNotExist, FieldError):
        return False
    return not rest and not (path == "number" and getattr(final, "is_relation", False))


def nullable(found: QuerySet[Any], path: str) -> bool:
    """Whether a path may be empty; True where it can't be told."""
    if path == "pk":
        return False
    known = found.query.annotations.get(path)
    if known is not None:
        join = found.query.alias_map.get(known.alias) if isinstance(known, Col) else None
        return not isinstance(known, Col) or known.target.null or getattr(join, "join_type", None) == "LEFT OUTER JOIN"
    model = found.model
    for part in path.split("__"):
        try:
            column = model._meta.get_field(part)
        except FieldDoesNotExist:
            return True
        if getattr(column, "null", True):
            return True
        model = column.related_model or model
    return False


def suggests(spec: QuerySpec) -> bool:
    """Whether a query is made to suggest: it takes a text and the ids of what is chosen, and answers with suggestions."""
    return list(spec.parameters)[1:2] == ["ids"] and "Suggestion" in str(signature(spec.function).return_annotation)
