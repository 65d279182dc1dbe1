"""How a dataclass says which element of the form each field is.

One declaration is read by the reader, the writer and the screen, so they cannot disagree. Fields stand
in the order of the schema: the order of elements is the law's.
"""

from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Codes = dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tag:
    """One element: its name in the form, its labels, and how its value is written."""

    name: str
    en: str
    pl: str
    form: str = "element"  # element, attribute, text, mark ("1" or absent), yes_no ("1" / "2")
    codes: Codes | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A field with its tag and its resolved type."""

    field: str
    tag: Tag
    kind: type
    many: bool
    required: bool


def need(name: str, en: str, pl: str, *, codes: Codes | None = None, default: Any = MISSING) -> Any:
    """An element that must be there; ``default`` spares the writer, never the reader."""
    return field(default=default, metadata={"tag": Tag(name, en, pl, "element", codes)})


def attribute(name: str, en: str, pl: str, *, default: Any = MISSING) -> Any:
    """An attribute that must be there."""
    return field(default=default, metadata={"tag": Tag(name, en, pl, "attribute")})


def own_text(en: str, pl: str, *, default: Any = MISSING) -> Any:
    """The text of an element that also has attributes."""
    return field(default=default, metadata={"tag": Tag("", en, pl, "text")})


def may(name: str, en: str, pl: str, *, codes: Codes | None = None) -> Any:
    """An element that may be absent (``None``)."""
    return field(default=None, metadata={"tag": Tag(name, en, pl, "element", codes)})


def many(name: str, en: str, pl: str) -> Any:
    """An element that may repeat (a tuple)."""
    return field(default=(), metadata={"tag": Tag(name, en, pl)})


def mark(name: str, en: str, pl: str) -> Any:
    """An element that is ``1`` or absent (a bool)."""
    return field(default=False, metadata={"tag": Tag(name, en, pl, "mark")})


def yes_no(name: str, en: str, pl: str) -> Any:
    """A mandatory element: 1 yes, 2 no (a bool)."""
    return field(default=False, metadata={"tag": Tag(name, en, pl, "yes_no")})


def parts(cls: type) -> tuple[Part, ...]:
    """The parts of a declared dataclass, in the order of the form."""
    return _parts(cls)


@cache
def _parts(cls: Any) -> tuple[Part, ...]:
    hints = get_type_hints(cls)
    return tuple(_part(declared, hints[declared.name]) for declared in fields(cls) if "tag" in declared.metadata)


def _part(declared: Field[Any], hint: Any) -> Part:
    tag: Tag = declared.metadata["tag"]
    repeated = get_origin(hint) is tuple
    kind = get_args(hint)[0] if repeated else hint
    if get_origin(kind) in (Union, UnionType):
        kind = next(option for option in get_args(kind) if option is not type(None))
    required = not repeated and tag.form != "mark" and "None" not in str(hint)
    return Part(declared.name, tag, kind, repeated, required)


def is_leaf(kind: type) -> bool:
    """Whether values of ``kind`` stand in one element's text."""
    return kind in (str, int, bool, Decimal, date, datetime)
