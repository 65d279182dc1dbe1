"""Writing messages and delivering them."""

import json
import traceback
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction

from ogniwo.kernel.outbox.hooks import DELIVERERS
from ogniwo.kernel.outbox.models import Message
from ogniwo.kernel.tenancy.context import SET
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

ATTEMPTS = 8


def send(unit: Unit, topic: str, bodies: Iterable[dict[str, Any]]) -> list[int]:
    """Queue messages of ``topic`` with the act; they leave only if it commits. Returns their ids."""
    bodies = list(bodies)
    numbers = unit.ids(len(bodies))
    unit.add(
        draft(Message)(id=number, topic=topic, body=body, user_id=unit.acting.user_id, at=unit.now, next_at=unit.now)
        for number, body in zip(numbers, bodies, strict=True)
    )
    return numbers


def deliver_waiting(company_ids: Iterable[int], *, now: Any, acting_for: Callable[[int, int], Any], limit: int = 100) -> int:
    """Deliver due messages of the companies, one transaction each; returns how many were tried.

    A deliverer that fails is tried again later, up to 8 times, then the message waits for a person
    in the state ``failed`` with its problem.
    """
    tried = 0
    for company_id in company_ids:
        for message_id in _due(company_id, now, limit):
            tried += _deliver_one(company_id, message_id, now, acting_for)
    return tried


def _due(company_id: int, now: Any, limit: int) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, [str(company_id), "", ""])
        cursor.execute("SELECT id FROM outbox_message WHERE state = 'waiting' AND next_at <= %s ORDER BY id LIMIT %s", [now, limit])
        return [row[0] for row in cursor.fetchall()]


def _deliver_one(company_id: int, message_id: int, now: Any, acting_for: Callable[[int, int], Any]) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, [str(company_id), "", ""])
        cursor.execute("SELECT topic, body, user_id, attempts FROM outbox_message WHERE id = %s AND state = 'waiting' FOR UPDATE SKIP LOCKED", [message_id])
        row = cursor.fetchone()
        if row is None:
            return 0
        topic, body, user_id, attempts = row
        # the attempt is counted before the work, so a message that kills its worker is not tried for ever
        state = "waiting" if attempts + 1 < ATTEMPTS else "failed"
        cursor.execute(
            "UPDATE outbox_message SET attempts = attempts + 1, state = %s, next_at = %s WHERE id = %s",
            [state, now + timedelta(minutes=2**attempts), message_id],
        )
    problem = ""
    try:
        DELIVERERS[topic](_plain(body), acting=acting_for(company_id, user_id), message_id=message_id)
    except Exception:  # noqa: BLE001 - the queue must go on whatever one message does; the problem is kept and shown
        problem = traceback.format_exc(limit=3)[-2000:]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SET, [str(company_id), "", ""])
        if problem:
            cursor.execute("UPDATE outbox_message SET problem = %s WHERE id = %s", [problem, message_id])
        else:
            cursor.execute("UPDATE outbox_message SET state = 'done', done_at = %s, problem = '' WHERE id = %s", [now, message_id])
    return 1


def _plain(body: Any) -> Any:


    return json.loads(body) if isinstance(body, str) else body
