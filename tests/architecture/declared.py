"""Checks of what is declared: commands, queries, permissions, errors, words, reference pages."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps

from ogniwo.kernel.access.rules import SHIPPED
from ogniwo.kernel.commands.registry import COMMANDS, QUERIES
from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.errors.rules import CODES
from tests.architecture.house import PACKAGE, Problem, check, home, load_everything
from tests.architecture.source import UNCOUNTED

NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
ADVISED = 15  # letters an advice has at least


PARAMETERS = 9  # arguments of a command or query are the fields of its form; other functions keep to 5


def spec_problems(spec: Any, *, writes: bool) -> Iterator[Problem]:
    """A command or query: its name, title, roles, sentence, typed arguments, at most nine."""
    if not NAME.fullmatch(spec.name):
        yield Problem(spec.name, "is not module.action in small letters")
    module = home(spec.function.__module__)
    if spec.name.split(".")[0] != module.split(".")[-1]:
        yield Problem(spec.name, f"is declared in {module}: its name begins with that module's")
    if not spec.title or spec.title.endswith("."):
        yield Problem(spec.name, "needs a title, without a full stop")
    if not spec.doc.split(".")[0]:
        yield Problem(spec.name, "needs a docstring whose first sentence a person reads in help")
    for role in set(spec.roles) - set(SHIPPED):
        yield Problem(spec.name, f"names the role {role!r}, which is not shipped")
    yield from _signature(spec, writes=writes)


def _signature(spec: Any, *, writes: bool) -> Iterator[Problem]:
    found = inspect.signature(spec.function).parameters
    for needed in ("unit", "acting") if writes else ("acting",):
        if needed not in found or found[needed].kind is not inspect.Parameter.KEYWORD_ONLY:
            yield Problem(spec.name, f"takes {needed} by keyword only")
    asked = [name for name in found if name not in UNCOUNTED]
    if len(asked) > PARAMETERS:
        yield Problem(spec.name, f"takes {len(asked)} arguments, at most {PARAMETERS}")
    for name in asked:
        if found[name].annotation in (inspect.Parameter.empty, Any, "Any"):
            yield Problem(spec.name, f"does not say what {name!r} is")
    if writes and spec.sets and spec.sets not in found:
        yield Problem(spec.name, f"sets={spec.sets!r} names no argument")


def error_problems(code: str, error: type[BusinessError], known: Iterable[str]) -> Iterator[Problem]:
    """An error says what is wrong and what to do, and its code begins with its module's name."""
    where = f"{error.__module__}.{error.__name__}"
    if error.code == BusinessError.code:
        yield Problem(where, "has no code of its own")
    elif not NAME.fullmatch(code) or code.split(".")[0] not in known:
        yield Problem(where, f"code {code!r} is not module.name")
    if not error.says.endswith((".", "?", "}")):
        yield Problem(where, "says no whole sentence")
    if len(error.next) < ADVISED:
        yield Problem(where, "does not say what to do next")


def families() -> set[str]:
    """First parts a code may have: modules' names, and kernel."""
    return {config.label for config in apps.get_app_configs()} | {"kernel", "workbench", "money", "api"}


@check("commands")
def _commands() -> Iterator[Problem]:
    load_everything()
    for spec in COMMANDS.values():
        if spec.function.__module__.startswith("ogniwo."):
            yield from spec_problems(spec, writes=True)


@check("queries")
def _queries() -> Iterator[Problem]:
    load_everything()
    for spec in QUERIES.values():
        if spec.function.__module__.startswith("ogniwo."):
            yield from spec_problems(spec, writes=False)


def subclasses(error: type[BusinessError]) -> Iterator[type[BusinessError]]:
    for child in error.__subclasses__():
        yield child
        yield from subclasses(child)


@check("errors")
def _errors() -> Iterator[Problem]:
    load_everything()
    known = families()
    for error in {error for error in subclasses(BusinessError) if error.__module__.startswith("ogniwo.")}:
        yield from error_problems(error.code, error, known)
        if CODES.get(error.code) is not error:
            yield Problem(f"{error.__module__}.{error.__name__}", f"shares the code {error.code!r} with {CODES[error.code].__name__}")


@check("languages")
def _languages() -> Iterator[Problem]:
    from ogniwo.site import words

    for line in words.missing():
        where, _, message = line.partition(" ")
        yield Problem(where.rsplit(":", 1)[0], f"{message} has no Polish")
    for line in words.conflicts():
        where, _, rest = line.partition(" ")
        yield Problem(where, rest)
    for path, entry in words.entries():
        yield from placeholder_problems(path.relative_to(PACKAGE.parent).as_posix(), entry.msgid, [entry.msgstr, *entry.msgstr_plural.values()])


HOLES = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd]")


def placeholder_problems(where: str, message: str, translations: Iterable[str]) -> Iterator[Problem]:
    for text in translations:
        if text and set(HOLES.findall(text)) - set(HOLES.findall(message)):
            yield Problem(where, f"{message!r}: the Polish has a placeholder the English has not")
        if text and set(HOLES.findall(message)) - set(HOLES.findall(text)):
            yield Problem(where, f"{message!r}: the Polish lost a placeholder")


def headings(pages: Mapping[str, str]) -> set[str]:
    """What the reference pages have a heading for: the text in backticks."""
    return {found for text in pages.values() for found in re.findall(r"^#+ `([^`]+)`", text, re.MULTILINE)}
