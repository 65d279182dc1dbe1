"""Reading by SQL outside an act, with the face a `Unit` has: so one function serves commands and screens."""

import json
from collections.abc import Sequence
from typing import Any, Protocol

from django.db import connection

from ogniwo.kernel.writing.unit import Counter


class Rows(Protocol):
    """Whoever answers SQL with rows: a `Unit` or a `Reader`."""

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]: ...


class Reader:
    """Rows for queries; to be used inside `reading(acting)`."""

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """The answer to a SELECT."""
        Counter.sent += 1
        with connection.cursor() as cursor:
            cursor.execute(sql, params or None)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def data(value: Any) -> Any:
    """A JSON column's value: Django's connections give it as text."""
    return json.loads(value) if isinstance(value, (str, bytes)) else value
