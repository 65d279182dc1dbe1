"""The unit of work: what one act will write, gathered, then written with a fixed number of statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.drafts import Plan

Finish = Callable[["Unit"], None]


class Counter:
    """Statements sent by units of this process: what tests of flat statement counts read."""

    sent = 0


class Unit:
    """Gathers drafts of one act. Belongs to one transaction; made by the command's door, never by a module."""

    def __init__(self, cursor: Any, *, acting: Any, now: datetime, preview: bool = False) -> None:
        self.cursor, self.acting, self.now, self.preview = cursor, acting, now, preview
        self.company_id: int = acting.company_id
        self.drafts: dict[Plan, list[Any]] = defaultdict(list)
        self.effects: dict[str, list[Any]] = defaultdict(list)
        self.notes: dict[Any, Any] = {}
        self.touched: dict[UUID, None] = {}
        self.changes: dict[str, dict[str, list[Any]]] = {}
        self.versions: dict[Any, int] = {}
        self._finishers: dict[str, tuple[int, Finish]] = {}

    def add(self, *rows: Any) -> None:
        """Add drafts, one or an iterable of them; written at `flush`, at the latest at the end of the act."""
        for row in rows:
            if hasattr(type(row), "plan"):
                self.drafts[row.plan].append(row)
            else:
                self.add(*row)

    def touch(self, targets: Iterable[UUID]) -> None:
        """Name the documents or records the act is about: they appear in its audit row and timelines."""
        self.touched.update(dict.fromkeys(targets))

    def changed(self, target: UUID, field: str, old: Any, new: Any) -> None:
        """Say in the audit what changed from what to what."""
        self.touched[target] = None
        self.changes.setdefault(str(target), {})[field] = [_plain(old), _plain(new)]

    def ids(self, count: int) -> list[int]:
        """Ids for mass rows, known before the rows are written."""
        return ids.take(self, count)

    def stock(self, count: int) -> None:
        """Have so many ids at hand, so that taking them waits for nothing later on."""
        ids.stock(self, count)

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """Read; the answer is awaited. Does not flush: what this act wrote and has not flushed is not seen."""
        Counter.sent += 1
        found: list[tuple[Any, ...]] = self.cursor.execute(sql, params or None).fetchall()
        return found

    def do(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> None:
        """Change rows by a statement whose answer nobody awaits."""
        Counter.sent += 1
        self.cursor.execute(sql, params or None)

    def at_end(self, name: str, phase: int, finish: Finish) -> None:
        """Run ``finish`` once at the end of the act, in order of ``phase``: numbers 10, seals 20."""
        self._finishers[name] = (phase, finish)

    def flush(self) -> None:
        """Write what is gathered: one INSERT a table, tables in one fixed order for every act."""
        for plan in sorted(self.drafts, key=_order):
            rows = self.drafts.pop(plan)
            if rows:
                Counter.sent += 1
                self.cursor.execute(plan.sql, plan.columns(rows))
                self.effects[plan.table] += rows

    def finish(self) -> None:
        """Flush, then number and seal: the shortest possible time between the last locks and the commit."""
        self.flush()
        while self._finishers:
            name, (_phase, step) = min(self._finishers.items(), key=lambda item: item[1][0])
            del self._finishers[name]
            step(self)
        self.flush()


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _order(plan: Plan) -> tuple[int, str]:
    return (getattr(plan.model, "late", 0), plan.table)


def spread(rows: Iterable[Sequence[Any]], width: int) -> list[list[Any]]:
    """Rows turned into ``width`` columns for unnest; right for no rows too."""
    rows = list(rows)
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]
