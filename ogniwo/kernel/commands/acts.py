"""How a command runs: context, permission, key, body, audit, numbers and seals, commit."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg
from django.db import DatabaseError, connection, transaction

from ogniwo.kernel.audit.commands import record
from ogniwo.kernel.commands.models import Key
from ogniwo.kernel.commands.registry import COMMANDS, PERFORMER, CommandSpec, jsonable, require
from ogniwo.kernel.errors import BusinessError, InFlight, KeyReused, NotFound, Refused, explain
from ogniwo.kernel.tenancy.context import ACT, SET, values
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.figures import freshen
from ogniwo.kernel.writing.unit import Counter, Unit

PREVIEW_LIMIT = 1000
READ = SET + ", set_config('transaction_read_only', 'on', true)"


class TooManyToPreview(BusinessError):
    code = "kernel.preview_limit"
    says = _("A preview shows at most {limit} documents.")
    next = _("Choose fewer documents.")


@dataclass
class Outcome:
    """What an act did: its result, and the drafts it wrote by table (for previews)."""

    result: Any
    effects: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    replayed: bool = False


def run(name: str, acting: Any, data: Mapping[str, Any], *, key: str | None = None, preview: bool = False, versions: Mapping[Any, int] | None = None) -> Outcome:
    """The door's way in: ``data`` is validated into the command's typed arguments.

    Raises Refused (all reasons), NoRight, KeyReused, InFlight; nothing is written then.
    """
    spec = COMMANDS[name]
    require(acting, name)
    return perform(spec, spec.read(data), acting=acting, key=key, preview=preview, versions=versions)


def perform(spec: CommandSpec, arguments: Mapping[str, Any], *, acting: Any, key: str | None = None, preview: bool = False, versions: Mapping[Any, int] | None = None) -> Outcome:
    """Run a command with typed arguments as one act: all of it or nothing."""
    require(acting, spec.name)
    if preview and spec.sets and len(arguments.get(spec.sets, ())) > PREVIEW_LIMIT:
        raise Refused([TooManyToPreview(limit=PREVIEW_LIMIT)])
    given = jsonable(arguments)
    try:
        with transaction.atomic(durable=True):
            connection.ensure_connection()
            with connection.connection.pipeline(), connection.connection.cursor() as cursor:
                Counter.sent += 1
                cursor.execute(ACT, values(acting))
                unit = Unit(cursor, acting=acting, now=datetime.now(UTC), preview=preview)
                unit.versions.update(versions or {})
                outcome: Outcome | None = None
                replay = _known(unit, key, spec, given) if key and not preview else None
                if replay is None:
                    outcome = _act(unit, spec, arguments, given, key)
                if preview:
                    unit.do("SET CONSTRAINTS ALL IMMEDIATE")
            if preview:
                transaction.set_rollback(True)
    except (psycopg.Error, DatabaseError) as broken:
        raise _explained(broken) from broken
    done = replay or outcome
    if done is None:
        raise LookupError(f"{spec.name} was neither done nor known")
    if not preview:
        freshen(done.effects)
    return done


PERFORMER[:] = [perform]


def _act(unit: Unit, spec: CommandSpec, arguments: Mapping[str, Any], given: Any, key: str | None) -> Outcome:
    result = spec.function(**arguments, unit=unit, acting=unit.acting)
    record(unit, spec.name, given)
    if key and not unit.preview:
        unit.add(draft(Key)(user_id=unit.acting.user_id, key=key, digest=_digest(spec, given), answer=jsonable(result), at=unit.now))
    unit.finish()
    return Outcome(result, unit.effects)


def _known(unit: Unit, key: str, spec: CommandSpec, given: Any) -> Outcome | None:
    """The answer given before under this key. A second request in flight is told so, not made to wait."""
    (taken,), *_rest = unit.rows("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [unit.company_id, f"{unit.acting.user_id}:{key}"])
    if not taken:
        raise InFlight()
    rows = unit.rows("SELECT digest, answer FROM commands_key WHERE user_id = %s AND key = %s", [unit.acting.user_id, key])
    if not rows:
        return None
    digest, answer = rows[0]
    if bytes(digest) != _digest(spec, given):
        raise KeyReused()
    return Outcome(json.loads(answer) if isinstance(answer, str) else answer, replayed=True)


def _digest(spec: CommandSpec, given: Any) -> bytes:
    return hashlib.sha256(json.dumps([spec.name, given], sort_keys=True).encode()).digest()


def _explained(broken: Exception) -> Exception:
    """The sentence tied to the broken constraint; an unknown one stays what it is."""
    cause = broken if isinstance(broken, psycopg.Error) else broken.__cause__
    name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
    error = explain(name)
    if error is None and isinstance(cause, psycopg.errors.ForeignKeyViolation) and str(name).endswith("_own"):
        error = NotFound()  # an id that names nothing of this company: a foreign one and one that never was look alike
    return Refused([error]) if error else broken


def run_each(name: str, acting: Any, data: Mapping[str, Any], *, chunk: int = 200) -> list[tuple[Any, list[BusinessError]]]:
    """A bulk action: runs the allowed documents in atomic chunks; returns each document with its refusals."""
    spec = COMMANDS[name]
    require(acting, name)
    arguments = spec.read(data)
    wanted = list(arguments[spec.sets or ""])
    report: list[tuple[Any, list[BusinessError]]] = []
    for start in range(0, len(wanted), chunk):
        report += _chunk(spec, acting, arguments, wanted[start : start + chunk])
    return report


def _chunk(spec: CommandSpec, acting: Any, arguments: dict[str, Any], wanted: list[Any]) -> list[tuple[Any, list[BusinessError]]]:
    refused: dict[Any, list[BusinessError]] = {}
    for _attempt in range(len(wanted) + 1):
        todo = [item for item in wanted if item not in refused]
        if not todo:
            break
        try:
            perform(spec, {**arguments, spec.sets or "": todo}, acting=acting)
            break
        except Refused as no:
            named = {item: [e for e in no.errors if e.record == item] for item in todo}
            blamed = {item: errors for item, errors in named.items() if errors}
            refused.update(blamed or dict.fromkeys(todo, no.errors))
        except BusinessError as no:
            refused.update({no.record: [no]} if no.record in todo else dict.fromkeys(todo, [no]))
    return [(item, refused.get(item, [])) for item in wanted]


@contextmanager
def reading(acting: Any) -> Iterator[None]:
    """A read-only transaction in the context of an acting person; nested uses join the outer one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READ, values(acting))
        yield
