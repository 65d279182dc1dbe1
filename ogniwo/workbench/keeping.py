"""Reports kept as they are known now: the action on every report that can be asked so, and the page of then beside today.

The module that keeps them says its command (`kept_by`), which takes the query's name and its arguments as JSON.
"""
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import QUERIES, jsonable
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import cells, formview, kernel_door, registry, tables
from ogniwo.workbench import format as fmt
from ogniwo.workbench import params as par
from ogniwo.workbench.declare import Action, Field, Report
from ogniwo.workbench.declare.address import link
from ogniwo.workbench.words import said

_keeper: list[str] = []


def kept_by(command: str) -> None:
    """Name the command that keeps a report."""
    _keeper[:] = [command]


def actions(screen: Report, values: Mapping[str, Any]) -> list[Action]:
    """The action that keeps this report, where its query can be asked as known on positions."""
    if not _keeper or "known" not in kernel_door.parameters_of(screen.query):
        return []
    arguments = {name: value for name, value in jsonable(dict(values)).items() if value not in (None, "") and name != "known"}
    given = {"query": kernel_door.name_of(screen.query), "arguments": json.dumps(arguments, sort_keys=True)}
    return [Action(_keeper[0], title=_("Save as known now"), icon="bookmark", new=True, prefill=given)]


def report_of(query: str) -> Report | None:
    """The report screen of a query."""
    registry.load()
    return next((s for s in registry.SCREENS.values() if isinstance(s, Report) and kernel_door.name_or_none(s.query) == query), None)


@dataclass(slots=True)
class Beside:
    """A figure then and now; ``differs`` where they are not the same."""

    text: str
    now: str
    right: bool
    differs: bool


@dataclass(slots=True)
class Compared:
    """Two answers of a report as one table: ``rows`` of (mark, cells); mark is empty, `gone` or `new`."""

    heads: list[dict[str, Any]]
    rows: list[tuple[str, list[Beside]]]
    totals: list[Beside]
    differ: int


def compared(query: str, then: Sequence[Any], now: Sequence[Any], acting: Acting) -> Compared | None:
    """Rows are the same when all that is no figure in them is; None where no report shows the query."""
    screen = report_of(query)
    if screen is None:
        return None
    columns = [replace(c, opens="") for c in cells.visible(screen.columns, acting)]
    old, new = _by_words(then, columns, acting), _by_words(now, columns, acting)
    rows, differ = [], 0
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key), new.get(key)
        line = [_beside(c, before and before[n], after and after[n]) for n, c in enumerate(columns)]
        mark = "new" if before is None else "gone" if after is None else ""
        differ += bool(mark) or any(cell.differs for cell in line)
        rows.append((mark, line))
    heads = [{"title": cells.title_of(c, acting.language), "right": c.right} for c in columns]
    sums = [tables.totals(list(side), columns, acting) for side in (then, now)]
    totals = [Beside(a, b, c.right, a != b) for a, b, c in zip(*sums, columns, strict=False)]
    return Compared(heads, rows, totals, differ)


def _by_words(rows: Sequence[Any], columns: Sequence[Any], acting: Acting) -> dict[tuple[Any, ...], list[str]]:
    seen: Counter[tuple[Any, ...]] = Counter()
    out = {}
    extra = cells.computed(columns, [cells.key_of(row) for row in rows], acting)
    for row in rows:
        texts = [cells.draw(row, c, acting, extra, cells.key_of(row)).text for c in columns]
        words = tuple(t for t, c in zip(texts, columns, strict=True) if not c.right)
        seen[words] += 1
        out[(*words, seen[words])] = texts
    return out


def _beside(column: Any, then: str | None, now: str | None) -> Beside:
    if not column.right:
        return Beside(then if then is not None else now or "", "", right=False, differs=False)
    return Beside(then or "", now or "", right=True, differs=(then or "") != (now or ""))


def told(query: str, arguments: Mapping[str, Any], acting: Acting) -> str:
    """What a report was asked for in one line: its fields' own labels, days and figures as the person's language writes them, records by name."""
    screen = report_of(query)
    if screen is None:
        return ", ".join(f"{name}: {value}" for name, value in arguments.items())
    declared = {p.name: p for p in par.params(kernel_door.parameters_of(screen.query))}
    labels = {f.name if isinstance(f, Field) else str(f): f for f in screen.parameters}
    texts = formview.Texts(acting, QUERIES[query].read(arguments))
    wanted = [name for name in (*labels, *declared) if name in arguments and name in declared]
    views = [view for name in dict.fromkeys(wanted) for view in formview.fields_of(formview.field_of(labels.get(name, name)), declared, texts, {}, acting)]
    formview.name_refs(views, [], acting)
    return ", ".join(f"{v.label}: {v.options.get(v.text, v.text) or v.value}" for v in views if not v.hidden)


def title_of(query: str, acting: Acting) -> str:
    """The report's name in words."""
    screen = report_of(query)
    return said(screen.title if screen else query, acting.language)


def page(again: Any, back: str, acting: Acting) -> tuple[str, dict[str, Any]]:
    """The page of a report kept (`again`: saved, then, now, equal), or of none; `back` is the address of the list."""
    if again is None:
        return "workbench/compared.html", {"saved": None, "list": back}
    saved, screen = again.saved, report_of(again.saved.query)
    what = f"{title_of(saved.query, acting)} · {told(saved.query, saved.arguments, acting)} · {fmt.moment(saved.at, acting.language)}"
    return "workbench/compared.html", {
        "title": saved.title or title_of(saved.query, acting), "saved": {"what": what}, "equal": again.equal, "list": back,
        "today": link(screen.name, **saved.arguments) if screen else "", "table": compared(saved.query, again.then, again.now, acting),
    }  # fmt: skip
