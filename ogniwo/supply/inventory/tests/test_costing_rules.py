"""Costing: all that came in goes out or is left, to the grosz."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.kernel.money.rules import ZERO, total
from ogniwo.supply.inventory.rules import (
    DifferencePolicy,
    Inserted,
    Issue,
    Layer,
    Method,
    PriceChange,
    Receipt,
    Return,
    Shortage,
    Shortfall,
    Use,
    at_standard,
    booked_on,
    deltas,
    periodic_average,
    return_value,
    shortfall,
    take_average,
    take_fifo,
)

D = Decimal
CASE = Path(__file__).parents[5] / "shared" / "cases" / "val_fifo_wavg_open.json"
methods = st.sampled_from(Method)
quantities = st.decimals("0.001", 100, places=3)
values = st.decimals(0, 1000, places=2)
layers = st.lists(st.tuples(quantities, values), min_size=1, max_size=6).map(lambda rows: [Layer(i, *row) for i, row in enumerate(rows)])


def booked(method, moves):
    """Post moves one after another, as the books would: ('in', q, value), ('out', q), ('back', q, index of the issue)."""
    stock, history, out = [], [], {}
    for index, (kind, quantity, *more) in enumerate(moves):
        if kind == "out":
            taken = take_fifo(stock, quantity)
            if taken.missing or not quantity:
                continue
            stock = [x for x in taken.left if x.quantity]
            history.append(Issue(index, quantity, taken.value, taken.uses if method is Method.FIFO else ()))
            out[index] = [Use(index, quantity, taken.value), Use(index, ZERO, ZERO)]
            continue
        move = Receipt(index, quantity, *more) if kind == "in" else None
        if kind == "back":
            if not out:
                continue
            issue = list(out)[more[0] % len(out)]
            went, came = out[issue]
            if quantity > went.quantity - came.quantity:
                continue
            move = Return(index, quantity, return_value(went, came, quantity), issue)
            out[issue][1] = Use(issue, came.quantity + quantity, came.value + move.value)
        history.append(move)
        if method is Method.FIFO:
            stock.append(Layer(index, quantity, move.value))
        else:
            stock = [Layer("average", total([quantity, *(x.quantity for x in stock)]), total([move.value, *(x.value for x in stock)]))]
    return history, tuple(stock)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("in"), quantities, values),
        st.tuples(st.just("out"), quantities),
        st.tuples(st.just("back"), quantities, st.integers(0, 5)),
    ),
    max_size=14,
).map(lambda rows: [("in", D(60), D("333.33")), *rows])


def value_in(history):
    return total(x.value if not isinstance(x, Issue) else -x.value for x in history)


def after(history, change, found):
    """The history with the change and its deltas booked."""
    moved = {x.move_id: x.value for x in found.deltas}
    result = []
    for move in history:
        uses = getattr(move, "uses", ())
        value = move.value + moved.get(move.id, ZERO)
        if isinstance(change, PriceChange) and move.id == change.receipt_id and not found.variance:
            value += change.difference
        new = {use.layer_id: [use.quantity, use.value] for use in uses}
        for use in found.uses:
            if use.move_id == move.id:
                have = new.setdefault(use.layer_id, [ZERO, ZERO])
                new[use.layer_id] = [have[0] + use.quantity, have[1] + use.value]
        fresh = {"value": value}
        if isinstance(move, Issue):
            fresh["uses"] = tuple(Use(key, *row) for key, row in new.items() if row[0])
        result.append(replace(move, **fresh))
    if isinstance(change, Inserted):
        result.insert(change.position, change.move)
    return result


@pytest.mark.parametrize("method", ["fifo", "moving_average", "periodic_average"])
def test_published_valuation(method):
    if not CASE.exists():
        pytest.skip("the cases of ../shared are not here")
    case = json.loads(CASE.read_text())
    wanted = case["expected"][method]
    opening = case["inputs"]["opening"]
    rows = [("in", D(opening[0]), D(opening[0]) * D(opening[1]))]
    rows += [("in", D(x[1]), D(x[1]) * D(x[2])) if x[0] == "in" else ("out", D(x[1])) for x in case["inputs"]["moves"]]
    if method == "periodic_average":
        available = Layer(1, total(x[1] for x in rows if x[0] == "in"), total(x[2] for x in rows if x[0] == "in"))
        found = periodic_average(available, total(x[1] for x in rows if x[0] == "out"))
        assert (str(found.issued), str(found.left)) == (wanted["cogs"], wanted["closing"])
        return
    history, left = booked(Method.FIFO if method == "fifo" else Method.AVERAGE, rows)
    cost, closing = total(x.value for x in history if isinstance(x, Issue)), total(x.value for x in left)
    assert (cost, closing) == (D(wanted["cogs"]), D(wanted["closing"]))
    assert cost + closing == D(case["expected"]["total_available"])
    assert total(x.quantity for x in left) == case["expected"]["closing_qty"]


def test_fifo_of_the_scenario():
    history, left = booked(Method.FIFO, [("in", D(4), D(40)), ("in", D(2), D(50)), ("out", D(3)), ("out", D(1)), ("out", D(1))])
    assert [x.value / x.quantity for x in history[2:]] == [D(10), D(10), D(25)]
    assert left == (Layer(1, D(1), D("25.00")),)


def test_moving_average_of_the_scenario():
    pool, seen = Layer("average", ZERO, ZERO), []
    for quantity, value in ((1, 100), (1, 200), (2, 400)):
        pool = Layer("average", pool.quantity + quantity, pool.value + value)
        seen.append(take_average(pool, D(1)).value)
    assert seen == [D(100), D(150), D(175)]


def test_standard_cost_and_variance_of_the_scenario():
    assert at_standard(D(4), D(5), D(16)).variance == D(-4)
    history, _ = booked(Method.AVERAGE, [("in", D(5), D("30.00")), ("out", D(3))])
    found = deltas(history, PriceChange(0, D("-10.00")), method=Method.AVERAGE, policy=DifferencePolicy.VARIANCE)
    assert (found.deltas, found.variance, found.stock, found.left) == ((), D("-10.00"), ZERO, (Layer("average", D(2), D("12.00")),))
    assert at_standard(D(2), D(5), D(10)).stock + history[1].value == D(28)


@given(layers, st.decimals(0, 700, places=3))
def test_taking_loses_nothing(stock, quantity):
    taken = take_fifo(stock, quantity)
    assert taken.value + total(x.value for x in taken.left) == total(x.value for x in stock)
    assert total(x.quantity for x in taken.uses) + taken.missing == quantity
    assert total(x.quantity for x in taken.uses) + total(x.quantity for x in taken.left) == total(x.quantity for x in stock)
    assert all(x.quantity >= 0 and (x.quantity or not x.value) for x in taken.left)


@given(quantities, values, st.lists(quantities, max_size=5))
def test_returns_bring_back_the_cost_of_the_issue(quantity, value, parts):
    issued, back = Use(1, quantity, value), Use(1, ZERO, ZERO)
    for part in parts:
        if part > quantity - back.quantity:
            with pytest.raises(ValueError, match="can't come back"):
                return_value(issued, back, part)
            continue
        back = Use(1, back.quantity + part, back.value + return_value(issued, back, part))
    rest = quantity - back.quantity
    if rest:
        back = Use(1, quantity, back.value + return_value(issued, back, rest))
    assert back.value == value


@given(moves, methods, st.integers(0, 20), st.decimals(-300, 300, places=2))
def test_a_price_difference_goes_where_the_goods_went(rows, method, which, difference):
    history, left = booked(method, rows)
    receipts = [x for x in history if isinstance(x, Receipt)]
    change = PriceChange(receipts[which % len(receipts)].id, difference)
    found = deltas(history, change, method=method)
    corrected = after(history, change, found)
    assert value_in(corrected) == total(x.value for x in found.left)
    signs = {x.id: -1 if isinstance(x, Return) else 1 for x in history}
    assert difference == found.stock + total(signs[x.move_id] * x.value for x in found.deltas)
    assert total(x.quantity for x in found.left) == total(x.quantity for x in left)
    assert deltas(corrected, PriceChange(change.receipt_id, ZERO), method=method).deltas == ()


@given(moves, methods, st.integers(0, 14), quantities, values)
def test_a_receipt_dated_back_moves_the_tail(rows, method, position, quantity, value):
    history, left = booked(method, rows)
    position = min(position, len(history))
    change = Inserted(Receipt("late", quantity, value), position)
    found = deltas(history, change, method=method)
    assert {x.move_id for x in found.deltas} <= {x.id for x in history[position:]}
    corrected = after(history, change, found)
    assert value_in(corrected) == total(x.value for x in found.left)
    assert total(x.quantity for x in found.left) == total(x.quantity for x in left) + quantity
    again = deltas(corrected, PriceChange("late", ZERO), method=method)
    assert (again.deltas, again.uses, again.left) == ((), (), found.left)


@given(moves, methods, st.integers(1, 14), quantities)
def test_an_issue_dated_back_costs_or_is_refused(rows, method, position, quantity):
    history, left = booked(method, rows)
    change = Inserted(Issue("late", quantity, ZERO), min(position, len(history)))
    changes = [(date(2026, 1, 1 + i), x.quantity if not isinstance(x, Issue) else -x.quantity) for i, x in enumerate(history)]
    stock, lowest = ZERO, None
    for index, (_, moved) in enumerate(changes):
        stock += moved
        if index >= change.position - 1:
            lowest = stock if lowest is None else min(lowest, stock)
    if lowest < quantity:
        with pytest.raises(Shortage):
            deltas(history, change, method=method)
        return
    found = deltas(history, change, method=method)
    signs = {x.id: -1 if isinstance(x, Return) else 1 for x in history}
    assert found.stock + found.inserted + total(signs[x.move_id] * x.value for x in found.deltas) == 0


def test_a_later_price_follows_the_goods_and_their_return():
    history, _ = booked(Method.FIFO, [("in", D(10), D("100.00")), ("out", D(6)), ("back", D(2), 0), ("out", D(5))])
    found = deltas(history, PriceChange(0, D("10.00")), method=Method.FIFO)
    assert [(x.move_id, x.value) for x in found.deltas] == [(1, D("6.00")), (2, D("2.00")), (3, D("5.00"))]
    assert (found.stock, found.left) == (D("1.00"), (Layer(2, D(1), D("11.00")),))


def test_a_receipt_dated_back_is_first_out():
    history, _ = booked(Method.FIFO, [("in", D(10), D("100.00")), ("out", D(4))])
    found = deltas(history, Inserted(Receipt("late", D(3), D("60.00")), 0), method=Method.FIFO)
    assert [(x.move_id, x.value) for x in found.deltas] == [(1, D("30.00"))]
    assert {(x.layer_id, x.quantity, x.value) for x in found.uses} == {(0, D(-3), D("-30.00")), ("late", D(3), D("60.00"))}
    assert found.stock == D("30.00")


def test_what_is_wrong_is_refused():
    with pytest.raises(ValueError, match="no receipt"):
        deltas([], PriceChange(1, D(1)), method=Method.FIFO)
    with pytest.raises(ValueError, match="already"):
        deltas([Receipt(1, D(1), D(1))], Inserted(Receipt(1, D(1), D(1)), 0), method=Method.FIFO)
    with pytest.raises(ValueError, match="don't make up"):
        deltas([Receipt(1, D(1), D(1)), Issue(2, D(1), D(1))], PriceChange(1, D(1)), method=Method.FIFO)
    with pytest.raises(ValueError, match="neither"):
        Layer(1, ZERO, D(1))
    with pytest.raises(ValueError, match="above zero"):
        take_fifo([], D(-1))


def test_all_may_be_issued_and_nothing_can_t_come_back():
    assert periodic_average(Layer(1, D(3), D("10.00")), D(3)).left == 0
    with pytest.raises(ValueError, match="more was issued"):
        periodic_average(Layer(1, D(3), D("10.00")), D("3.001"))
    with pytest.raises(ValueError, match="can't come back"):
        return_value(Use(1, D(3), D("10.00")), Use(1, ZERO, ZERO), ZERO)


def test_no_day_ends_below_zero():
    days = [(date(2026, 1, 5), D(10)), (date(2026, 1, 7), D(-8)), (date(2026, 1, 9), D(5))]
    assert shortfall(ZERO, days) is None
    assert shortfall(ZERO, [*days, (date(2026, 1, 6), D(-3))]) == Shortfall(date(2026, 1, 7), D(1))
    assert shortfall(ZERO, [(date(2026, 1, 5), D(-1)), (date(2026, 1, 5), D(1))]) is None


def test_a_delta_is_booked_on_an_open_day():
    assert booked_on(date(2025, 12, 30), first_open_day=date(2026, 1, 1)) == date(2026, 1, 1)
    assert booked_on(date(2026, 1, 9), first_open_day=date(2026, 1, 1)) == date(2026, 1, 9)
