"""How much a screen takes to declare: a list with its forms and board at most 60 lines, a record page at most 60.

Counted per group: a `List`, `Report`, `Page` or `Dashboard` begins one, and what stands below it belongs to it until
the next (its forms, board, columns, states); what stands above the first belongs to the first. A `Record` is counted
alone. Blank lines, comments, docstrings, imports and functions are no declarations. A line longer than the house's 130
characters counts as the lines it would fill.
"""

import ast
import tomllib
from collections.abc import Collection, Iterator

from tests.architecture.house import ROOT, Problem, check, module_of, room, short, sources

LINES = 60
KERNELS = frozenset({"ogniwo/workbench/house.py", "ogniwo/workbench/company.py"})  # screens of modules below the workbench
BEGINS = frozenset({"List", "Report", "Page", "Dashboard"})
WIDTH: int = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["line-length"]


def groups(text: str) -> list[tuple[str, int]]:
    """Name and lines of each screen group of a file of declarations."""
    lines = text.splitlines()
    found: list[tuple[str, int]] = []
    records: list[tuple[str, int]] = []
    above = 0
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr) or _is_words(node):
            continue
        size = sum(_filled(line) for line in lines[node.lineno - 1 : node.end_lineno])
        if name := _begins(node, {"Record"}):
            records.append((f"{name} (record)", size))
        elif name := _begins(node, BEGINS):
            found.append((name, size + above))
            above = 0
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + size)
        else:
            above += size
    return [*(found or ([("all", above)] if above else [])), *records]


def _filled(line: str) -> int:
    bare = line.strip()
    return 0 if not bare or bare.startswith("#") else -(-len(line.rstrip()) // WIDTH)


def _is_words(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _begins(node: ast.stmt, kinds: Collection[str]) -> str:
    call = getattr(node, "value", None)
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kinds:
        first = call.args[0] if call.args else None
        return str(first.value) if isinstance(first, ast.Constant) else call.func.id
    return ""


def problems(where: str, text: str) -> Iterator[Problem]:
    for name, size in groups(text):
        if size > LINES:
            yield Problem(f"{where}::{name}", f"{size} lines of declaration, at most {LINES}: share columns, or say less")


@check("declarations")
def _declarations() -> Iterator[Problem]:
    for path in sources():
        if short(path) in KERNELS or room(module_of(path)) == "screens":
            yield from problems(short(path), path.read_text(encoding="utf-8"))
