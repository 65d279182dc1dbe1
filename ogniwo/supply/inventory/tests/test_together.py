"""Many at once: the last pieces go to as many as there are pieces, and nobody deadlocks."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal as D

import pytest
from django.db import connection

from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import InternalIssue, IssueLine, ReceiptLine, ReserveLine
from ogniwo.supply.inventory.proofs import PROOFS

CLIENTS = 64
DAY = date(2026, 1, 10)


def together(task, count):
    """Run ``task(n)`` in as many threads, each with its own connection; how many were not refused."""

    def one(n):
        try:
            task(n)
        except Refused:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(count) as threads:
        return sum(threads.map(one, range(count)))


@pytest.fixture
def pieces(house):
    """Ten pieces each of two products; an order's lines to reserve them for."""
    house.items = [house.product("A"), house.product("B", "average")]
    commands.receive_internal(house.warehouses[0], [ReceiptLine(item, D(10), D(100)) for item in house.items], on=date(2026, 1, 1), acting=house.acting)
    with house.unit() as unit:
        _document, lines = documents.new(unit, "inventory.adjustment", state="posted", day=DAY, currency="PLN", lines=[documents.NewLine()] * CLIENTS)
    house.lines = [line.id for line in lines]
    yield house
    assert house.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == [(0,)]
    for proof in PROOFS:
        assert house.rows(proof.sql) == [], proof.name


def test_ten_pieces_are_reserved_ten_times(pieces):
    item, place = pieces.items[0], pieces.warehouses[0]
    got = together(lambda n: commands.reserve_lines([ReserveLine(pieces.lines[n], item, place, D(1))], acting=pieces.acting), CLIENTS)
    assert got == 10
    assert pieces.rows("SELECT quantity, reserved FROM inventory_available WHERE product_id = %s", [item]) == [(D(10), D(10))]
    with pytest.raises(Refused, match=r"inventory\.reserved"):
        commands.issue_internal(place, [IssueLine(item, D(1))], on=DAY, acting=pieces.acting)
    commands.release_lines(pieces.lines, acting=pieces.acting)
    assert commands.issue_internal(place, [IssueLine(item, D(10))], on=DAY, acting=pieces.acting)


def test_ten_pieces_are_issued_ten_times_in_any_order(pieces):
    def take(n):
        lines = [IssueLine(item, D(1)) for item in pieces.items]
        random.Random(n).shuffle(lines)
        commands.issue_internals([InternalIssue(pieces.warehouses[0], DAY, lines)], acting=pieces.acting)

    assert together(take, CLIENTS) == 10
    assert pieces.rows("SELECT sum(quantity), sum(value) FROM inventory_stockvalue") == [(D(0), D(0))]


def test_reserving_against_issuing(pieces):
    def act(n):
        lines = list(pieces.items) if n % 4 < 2 else list(reversed(pieces.items))
        if n % 2:
            commands.reserve_lines([ReserveLine(pieces.lines[n], item, pieces.warehouses[0], D(1)) for item in lines], acting=pieces.acting)
        else:
            commands.issue_internal(pieces.warehouses[0], [IssueLine(item, D(1)) for item in lines], on=DAY, acting=pieces.acting)

    assert together(act, CLIENTS) == 10
