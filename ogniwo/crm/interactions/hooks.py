"""The door to timelines: modules say here what a party's timeline shows of theirs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ogniwo.workbench.declare import TimelineItem

timeline_sources: dict[str, "TimelineSource"] = {}


@dataclass(frozen=True, slots=True)
class TimelineSource:
    """Part of a party's timeline: ``items(party, most, *, acting)`` gives at most ``most`` items, newest first, in one statement.

    Asked only of those who hold ``permission``; record rules are the source's to keep.
    """

    name: str
    permission: str
    items: Callable[..., Sequence[TimelineItem]]


def timeline_source(found: TimelineSource) -> TimelineSource:
    """Register a source."""
    timeline_sources[found.name] = found
    return found
