"""What a seal is made of: one canonical text for a fact, however it is read back."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import itemgetter
from typing import Any
from uuid import UUID


def canonical(table: str, names: Sequence[str], values: Sequence[Any]) -> str:
    """A fact as text: the same for the draft that is written and for the row that is read."""
    return table + "{" + "|".join([f"{name}={_text(value)}" for name, value in sorted(zip(names, values, strict=True), key=itemgetter(0))]) + "}"


def canonical_rows(table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[str]:
    """`canonical` of many rows given by columns: each value that repeats is put into words once.

    >>> canonical_rows("t", ["b", "a"], [[1, 2], ["x", "x"]]) == [canonical("t", ["b", "a"], [1, "x"]), canonical("t", ["b", "a"], [2, "x"])]
    True
    """
    parts = [_texts(f"{name}=", column) for name, column in sorted(zip(names, columns, strict=True), key=itemgetter(0))]
    return [f"{table}{{{'|'.join(row)}}}" for row in zip(*parts, strict=True)]


def _texts(prefix: str, column: Sequence[Any]) -> list[str]:
    if set(map(type, column)) <= REPEATED:
        known = {value: prefix + _text(value) for value in set(column)}
        return [known[value] for value in column]
    return [prefix + _text(value) for value in column]


def _text(value: Any) -> str:
    plain = PLAIN.get(type(value))
    return plain(value) if plain else _other(value)


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda _value: "", str: str, int: str, Decimal: _decimal, date: date.isoformat, UUID: str, bool: lambda value: "t" if value else "f",
}  # fmt: skip
"""Found by type: a seal of ten thousand entries asks for three quarters of a million texts."""
REPEATED = {type(None), str, Decimal, date}
"""Types whose equal values have one text; a bool equals an int, so neither is here."""


def _other(value: Any) -> str:
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, UUID)):
        return str(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    return str(value)


def digest(facts: Iterable[str]) -> bytes:
    """SHA-256 over a seal's facts, in the order of their texts."""
    return hashlib.sha256("\n".join(sorted(facts)).encode()).digest()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a seal stands: in the journal of a company and year, under a legal number."""

    company: int
    journal: int
    year: int
    position: int
    label: str


def link(previous: bytes, place: Place, facts: bytes) -> bytes:
    """The hash of a seal; the database computes the same (books_seal_chain)."""
    where = f"{place.company}|{place.journal}|{place.year}|{place.position}|{place.label}"
    return hashlib.sha256(previous + where.encode() + facts).digest()
