"""The keys of a list's page in its order: keyset paging that an index can serve at any size.

Only what orders and filters is read here; the page's rows are read by their keys afterwards, so no plan ever
computes columns of rows that are not shown. Rows without a value come last in both directions, as a part of their
own: neither an order that mixes them in nor a condition that ORs them is served by an index.
"""
import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Q, QuerySet

from ogniwo.workbench import kernel_door

READERS: dict[str, Callable[[str], Any]] = {"d": datetime.fromisoformat, "day": date.fromisoformat, "n": Decimal}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an ordered list: the last row's value and key, and the order."""

    value: Any
    key: str
    order: str


@dataclass(frozen=True, slots=True)
class Order:
    """The path a list is ordered by, and whether downwards; ``each``: a path and its values, by which rows stand apart in the index."""

    path: str
    down: bool = False
    each: tuple[str, Any] = ("", ())


def place(key: Any, value: Any, order: str) -> str:
    """A place as text for the address."""
    kind = "d" if isinstance(value, datetime) else "day" if isinstance(value, date) else "n" if isinstance(value, Decimal) else ""
    text = json.dumps([kind, value if value is None or isinstance(value, (int, str)) else str(value), str(key), order])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def placed(text: str) -> Place | None:
    """The place an address names, None for text that is none."""
    if not text:
        return None
    try:
        kind, value, key, order = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if value is not None and kind:
            value = READERS[kind](value)
        return Place(value, str(key), str(order))
    except (ValueError, KeyError, TypeError, ArithmeticError):
        return None


def keys(found: QuerySet[Any], order: Order, after: Place | None, most: int) -> list[tuple[Any, Any]]:
    """At most ``most`` rows after a place, each as its key and the value it is ordered by; one statement."""
    try:
        return [(row[0], row[-1]) for row in _ordered(found, order, after, most)]
    except (ValueError, FieldError, ValidationError):
        return []


def first(found: QuerySet[Any], order: Order, most: int) -> Any:
    """The keys of the first rows, where it can be as a part of the statement that asks for them."""
    asked = _ordered(found, order, None, most)
    return [row[0] for row in asked] if asked.query.combinator else asked.values("pk")


def _ordered(found: QuerySet[Any], order: Order, after: Place | None, most: int) -> QuerySet[Any]:
    named = ("pk",) if order.path == "pk" else ("pk", order.path)
    rows = [part.values_list(*named)[:most] for part in _parts(found, order, after)]
    path, values = order.each[0], order.each[1]() if callable(order.each[1]) else order.each[1]
    if len(rows) == 1 and len(values) > 1:
        some = [next(_parts(found.filter(**{path: value}), order, after)).values_list(*named)[:most] for value in values]
        sign = "-" if order.down else ""
        merged: QuerySet[Any] = some[0].union(*some[1:], all=True).order_by(*(sign + name for name in reversed(named)))[:most]
        return merged
    whole: QuerySet[Any] = rows[0].union(*rows[1:], all=True)[:most] if len(rows) > 1 else rows[0]
    return whole


def _parts(found: QuerySet[Any], order: Order, after: Place | None) -> Iterator[QuerySet[Any]]:
    """The ordered rows after a place: those with a value, then (where there may be such) those without."""
    path, down = order.path, order.down
    far, near = ("lt", "lte") if down else ("gt", "gte")
    sign = "-" if down else ""
    beyond = Q(**{f"pk__{far}": after.key}) if after else Q()
    if path == "pk":
        yield found.filter(beyond).order_by(f"{sign}pk")
        return
    nullable = kernel_door.nullable(found, path)
    if after is None or after.value is not None:
        first = found.filter(**{f"{path}__isnull": False}) if nullable else found
        if after:  # the outer bound is redundant: it lets an index range serve the page
            first = first.filter(Q(**{f"{path}__{far}": after.value}) | (Q(**{path: after.value}) & beyond), **{f"{path}__{near}": after.value})
            beyond = Q()
        yield first.order_by(f"{sign}{path}", f"{sign}pk")
    if nullable:
        yield found.filter(beyond, **{f"{path}__isnull": True}).order_by(f"{sign}pk")
