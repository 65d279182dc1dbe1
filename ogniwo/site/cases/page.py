"""The reference page of case files: their form, their assertions, every command with its arguments."""

import dataclasses
import enum
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ogniwo.site.cases.files import file

INTRO = """An exercise as accountants write them: a company, acts on dates, what must be true. Run it with

    ogniwo case run cases/01-invoice.yaml      # files or folders; also: make case FILE=cases/01-invoice.yaml

Each case is played on a new database of its own, by the same commands as the screens and the API, and is thrown
away after. What differs is told in words, and the exit code is then 1. After each case `ogniwo doctor` must be well.

## The file

| part | meaning |
|---|---|
| `case` | what the case shows, one sentence |
| `why` | the law, standard or published source it comes from (may be left out) |
| `company` | fields of the new company: {company}; `years` as text with blanks (`years: 2025 2026`), else the year of the first act |
| `given` | acts that prepare |
| `acts` | the acts, in order |
| `then` | what must be true at the end |

An act is a mapping. Scalars are text until the command's own types read them, so `010` and `1000.00` stay what they are.

| key | meaning |
|---|---|
| `date` | the day on which this act and those after it are done |
| *name of a command* | its arguments by name; where only the first is given, it alone: `invoicing.post_invoices: [FV1]` |
| `as` | the label of what the command made, or a list of labels: `[FV1, FV2]` |
| `by` | who does it: a shipped role (`owner`, when left out), or two people of one role: `accountant 2` |
| `refused` | the code of the refusal expected (a list when many); nothing may be changed then |
| `find` | labels for documents made beside the result: `find: {{FK1: {{type: invoicing.correction, from: FV1}}}}`; `from` (a label) and `nth` (by creation) may be left out |
| `save` | a name for the positions of the journals reached now, for `known` |
| `reports` | beside `save`: queries to keep as they are now, `[{{name: ledger.trial_balance, with: {{as_of: 2026-01-31}}}}]`, for the assertion of this name |
| `then` | what must be true after this act |

A label stands wherever an argument asks for an id. `FV1.2` is the second line of FV1, `FV1.item` its (first) open item,
`FV1.entry` its (first) ledger entry, `FV1.request` its waiting request for approval, `FV1.party` its
party, `FV1.number` its legal number.
Members of `dimensions` are labels too. Yes and no in the company's `policies` are written `yes` and `no`.

Where an argument asks for a file, there stands one of:
{files}

## Assertions

In `then`. `as at: 2026-01-31` looks only at days up to it, `known: NAME` only at facts of the positions saved as NAME.
Amounts are of the company's currency; `730.00 Cr` is a credit balance.

"""


def page(commands: Mapping[str, Any], checks: Mapping[str, Callable[..., Any]], company: type) -> str:
    """The whole page as Markdown."""
    fields = ", ".join(f"`{f.name}`" for f in dataclasses.fields(company))
    parts = [INTRO.format(company=fields, files=(inspect.getdoc(file) or "").partition("\n\n")[2])]
    parts += [f"* `{name}`: {inspect.getdoc(function)}\n" for name, function in sorted(checks.items())]
    parts.append("\n## Commands\n\nArguments that have `=` may be left out. The records of arguments stand below. What each does: [Commands](commands.md).\n\n")
    seen: dict[str, type] = {}
    for name, spec in sorted(commands.items()):
        given = ", ".join(_argument(n, p.annotation, p.default, seen) for n, p in spec.parameters.items())
        parts.append(f"* `{name}` {given}\n".rstrip() + "\n")
    parts.append("\n## Records\n\n")
    parts += [f"* **{name}** {text}\n" for name, text in sorted(_records(seen))]
    return "".join(parts)


def _records(seen: dict[str, type]) -> Iterator[tuple[str, str]]:
    done: set[str] = set()
    while rest := [name for name in seen if name not in done]:
        for name in rest:
            done.add(name)
            yield name, _record(seen[name], seen)


def _record(kind: Any, seen: dict[str, type]) -> str:
    if issubclass(kind, enum.Enum):
        return " ".join(f"`{member.value}`" for member in kind)
    hints = typing.get_type_hints(kind, include_extras=True)
    return ", ".join(_argument(f.name, hints[f.name], _default(f), seen) for f in dataclasses.fields(kind))


def _default(field: Any) -> Any:
    if field.default is not dataclasses.MISSING:
        return field.default
    return inspect.Parameter.empty if field.default_factory is dataclasses.MISSING else field.default_factory()


def _argument(name: str, kind: Any, default: Any, seen: dict[str, type]) -> str:
    text = f"`{name}`: {_kind(kind, seen)}"
    if default is inspect.Parameter.empty:
        return text
    shown = default.value if isinstance(default, enum.Enum) else default
    return text + (" =" if shown in (None, "", (), [], {}) or dataclasses.is_dataclass(shown) else f" = {str(shown).lower() if isinstance(shown, bool) else shown}")


def _kind(kind: Any, seen: dict[str, type]) -> str:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _kind(inner[0], seen)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_kind(k, seen) for k in inner if k is not type(None))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"{_kind(inner[0], seen)} to {_kind(inner[1], seen)}"
    if inner:
        return "list of " + ", ".join(_kind(k, seen) for k in inner if k is not Ellipsis)
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum)):
        name = f"{kind.__module__.split('.')[2]}.{kind.__name__}"
        seen[name] = kind
        return name
    words = {"UUID": "label", "str": "text", "Decimal": "number", "int": "whole number or label", "bool": "true or false", "date": "day"}
    name = getattr(kind, "__name__", str(kind))
    return words.get(name, re.sub(r"\b(?:\w+\.)+", "", name))
