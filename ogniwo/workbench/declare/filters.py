"""What narrows a list. A filter's value stands in the address under its name; it is never a sensitive column."""
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar

from ogniwo.workbench.declare.columns import State


@dataclass(frozen=True)
class Filter:
    """One filter on the path `name` (or `path`); `shown` filters stand on the line, the others behind "+ Filter"."""

    name: str
    _: KW_ONLY
    title: str = ""
    path: str = ""
    sensitive: str = ""
    shown: bool = False
    kind: ClassVar[str] = "text"


@dataclass(frozen=True)
class Contains(Filter):
    """Words found anywhere in a text field."""


@dataclass(frozen=True)
class Choice(Filter):
    """One of known values; `options` maps the value to words or a `State`, or computes them: `options(acting=...)`."""

    _: KW_ONLY
    options: Mapping[str, str | State] | Callable[..., Mapping[str, str | State]] = field(default_factory=dict)
    kind: ClassVar[str] = "choice"


@dataclass(frozen=True)
class Period(Filter):
    """A day within a period: `2026`, `2026-11`, `2026-Q4`, `today`, `this-month`, or `2026-01-01..2026-03-31`."""

    kind: ClassVar[str] = "period"


@dataclass(frozen=True)
class RefFilter(Filter):
    """The record chosen in a combo-box; `suggest` is a suggest query (its function or name)."""

    _: KW_ONLY
    suggest: Any = None
    kind: ClassVar[str] = "ref"


@dataclass(frozen=True)
class Between(Filter):
    """An amount or a quantity from .. to: `1000..5000`, `1000..`, `..0`."""

    kind: ClassVar[str] = "between"


@dataclass(frozen=True)
class Flag(Filter):
    """A yes/no condition of the list's own: `when(queryset, acting=...) -> queryset` applied when it is on."""

    _: KW_ONLY
    when: Callable[..., Any] | None = None
    kind: ClassVar[str] = "flag"


@dataclass(frozen=True)
class View:
    """A named tab over a list: filters by name, and an order."""

    name: str
    title: str
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = ""


Filters = Sequence[Filter]
