"""What is measured: the product's side of each figure. Milliseconds and statements; medians unless a name says otherwise."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain
from statistics import median
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.chain import ACTS, House
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.queries.trial import trial_balance
from ogniwo.kernel.commands import reading
from ogniwo.kernel.commands.acts import perform
from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.unit import Counter

PLAIN = """SELECT code FROM ledger_account a WHERE control = 'none' AND active
  AND NOT EXISTS (SELECT 1 FROM ledger_accountrule r WHERE r.account_id = a.id) ORDER BY code LIMIT 200"""
"""Accounts no rule books on: an entry by hand on the account of stock would rightly be found to differ from the warehouse."""
EXTRA = 60
"""Blocks of ids taken before statements are counted: how many an act needs depends only on where the last block ended."""


@dataclass
class Timed:
    """Runs of one thing."""

    ms: list[float] = field(default_factory=list)
    statements: int = 0
    slowest: str = ""

    @property
    def median(self) -> float:
        return median(self.ms)

    def part(self, share: float) -> float:
        """A percentile, as 0.95."""
        return sorted(self.ms)[min(int(len(self.ms) * share), len(self.ms) - 1)]


def timed(work: Callable[[], Any]) -> tuple[float, int, Any]:
    """Milliseconds, statements and the answer."""
    before, started = Counter.sent, time.perf_counter()
    answer = work()
    return (time.perf_counter() - started) * 1000, Counter.sent - before, answer


def stocked_ids(house: House) -> None:
    """Ids enough for what comes."""
    with house.act() as unit:
        blocks = unit.rows("SELECT nextval('writing_row_id') FROM generate_series(1, %s)", [EXTRA])
    ids._block.free = chain.from_iterable(range(first, first + ids.BLOCK) for (first,) in blocks)


def chains(house: House, size: int, runs: int, *, counted: bool = False) -> dict[str, Timed]:
    """The chain ``runs`` times for ``size`` orders: each act, and "chain" for all together."""
    found: dict[str, Timed] = defaultdict(Timed)
    for _ in range(runs):
        sent = house.sent_offers(size)
        if counted:
            stocked_ids(house)
        total, spent = 0.0, 0

        def watch(name: str, act: Callable[[], Any]) -> Any:
            nonlocal total, spent
            ms, sent_now, answer = timed(act)
            found[name].ms.append(ms)
            found[name].statements = sent_now
            total, spent = total + ms, spent + sent_now
            return answer

        house.run(sent, watch)
        found["chain"].ms.append(total)
        found["chain"].statements = spent
    return {name: found[name] for name in (*ACTS, "chain")}


def history(house: House, orders: int, size: int = 200) -> None:
    """A past: whole chains, so that no plan is made for empty tables."""
    for _ in range(orders // size):
        chains(house, size, 1)


def entries(house: House, number: int, runs: int) -> Timed:
    """Journal entries of four lines in one act; making the asked entries is not counted, as the limit does not count its rows."""
    codes = [code for (code,) in house.rows(PLAIN)]
    ((journal,),) = house.rows("SELECT code FROM books_journal WHERE area = 'books' ORDER BY id LIMIT 1")
    found = Timed()
    for _ in range(runs + 1):
        asked = [entry(n, codes, journal) for n in range(number)]
        ms, found.statements, _made = timed(lambda: post_entries(asked, acting=house.acting))  # noqa: B023 - called at once
        found.ms.append(ms)
    found.ms = found.ms[1:]  # the first warms up, as the limit's does
    return found


def entry(n: int, codes: list[str], journal: str) -> NewEntry:
    amount, day = Decimal(n % 997 + 1), date(2025 + n % 2, 1 + n // 2 % 12, 15)
    sides = [EntryLine(codes[(n * 7 + k * 13) % len(codes)], "goods sold", **{"debit" if k < 2 else "credit": amount}) for k in range(4)]
    return NewEntry(journal, day, tuple(sides), "sale")


def trial(house: House, runs: int) -> Timed:
    """The trial balance of a year."""
    found = Timed()

    def ask() -> Any:
        with reading(house.acting):
            return trial_balance(as_of=date(2026, 12, 31), since=date(2026, 1, 1), acting=house.acting)

    for _ in range(runs + 1):
        found.ms.append(timed(ask)[0])
    found.ms = found.ms[1:]
    found.statements = queries(ask)
    return found


def queries(work: Callable[[], Any]) -> int:
    """Statements Django sends for ``work``."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def page(client: Any, address: str, runs: int, rows: int = 50) -> Timed:
    """A list's first page by the test client: sign-in session, rights, row security, template; all its statements."""
    found = Timed()
    for turn in range(runs + 20):
        started = time.perf_counter()
        answer = client.get(address)
        spent = (time.perf_counter() - started) * 1000
        if answer.status_code != 200 or answer.content.count(b"<tr") < rows:
            raise SystemExit(f"{address}: {answer.status_code}, {answer.content.count(b'<tr')} rows; not what was to be measured.")
        if turn >= 20:
            found.ms.append(spent)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    found.statements = len(captured)
    slowest = max(captured.captured_queries, key=lambda q: Decimal(q["time"]))
    found.slowest = f"{Decimal(slowest['time']) * 1000:.0f} ms of it one statement: {' '.join(slowest['sql'].split())[:90]} ..."
    return found


def previews(house: House, size: int, runs: int) -> tuple[Timed, Timed]:
    """The act "invoice" previewed, then done, by turns: (preview, act)."""
    shown, done = Timed(), Timed()
    for _ in range(runs):
        sent = house.sent_offers(size)
        acts = house.acts(sent)
        name, command, arguments = next(acts)
        while name != "invoice":
            name, command, arguments = acts.send(perform(command.spec, arguments, acting=house.acting).result)
        for into, preview in ((shown, True), (done, False)):
            ms, into.statements, _answer = timed(lambda: perform(command.spec, arguments, acting=house.acting, preview=preview))  # noqa: B023
            into.ms.append(ms)
    return shown, done


