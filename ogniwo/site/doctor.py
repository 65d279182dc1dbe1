"""`ogniwo doctor`: runs every proof as the auditor, who reads all companies and may change nothing."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from ogniwo.kernel.books.proofs import PROOFS, Proof

SHOWN = 20


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
    with connection.cursor(name="proof", withhold=False) as cursor:
        cursor.itersize = 20_000
        cursor.execute(sql)
        yield from cursor
