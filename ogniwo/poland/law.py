"""Dated facts of Polish law from ``data/*.toml``: rates, limits, charts, each with its source and first day.

A topic is either a list of dated rows (``[[topic]]``) or a table whose ``rows`` share one date and source.
Numbers stand as ``{number = "23"}`` and come out as ``Decimal``; other strings stay text (an account ``010``).
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent / "data"
KEYS = ("code", "role")
Fact = Mapping[str, Any]


class NoFact(LookupError):
    """No row of the topic holds on that day, or more than one where one was asked for."""


def facts(topic: str, *, on: date) -> tuple[Fact, ...]:
    """The rows of ``topic`` that hold on the day, in the file's order; of one key the latest wins."""
    rows = _topics().get(topic)
    if rows is None:
        raise NoFact(f"no such topic of law: {topic}; known: {', '.join(sorted(_topics()))}")
    latest: dict[tuple[Any, ...], Fact] = {}
    for row in rows:
        held = latest.get(_key(row))
        if row["from"] <= on and (held is None or held["from"] < row["from"]):
            latest[_key(row)] = row
    return tuple(row for row in latest.values() if "to" not in row or on <= row["to"])


def fact(topic: str, *, on: date, key: str | None = None) -> Fact:
    """The one row of ``topic`` that holds on the day; ``key`` is its code or role where the topic has many."""
    rows = [row for row in facts(topic, on=on) if key is None or key in (row.get(name) for name in KEYS)]
    if len(rows) != 1:
        raise NoFact(f"{topic} {key or ''} on {on.isoformat()}: {len(rows)} rows hold, one was asked for")
    return rows[0]


def topics() -> tuple[str, ...]:
    """The names of all topics."""
    return tuple(sorted(_topics()))


def _key(row: Fact) -> tuple[Any, ...]:
    return tuple(row.get(name) for name in (*KEYS, "product_class", "party_class", "tax_class", "place"))


@cache
def _topics() -> Mapping[str, tuple[Fact, ...]]:
    found: dict[str, tuple[Fact, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for topic, content in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if topic in found:
                raise ValueError(f"{path.name}: topic {topic} stands in two files")
            found[topic] = tuple(_rows(path.name, topic, content))
    return MappingProxyType(found)


def _rows(file: str, topic: str, content: Any) -> list[Fact]:
    if isinstance(content, list):
        rows = content
    else:
        shared = {name: value for name, value in content.items() if name != "rows"}
        rows = [shared | row for row in content["rows"]]
    for row in rows:
        if not isinstance(row.get("from"), date) or not {"act", "article", "checked"} <= set(row.get("source", {})):
            raise ValueError(f"{file}: {topic}: every fact needs its first day and its source (act, article, checked)")
    return [_frozen(row) for row in rows]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"number"}:
            return Decimal(value["number"])
        return MappingProxyType({name: _frozen(inner) for name, inner in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    if isinstance(value, float):
        raise ValueError("a number of law is written {number = \"23\"}, never as a float")
    return value
