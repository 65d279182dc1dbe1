"""Planting the fault a proof is for, as superuser, and seeing the proof turn red. Every ``tests/test_proofs.py`` uses it.

A proof whose name stands in no ``FAULTS`` of such a file fails ``tests/architecture/test_proofs.py``.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import psycopg

from ogniwo.kernel.books.proofs import PROOFS, Proof

LOOKED_AT = 5


def plant(root: psycopg.Connection[Any], name: str, fault: str) -> None:
    """Raises AssertionError unless the proof is green, the fault (statements apart by ``;``) changes rows, and the proof is red then.

    All of it is taken back. Constraints that would refuse the fault are dropped in it first.
    """
    (proof,) = (p for p in PROOFS if p.name == name)
    with root.transaction(force_rollback=True):
        before = found(root, proof)
        if before:
            raise AssertionError(f"{name} is red before its fault is planted: {before}")
        root.execute("SET LOCAL session_replication_role = replica")
        changed = [root.execute(statement).rowcount for statement in fault.split(";")]
        if changed[-1] < 1:
            raise AssertionError(f"the fault of {name} changes nothing: {fault}")
        after = found(root, proof)
        if not after:
            raise AssertionError(f"{name} does not see its fault: {fault}")
        if any(not isinstance(row[0], int) for row in after):
            raise AssertionError(f"{name}: the first column of a wrong row is its company: {after}")


def found(root: psycopg.Connection[Any], proof: Proof) -> list[Any]:
    """The first rows a proof finds wrong."""

    def rows(sql: str) -> Iterator[tuple[Any, ...]]:
        yield from root.execute(sql)

    return list(islice(proof.check(rows) if proof.check else rows(proof.sql), LOOKED_AT))
