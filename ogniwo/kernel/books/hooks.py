"""Stages of the books: who contributes drafts, and who turns them into facts."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ogniwo.kernel.outbox.hooks import Event

STAGES = ("stock", "cost", "tax", "ledger")
Contributor = Callable[..., list[Any] | None]
CONTRIBUTORS: dict[str, list[tuple[int, Contributor]]] = defaultdict(list)
PROCESSORS: dict[str, tuple[tuple[type, ...], Contributor]] = {}
REVERSERS: dict[str, Contributor] = {}


@dataclass(frozen=True, slots=True)
class MonthLocked:
    """A month of an area was locked: the first day of it."""

    area: str
    month: date


month_locked: Event[MonthLocked] = Event("books.month_locked")
"""Told when a month that was open is locked, in the same act."""


def contributes(stage: str, order: int = 50) -> Callable[[Contributor], Contributor]:
    """Register ``f(pool, *, unit) -> more drafts``: called before a stage with all drafts of the act, once per act."""

    def register(f: Contributor) -> Contributor:
        CONTRIBUTORS[stage].append((order, f))
        CONTRIBUTORS[stage].sort(key=lambda pair: pair[0])
        return f

    return register


def processes(stage: str, *types: type) -> Callable[[Contributor], Contributor]:
    """Register the one ``f(drafts of the types, *, unit) -> drafts for later stages`` that writes a stage's facts."""

    def register(f: Contributor) -> Contributor:
        PROCESSORS[stage] = (types, f)
        return f

    return register


def reverses(stage: str) -> Callable[[Contributor], Contributor]:
    """Register ``f(document ids, *, on, unit)`` that adds facts taking back all a stage booked for documents."""

    def register(f: Contributor) -> Contributor:
        REVERSERS[stage] = f
        return f

    return register
