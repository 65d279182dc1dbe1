"""Ids known before their rows are written."""

import itertools
import os
import threading
from collections.abc import Iterator, Sequence
from typing import Any, Protocol
from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7

BLOCK = 512  # INCREMENT of the sequence writing_row_id


class Rows(Protocol):
    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ...) -> list[tuple[Any, ...]]: ...


def uuid7() -> UUID:
    """A time-ordered id for a document or a master record."""
    return _uuid7()


class _Block(threading.local):
    free: Iterator[int] = iter(())


_block = _Block()


def _forget() -> None:
    """Two processes sharing a block would collide on primary keys."""
    _block.free = iter(())


os.register_at_fork(after_in_child=_forget)


def take(unit: Rows, count: int) -> list[int]:
    """``count`` ids for mass rows, from blocks of one sequence; mostly no statement at all. Gaps do no harm."""
    got = list(itertools.islice(_block.free, count))
    short = count - len(got)
    if short > 0:
        _block.free = itertools.chain.from_iterable(_blocks(unit, short))
        got += itertools.islice(_block.free, short)
    return got


def stock(unit: Rows, count: int) -> None:
    """Have at least ``count`` ids at hand: one statement at most now, none when they are taken."""
    got = list(itertools.islice(_block.free, count))
    more = _blocks(unit, count - len(got)) if len(got) < count else []
    _block.free = itertools.chain(got, *more, _block.free)


def _blocks(unit: Rows, count: int) -> list[range]:
    rows = unit.rows("SELECT nextval('writing_row_id') FROM generate_series(1, %s)", [-(-count // BLOCK)])
    return [range(first, first + BLOCK) for (first,) in rows]
