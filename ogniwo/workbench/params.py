"""A command's parameters as fields: what is typed in a form becomes typed data, errors stand by their field.

Names in a posted form: a parameter `day`; a reference `party` (its words in `party-text`); a group `address.city`;
a line grid as described in `front/elements/line-grid.ts`.
"""
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from inspect import Parameter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ogniwo.kernel.text import LANGUAGES, TRANSLATED
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt

SEQUENCES = (Sequence, list, tuple, set, frozenset)
NOT_A_NUMBER = _("Enter a number, for example 1234.56.")
NOT_A_DAY = _("Enter a date, for example 7.12, 2026-12-07, today or +14.")
NOT_CHOSEN = _("Choose from the list.")
MISSING_VALUE = _("Fill in this field.")


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter: `kind` is text, day, decimal, int, bool, choice, ref, refs, group, lines, moment, texts, file, map or data."""

    name: str
    kind: str
    required: bool
    default: Any = None
    options: Mapping[str, str] = field(default_factory=dict)
    inner: Sequence["Param"] = ()

    @property
    def right(self) -> bool:
        return self.kind in ("decimal", "int")


@dataclass(slots=True)
class Parsed:
    """What a form said: `data` for the command, `texts` as typed, `errors` by field (`K-field` in grids)."""

    data: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def params(parameters: Mapping[str, Parameter]) -> list[Param]:
    """The fields of a command from the parameters of its function."""
    return [param(name, p.annotation, None if p.default is Parameter.empty else p.default, required=p.default is Parameter.empty)
            for name, p in parameters.items()]


def grids(declared: Sequence[Param]) -> list[Param]:
    """The line grids of a form, those inside a group too."""
    return [q for p in declared for q in (p.inner if p.kind == "group" else [p]) if q.kind == "lines"]


def param(name: str, annotation: Any, default: Any, *, required: bool) -> Param:
    """One parameter from its annotation."""
    kind, options, inner, optional = _kind(annotation)
    needed = required and not optional and kind not in ("bool",)
    return Param(name, kind, needed, default, options, inner)


def _kind(annotation: Any) -> tuple[str, dict[str, str], list[Param], bool]:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        bare = [a for a in args if a is not type(None)]
        kind, options, inner, _opt = _kind(bare[0])
        return kind, options, inner, len(bare) < len(args)
    if origin is Mapping and args == (str, str):
        return "map", {}, [], False
    if TRANSLATED in getattr(annotation, "__metadata__", ()):
        return "words", {}, [], False
    if hasattr(annotation, "__metadata__"):
        return _kind(args[0])
    if origin is Literal:
        return "choice", {str(a): _words(str(a)) for a in args}, [], False
    if origin in SEQUENCES:
        item = args[0] if args else str
        if is_dataclass(item):
            return "lines", {}, _fields(item), False
        return ("refs" if item in (UUID, int) else "texts"), {}, [], False
    simple = {UUID: "ref", datetime: "moment", date: "day", Decimal: "decimal", bool: "bool", int: "int", str: "text",
              bytes: "file"}
    if annotation in simple:
        return simple[annotation], {}, [], False
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "choice", {str(e.value): str(getattr(e, "label", "") or _words(e.name)) for e in annotation}, [], False
    if is_dataclass(annotation):
        return "group", {}, _fields(annotation), False
    return "data", {}, [], False


def _fields(kind: Any) -> list[Param]:
    hints = get_type_hints(kind, include_extras=True)
    out = []
    for f in fields(kind):
        default = f.default if f.default is not MISSING else (f.default_factory() if f.default_factory is not MISSING else None)
        out.append(param(f.name, hints[f.name], default, required=f.default is MISSING and f.default_factory is MISSING))
    return out


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def parse(declared: Sequence[Param], post: Any, today: date, *, files: Any = None, prefix: str = "") -> Parsed:
    """Read a posted form (a QueryDict). Absent fields keep the command's default."""
    out, files = Parsed(), files or {}
    for p in declared:
        name = prefix + p.name
        if p.kind == "lines":
            _parse_lines(p, post, today, out)
        elif p.kind == "group":
            _parse_group(p, post, today, out)
        elif p.kind in ("refs", "texts"):
            values = [v.strip() for text in post.getlist(name) for v in (text.splitlines() if p.kind == "texts" else [text]) if v.strip()]
            if values or p.required:
                out.data[p.name] = values
        elif p.kind in ("words", "data") and any(key.startswith(f"{name}.") for key in post):
            _parse_own(p, name, post, today, out)
        elif p.kind == "file":
            if found := files.get(name):
                out.data[p.name] = found.read()
            elif p.required:
                out.errors[name] = MISSING_VALUE
        elif p.kind == "bool":
            if name in post or f"{name}-shown" in post:
                out.data[p.name] = post.get(name, "") not in ("", "0", "false")
        else:
            _parse_one(p, name, post, today, out)
    return out


def _parse_own(p: Param, name: str, post: Any, today: date, out: Parsed) -> None:
    """Words by language, or the company's own fields in place of a parameter of data."""
    if p.kind == "words":
        out.data[p.name] = {code: text for code in LANGUAGES if (text := post.get(f"{name}.{code}", "").strip())}
        if p.required and not out.data[p.name]:
            out.errors[f"{name}.{LANGUAGES[0]}"] = MISSING_VALUE
        return
    found = parse(own_params(name, post), post, today, prefix=f"{name}.")
    out.data[p.name] = found.data
    out.errors.update(found.errors)


