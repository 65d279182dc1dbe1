"""Checks of the text of the program: sizes, names, banned words and calls, foreign tables, private doors."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.house import (
    KNOWS_ALL,
    LIBRARIES,
    OPEN_WINGS,
    PACKAGE,
    PUBLIC_ROOMS,
    Problem,
    check,
    home,
    is_test,
    module_of,
    room,
    short,
    sources,
)

FILE_LINES, FUNCTION_LINES, PARAMETERS = 400, 50, 5
UNCOUNTED = frozenset({"self", "cls", "unit", "acting"})
BANNED_MODULES = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base"})
BANNED_CALLS = {
    "float": "money and quantities are Decimal",
    "print": "say it by the logger, or as the command line's own output",
    "eval": "never",
    "exec": "never",
}
BANNED_METHODS = {
    "raw": "SQL goes by the unit or a cursor, named",
    "extra": "write the query plainly",
    "is_installed": "an installed module never asks whether another one is there",
}
LAW = re.compile(r"(?<![a-z])(nip|pesel|regon|ksef|jpk|zus|pkwiu|gtu)(?![a-z])", re.IGNORECASE)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
UNDONE = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b(?!\s*\(?#\d+)")
WRITES = frozenset({"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "objects", "_default_manager", "_base_manager"})


def sizes(where: str, text: str, tree: ast.Module) -> Iterator[Problem]:
    lines = text.count("\n") + 1
    if lines > FILE_LINES:
        yield Problem(where, f"{lines} lines, at most {FILE_LINES}: split by business act")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _function(f"{where}::{node.name}", node)


def _function(where: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Problem]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > FUNCTION_LINES:
        yield Problem(where, f"{length} lines, at most {FUNCTION_LINES}")
    counted = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if a.arg not in UNCOUNTED]
    if len(counted) > PARAMETERS and not _declared(node) and not is_test(Path(where.partition("::")[0])):
        yield Problem(where, f"{len(counted)} parameters, at most {PARAMETERS}: gather what belongs together in a dataclass")


def _declared(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A command or query: its parameters are the fields of its form, and the check of declarations counts those."""
    names = [d.func.id for d in node.decorator_list if isinstance(d, ast.Call) and isinstance(d.func, ast.Name)]
    return not {"command", "query"}.isdisjoint(names)


def words(where: str, text: str, tree: ast.Module) -> Iterator[Problem]:
    """Banned calls and unfinished work."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS:
            yield Problem(where, f"calls {node.func.id}(): {BANNED_CALLS[node.func.id]}")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BANNED_METHODS:
            yield Problem(where, f"calls .{node.func.attr}(): {BANNED_METHODS[node.func.attr]}")
    for found in UNDONE.finditer(text):
        yield Problem(where, f"{found[1]} without an issue: do it, or file it and name it (#12)")


def law_words(where: str, text: str) -> Iterator[Problem]:
    """Words of one country's law; names are split at capitals and underscores first."""
    found = {match[0] for match in LAW.finditer(CAMEL.sub("_", text.replace("KSeF", "Ksef_")))}
    if found:
        yield Problem(where, f"{', '.join(sorted(found))}: a country's law lives in its pack only")


def module_names(paths: Iterable[Path]) -> Iterator[Problem]:
    for path in paths:
        for part in {path.stem, path.parent.name} & BANNED_MODULES:
            yield Problem(path.as_posix(), f"named {part!r}: name it after what is in it")


def foreign_tables(module: str, tree: ast.Module) -> Iterator[Problem]:
    """Reads and writes of another module's tables through its models."""
    own, foreign = home(module), _foreign_models(module, tree)
    held = _holders(tree, foreign)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in WRITES and isinstance(node.value, ast.Name):
            name = node.value.id
            read_only = node.attr == "objects" and room(module) in ("queries", "printouts")  # docs/decisions/0005: queries run in read-only transactions
            if (name in foreign or name in held) and not read_only:
                yield Problem(module, f"{name}.{node.attr} of {foreign.get(name) or held[name]}: read by its queries, change by its commands")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get_model" and own:
            yield Problem(module, "get_model(...) by name: import the model, so that the floors are seen")


def _foreign_models(module: str, tree: ast.Module) -> dict[str, str]:
    return {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ogniwo.")
        and room(node.module) == "models" and home(node.module) != home(module)
        for alias in node.names
        if alias.name[0].isupper()
    }


def _holders(tree: ast.Module, foreign: dict[str, str]) -> dict[str, str]:
    """Variables that hold a foreign model's instance: annotated so, or made by calling it."""
    held: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and isinstance(node.annotation, ast.Name) and node.annotation.id in foreign:
            target = node.arg if isinstance(node, ast.arg) else getattr(node.target, "id", "")
            held[target] = foreign[node.annotation.id]
        made = node.value.func if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) else None
        if isinstance(made, ast.Name) and made.id in foreign:
            held |= {target.id: foreign[made.id] for target in node.targets if isinstance(target, ast.Name)}
    return held


def closed_doors(module: str, tree: ast.Module) -> Iterator[Problem]:
    """Imports across modules that land in a private room or on a private name."""
    if module.split(".")[1:2] == ["site"]:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("ogniwo.") or home(node.module or "") == home(module):
            continue
        target = node.module or ""
        for alias in node.names:
            full = f"{target}.{alias.name}" if room(target) == "" and target == home(target) else target
            if target.split(".")[1] not in OPEN_WINGS and not target.startswith(LIBRARIES) and room(full) not in PUBLIC_ROOMS:
                yield Problem(module, f"imports {full}: other modules may use {', '.join(sorted(PUBLIC_ROOMS))}")
            if alias.name.startswith("_") or any(part.startswith("_") for part in target.split(".")):
                yield Problem(module, f"imports {target}.{alias.name}: that is private")


def _trees(*, tests: bool) -> Iterator[tuple[Path, str, ast.Module]]:
    for path in sources(tests=tests):
        text = path.read_text(encoding="utf-8")
        yield path, text, ast.parse(text)


@check("size")
def _sizes() -> Iterator[Problem]:
    for path, text, tree in _trees(tests=True):
        yield from sizes(short(path), text, tree)


@check("words")
def _words() -> Iterator[Problem]:
    for path, text, tree in _trees(tests=False):
        yield from words(short(path), text, tree)


@check("law")
def _law() -> Iterator[Problem]:
    for path in [*sources(), *PACKAGE.glob("**/templates/**/*.html"), *PACKAGE.glob("**/migrations/sql/*.sql")]:
        if path.relative_to(PACKAGE).parts[0] not in KNOWS_ALL and not is_test(path):
            yield from law_words(short(path), path.read_text(encoding="utf-8"))


@check("names")
def _names() -> Iterator[Problem]:
    yield from module_names(Path(short(path)) for path in sources(tests=True))


@check("foreign tables")
def _foreign() -> Iterator[Problem]:
    for path, _text, tree in _trees(tests=False):
        yield from foreign_tables(module_of(path), tree)


@check("doors")
def _doors() -> Iterator[Problem]:
    for path, _text, tree in _trees(tests=False):
        yield from closed_doors(module_of(path), tree)


@check("packages")
def _packages() -> Iterator[Problem]:
    """A folder with Python files and no __init__ is not seen by the import contracts."""
    for folder in sorted({path.parent for path in sources()}):
        if not (folder / "__init__.py").exists():
            yield Problem(short(folder), "has no __init__.py, so the import contracts can't see it")
