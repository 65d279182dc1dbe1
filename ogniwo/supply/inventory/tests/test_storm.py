"""Acts at random, many of them dated back: whatever is accepted leaves every proof of stock green, by day and by layer."""

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.errors import Refused
from ogniwo.supply.inventory import commands
from ogniwo.supply.inventory.commands import IssueLine, ReceiptLine, TransferLine
from ogniwo.supply.inventory.proofs import PROOFS
from ogniwo.supply.inventory.tests.test_costs import back, invoice


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_accepted_adds_up(house, seed):
    chance = random.Random(seed)
    products = [house.product("F"), house.product("W", "average")]
    done = Counter()
    for n in range(90):
        if n == 45:
            lock_month(date(2026, 1, 1), acting=house.acting)
        act = chance.choice([receive, receive, issue, issue, move, price, give_back, take_back])
        day = date(2026, 1, 5) + timedelta(days=chance.randrange(60))
        try:
            done[act.__name__, bool(act(house, chance.choice(products), day, chance))] += 1
        except Refused:
            done[act.__name__, "refused"] += 1
        for proof in PROOFS:
            assert house.rows(proof.sql) == [], (proof.name, n, act.__name__)
    assert all(done[act.__name__, True] for act in (receive, issue, move, price, give_back, take_back)), done


def receive(house, product, day, chance):
    lines = [ReceiptLine(product, D(chance.randrange(5, 30)), D(chance.randrange(1000, 90000)) / 100)]
    return commands.receive_internal(chance.choice(house.warehouses), lines, on=day, acting=house.acting)


def issue(house, product, day, chance):
    return commands.issue_internal(chance.choice(house.warehouses), [IssueLine(product, D(chance.randrange(1, 12)))], on=day, acting=house.acting)


def move(house, product, day, chance):
    source, goal = chance.sample(house.warehouses, 2)
    return commands.transfer(source, goal, [TransferLine(product, D(chance.randrange(1, 6)))], on=day, acting=house.acting)


def price(house, product, day, chance):
    rows = house.rows("SELECT id FROM inventory_move WHERE kind = 'receipt' AND product_id = %s ORDER BY id", [product])
    return bool(rows) and invoice(house, chance.choice(rows)[0], D(chance.randrange(-900, 3000)) / 100, day)


def give_back(house, product, day, chance):
    rows = house.rows("SELECT id, line_id, location_id, kind, quantity FROM inventory_move WHERE kind IN ('issue', 'receipt') AND product_id = %s ORDER BY id", [product])
    if not rows:
        return False
    chosen = chance.choice(rows)
    return back(house, product, chosen, chance.randrange(1, 4) * (1 if chosen[3] == "issue" else -1), max(day, date(2026, 3, 6)))


def take_back(house, product, day, chance):
    rows = house.rows("SELECT id FROM documents_document WHERE state = 'posted' AND type IN ('inventory.internal_receipt', 'inventory.internal_issue', 'inventory.transfer') ORDER BY id")
    return bool(rows) and commands.reverse_papers([chance.choice(rows)[0]], on=max(day, date(2026, 3, 6)), acting=house.acting)