def own_params(name: str, post: Any) -> list[Param]:
    """The company's own fields standing in place of a parameter of data; the command judges their values again."""
    kinds = {key[len(name) + 1 : -5]: post.get(key) for key in post if key.startswith(f"{name}.") and key.endswith("-kind")}
    return [Param(key, kind if kind in ("decimal", "day", "bool") else "text", required=False) for key, kind in kinds.items()]


def _parse_one(p: Param, name: str, post: Any, today: date, out: Parsed) -> None:
    text = post.get(name, "").strip() if name in post else None
    if p.kind == "ref" and not text and post.get(f"{name}-text", "").strip():
        out.errors[name] = NOT_CHOSEN
        return
    if not text:
        if p.required:
            out.errors[name] = MISSING_VALUE
        elif text == "" and (p.kind == "choice" or not isinstance(p.default, str)):
            out.data[p.name] = p.default
        elif text == "":
            out.data[p.name] = ""
        return
    try:
        out.data[p.name] = read(p, text, today)
    except ValueError as wrong:
        out.errors[name] = str(wrong.args[0])


def read(p: Param, text: str, today: date) -> Any:
    """One value from its text. ValueError carries words for the person."""
    try:
        if p.kind == "decimal":
            return fmt.read_decimal(text)
        if p.kind == "int":
            return int(fmt.read_decimal(text))
    except ValueError:
        raise ValueError(NOT_A_NUMBER) from None
    if p.kind == "day":
        try:
            return fmt.read_day(text, today)
        except ValueError:
            raise ValueError(NOT_A_DAY) from None
    if p.kind == "choice" and text not in p.options:
        raise ValueError(NOT_CHOSEN)
    if p.kind == "bool":
        return text.lower() in ("1", "true", "on", "yes", "tak")
    return text


def _parse_group(p: Param, post: Any, today: date, out: Parsed) -> None:
    found = parse(p.inner, post, today, prefix=f"{p.name}.")
    blank = all(not post.get(key, "").strip() or key.endswith(("-kind", "-shown")) for key in post if key.startswith(f"{p.name}."))
    if blank and not p.required:
        return
    out.data[p.name] = found.data
    out.errors.update(found.errors)


def grid_rows(p: Param, post: Any, carried: Sequence[str] | None = None) -> list[tuple[str, dict[str, str]]]:
    """The typed rows of a grid in their order, blank ones left out: (key, texts by field).

    A row that holds only what it carries unasked (`carried`, by default as the form says) is blank.
    """
    rows = []
    unasked = set(post.getlist(f"{p.name}-carried") if carried is None else carried)
    for key in post.getlist("line"):
        texts = {q.name: post.get(f"{key}-{q.name}", "").strip() for q in p.inner}
        texts.update({f"{q.name}-text": post.get(f"{key}-{q.name}-text", "").strip() for q in p.inner if q.kind == "ref"})
        inside = tuple(f"{key}-{q.name}." for q in p.inner if q.kind == "map")
        texts.update({name.removeprefix(f"{key}-"): post[name].strip() for name in post if inside and name.startswith(inside)})
        if any(text for name, text in texts.items() if name not in unasked):
            rows.append((key, texts))
    return rows


def parse_row(p: Param, texts: Mapping[str, str], today: date, *, whole: bool) -> tuple[dict[str, Any], dict[str, str]]:
    """One row: (values, errors by field). `whole` asks for required fields too (on saving, not while typing)."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for q in p.inner:
        text = texts.get(q.name, "")
        if q.kind == "map":
            _parse_map(q, texts, values, wrong)
        elif q.kind == "ref" and not text and texts.get(f"{q.name}-text"):
            wrong[q.name] = NOT_CHOSEN
        elif text:
            try:
                values[q.name] = read(q, text, today)
            except ValueError as error:
                wrong[q.name] = str(error.args[0])
        elif q.required and whole:
            wrong[q.name] = MISSING_VALUE
    return values, wrong


def _parse_map(q: Param, texts: Mapping[str, str], values: dict[str, Any], wrong: dict[str, str]) -> None:
    """Names and values chosen in cells called `name.key` (dimensions of a line)."""
    held = {name.removeprefix(f"{q.name}."): text for name, text in texts.items() if name.startswith(f"{q.name}.") and not name.endswith("-text")}
    wrong.update({f"{q.name}.{key}": NOT_CHOSEN for key, text in held.items() if not text and texts.get(f"{q.name}.{key}-text")})
    if chosen := {key: text for key, text in held.items() if text}:
        values[q.name] = chosen


def _parse_lines(p: Param, post: Any, today: date, out: Parsed) -> None:
    rows = []
    for key, texts in grid_rows(p, post):
        values, wrong = parse_row(p, texts, today, whole=True)
        rows.append(values)
        out.errors.update({f"{key}-{name}": words for name, words in wrong.items()})
    if rows or p.required or "line" in post:
        out.data[p.name] = rows
    if p.required and not rows:
        out.errors[p.name] = MISSING_VALUE
