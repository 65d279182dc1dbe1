"""The worker: looks for due messages and delivers them, until it is told to stop."""

import signal
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import close_old_connections, connection, transaction

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.queries import load_acting
from ogniwo.kernel.outbox.commands import deliver_waiting
from ogniwo.kernel.outbox.hooks import ROUTINES

PAUSE_SECONDS = 2.0
ROUND = 200


def work(*, once: bool = False) -> None:
    """Deliver what is due; with ``once`` until nothing is, else until SIGTERM or SIGINT. Any number may run side by side."""
    stop, due = threading.Event(), dict.fromkeys(range(len(ROUTINES)), 0.0)
    if not once:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_given: stop.set())
    while not stop.is_set():
        tried = one_round()
        if once and not tried:
            routines({})
            return
        routines(due)
        if not tried:
            close_old_connections()
            stop.wait(PAUSE_SECONDS)


def routines(due: dict[int, float]) -> None:
    """Do the routines whose time has come; ``due``: when each is next, by the monotonic clock, kept for the next call."""
    for n, (seconds, work) in enumerate(ROUTINES):
        if due.get(n, 0.0) <= time.monotonic():
            work()
            due[n] = time.monotonic() + seconds


def one_round(companies: Sequence[int] | None = None) -> int:
    """Deliver a round of due messages; returns how many were tried. Without ``companies`` of all, which only the worker's role sees."""
    now = datetime.now(UTC)
    if companies is None:
        companies = _waiting(now)
    return deliver_waiting(companies, now=now, acting_for=_acting, limit=ROUND)


def _waiting(now: datetime) -> list[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT company_id FROM outbox_message WHERE state = 'waiting' AND next_at <= %s", [now])
        return [row[0] for row in cursor.fetchall()]


def _acting(company_id: int, user_id: int) -> Acting:
    """Who asked for the message, with the rights they have now."""
    return load_acting(user_id, company_id, "job")


