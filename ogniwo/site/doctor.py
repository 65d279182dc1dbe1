"""`ogniwo doctor`: runs every proof as the auditor, who reads all companies and may change nothing."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import psycopg
from django.db import connections

from ogniwo.kernel.books.proofs import PROOFS, Proof

SHOWN = 20
_cursors = count()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a proof found: ``wrong`` rows (at most 20 shown of ``count``), and how long it took."""

    name: str
    title: str
    count: int
    wrong: tuple[tuple[Any, ...], ...]
    seconds: float
    problem: str = ""

    @property
    def well(self) -> bool:
        """Whether the proof holds."""
        return not self.count and not self.problem


def examine(names: tuple[str, ...] = (), *, alias: str = "auditor") -> Iterator[Finding]:
    """Run all proofs, or those named, one after another in one snapshot."""
    wrapper = connections[alias]
    wrapper.ensure_connection()
    connection = wrapper.connection
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for proof in PROOFS:
            if not names or proof.name in names:
                yield _run(proof, connection)


def _run(proof: Proof, connection: psycopg.Connection) -> Finding:
    started = time.perf_counter()
    count, shown, problem = 0, [], ""
    try:
        with connection.transaction():
            found = proof.check(lambda sql: _rows(connection, sql)) if proof.check else _rows(connection, proof.sql)
            for row in found:
                count += 1
                if count <= SHOWN:
                    shown.append(tuple(row))
    except psycopg.Error as broken:
        problem = str(broken).strip()
    return Finding(proof.name, proof.title, count, tuple(shown), time.perf_counter() - started, problem)


def _rows(connection: psycopg.Connection, sql: str) -> Iterator[tuple[Any, ...]]:
    with connection.cursor(name=f"proof_{next(_cursors)}", withhold=False) as cursor:
        cursor.itersize = 20_000
        cursor.execute(sql)
        yield from cursor


def run(*, say: Callable[[str], None]) -> int:
    """Print every proof's finding; returns 1 when anything is wrong."""
    red, started = 0, time.perf_counter()
    for finding in examine():
        say(f"{'ok   ' if finding.well else 'WRONG'} {finding.name:24} {finding.title} ({finding.seconds:.2f} s)")
        if not finding.well:
            red += 1
            say(f"      {finding.problem}" if finding.problem else f"      {finding.count} wrong:")
            for row in finding.wrong:
                say("      " + ", ".join(map(str, row)))
    say(f"{len(PROOFS)} proofs, {red} red, {time.perf_counter() - started:.1f} s")
    return 1 if red else 0
