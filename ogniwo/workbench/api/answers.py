"""What queries and acts answer over the API: rows by the columns of their screens, never a sensitive field one may not see."""
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from pydantic_core import to_jsonable_python

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.people.commands import Once
from ogniwo.workbench import cells, kernel_door, listing, ordering, registry
from ogniwo.workbench.api.problems import BadCursor
from ogniwo.workbench.declare import Column, List, Record, Report

MOST = 200


def plain(value: Any) -> Any:
    """Any result as JSON data: figures as strings, bytes as base64, a secret shown once as it is."""
    if isinstance(value, Once):
        return {"id": value.id, "secret": value.text}
    return to_jsonable_python(value, bytes_mode="base64", fallback=str)


def hidden(query: str, acting: Acting) -> set[str]:
    """Names of fields that some screen over this query declares sensitive and this person may not see."""
    columns: list[Column] = []
    for name in registry.SCREENS:
        screen = registry.screen(name)
        if isinstance(screen, (List, Report)) and _of(screen) == query:
            columns += screen.columns
        elif isinstance(screen, Record):
            columns += [c for s in screen.sections for c in s.fields if isinstance(c, Column)] if _of(screen) == query else []
            columns += screen.lines.columns if screen.lines and kernel_door.name_or_none(screen.lines.source) == query else []
            columns += [c for p in screen.panels for c in p.columns if kernel_door.name_or_none(p.source) == query]
    seen = {c.name for c in cells.visible(columns, acting)}
    return {c.name for c in columns} - seen


def secret(kind: type, acting: Acting) -> set[str]:
    """Names of a model's or a row's fields that it calls sensitive and this person may not see."""
    said: Mapping[str, Sequence[str]] = getattr(kind, "sensitive", {})
    return {name for needs, names in said.items() if not acting.sees(needs) for name in names}


def _of(screen: Any) -> str | None:
    return kernel_door.name_or_none(getattr(screen, "source", None) or getattr(screen, "query", None))


def list_of(query: str) -> List | None:
    """The list screen of a query, the first by name."""
    return next((s for n in sorted(registry.SCREENS) if isinstance(s := registry.screen(n), List) and _of(s) == query), None)


def limit_of(get: QueryDict) -> int:
    """How many rows are asked. Raises Refused: BadCursor."""
    text = get.get("limit", "100")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST:
        raise Refused([BadCursor()])
    return int(text)


def rows(query: str, found: QuerySet[Any], get: QueryDict, acting: Acting) -> dict[str, Any]:
    """A page of a list query, and the cursor of the next page (null at the end)."""
    limit, cursor = limit_of(get), get.get("cursor", "")
    screen = list_of(query)
    if screen is not None:
        return _as_screen(screen, get, acting, limit)
    names = [f.attname for f in found.model._meta.concrete_fields if f.name not in ("company_id", "directory_id")] + list(found.query.annotations)
    names = [n for n in names if n not in hidden(query, acting) | secret(found.model, acting)]
    if found.query.is_sliced:
        return _cut(found, names, cursor, limit)
    ordered = found.order_by("pk")
    try:
        after = json.loads(cursor) if cursor else None
        page = list((ordered.filter(pk__gt=after) if after is not None else ordered).values("pk", *dict.fromkeys(names))[: limit + 1])
    except (ValueError, TypeError, ValidationError):
        raise Refused([BadCursor()]) from None
    following = json.dumps(str(page[limit - 1]["pk"])) if len(page) > limit else None
    return {"rows": [plain({n: v for n, v in row.items() if n != "pk" or "id" not in row}) for row in page[:limit]], "next": following}


def _cut(found: QuerySet[Any], names: Sequence[str], cursor: str, limit: int) -> dict[str, Any]:
    """A page of a query that is bounded and ordered by itself; its cursor counts rows."""
    if cursor and not (cursor.isascii() and cursor.isdigit() and len(cursor) < 9):
        raise Refused([BadCursor()])
    start = int(cursor or 0)
    page = list(found.values(*names)[start : start + limit + 1])
    return {"rows": [plain(row) for row in page[:limit]], "next": str(start + limit) if len(page) > limit else None}


def _as_screen(screen: List, get: QueryDict, acting: Acting, limit: int) -> dict[str, Any]:
    screen = listing.whole(screen, acting)
    asked = listing.ask(screen, {**get.dict(), "after": get.get("cursor", "")}, acting)
    if asked.after and ordering.placed(asked.after) is None:
        raise Refused([BadCursor()])
    columns = cells.visible(screen.columns, acting)
    found = listing.narrowed(screen, asked, acting)
    listing.settle(screen, asked, acting, many=listing.is_many(screen, asked, found, acting))
    drawn, following = listing.page(screen, found, asked, columns, acting, limit)
    return {"rows": [{"id": plain(row.key), **{c.column.name: plain(c.raw) for c in row.cells}} for row in drawn], "next": following or None}


def answer(query: str, result: Any, get: QueryDict, acting: Acting) -> dict[str, Any]:
    """What a query answers: `rows` and `next` for lists, `result` for the rest."""
    if isinstance(result, QuerySet):
        return rows(query, result, get, acting)
    unseen = hidden(query, acting)
    rest = [_without(one, unseen | secret(type(one), acting)) for one in result] if isinstance(result, (list, tuple)) else _without(result, unseen | secret(type(result), acting))
    return {"result": rest}


def _without(value: Any, unseen: set[str]) -> Any:
    if unseen and is_dataclass(value) and not isinstance(value, type):
        return plain({f.name: getattr(value, f.name) for f in fields(value) if f.name not in unseen})
    if unseen and isinstance(value, Mapping):
        return plain({k: v for k, v in value.items() if k not in unseen})
    return plain(value)


def preview(effects: Mapping[str, Sequence[Any]], acting: Acting) -> dict[str, list[dict[str, Any]]]:
    """What an act would write, by table, in the columns people see in a preview."""
    out = {}
    for declared in sorted(registry.EFFECTS.values(), key=lambda e: e.order):
        if drafts := effects.get(declared.table):
            found = declared.rows(drafts, acting=acting) if declared.rows else drafts
            columns = cells.visible(declared.columns, acting)
            out[declared.table] = [{c.name: plain(cells.value_of(row, c.name)) for c in columns} for row in found]
    return out
