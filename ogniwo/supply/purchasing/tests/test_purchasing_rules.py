"""Buying: how much, and whether the bill is right."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.supply.purchasing.rules import (
    DifferenceKind,
    InvoicedLine,
    Need,
    OrderPoint,
    Tolerance,
    differences,
    replenish,
)

D = Decimal
NONE = Tolerance()
quantity = st.decimals(0, 1000, places=3)


def test_the_order_point_of_the_scenario():
    need = Need(D(0), demand=D(2))
    assert replenish(need, OrderPoint()).quantity == 2
    assert replenish(need, OrderPoint(D(-2), D(10))) is None
    assert replenish(need, OrderPoint(D(5), D(10))).quantity == 12
    assert replenish(Need(D(0), D(2), on_order=D(12)), OrderPoint(D(5), D(10))) is None


def test_whole_lots_and_least_orders_are_explained():
    found = replenish(Need(D(3)), OrderPoint(D(10), lot_multiple=D(6), least_order=D(8)))
    assert found.quantity == 12
    assert [reason.sentence() for reason in found.reasons] == [
        "3 will be left, below the minimum of 10: 3 in stock, 0 needed, 0 on order.",
        "Raised to the least order of 8.",
        "Raised to whole lots of 6.",
    ]
    with pytest.raises(ValueError):
        OrderPoint(D(5), D(4))
    with pytest.raises(ValueError):
        OrderPoint(lot_multiple=D(0))


@given(quantity, quantity, quantity, quantity, quantity, st.none() | st.decimals("0.001", 50, places=3), quantity)
def test_after_buying_nothing_more_is_needed(on_hand, demand, on_order, minimum, more, lot, least):
    point = OrderPoint(minimum, minimum + more, lot, least)
    need = Need(on_hand, demand, on_order)
    found = replenish(need, point)
    assert (found is None) == (need.projected >= minimum)
    if found is None:
        return
    assert need.projected + found.quantity >= point.target
    assert found.quantity >= least
    assert lot is None or (found.quantity % lot == 0 and found.quantity - lot < max(point.target - need.projected, least))
    assert replenish(Need(on_hand, demand, on_order + found.quantity), point) is None


def line(invoiced, price="10", **more):
    return InvoicedLine("l", D(invoiced), D(price), **{"ordered": D(10), "order_price": D(10), "received": D(10), **more})


def test_what_agrees_has_no_difference():
    assert differences([line("10"), line("4"), line("6", invoiced_before=D(4)), line("10", received=None)], NONE) == []


@pytest.mark.parametrize(("given_line", "kind", "value", "sentence"), [
    (line("6", invoiced_before=D(5)), "over_received", "10.00", "11 is invoiced in all, 10 received: 1 too much."),
    (line("8", received=D(5)), "over_received", "30.00", "8 is invoiced in all, 5 received: 3 too much."),
    (line("12", received=None), "over_ordered", "20.00", "12 is invoiced in all, 10 ordered: 2 too much."),
    (line("10", "10.05"), "price", "0.50", "The price is 10.05, ordered at 10: a difference of 0.50."),
    (line("10", "9"), "price", "-10.00", "The price is 9, ordered at 10: a difference of -10.00."),
    (line("2", ordered=None), "not_ordered", "20.00", "No order line was found for 2 at 10."),
    (line("-3", invoiced_before=D(2)), "over_credited", "-10.00", "More is credited than was ever invoiced: 1 too much."),
])
def test_each_difference_says_itself(given_line, kind, value, sentence):
    found = differences([given_line], NONE)[0]
    assert (found.kind, str(found.value), found.reason.sentence(), found.tolerated) == (DifferenceKind(kind), value, sentence, False)


def test_tolerances():
    over, dear = line("10.2", received=None), line("10", "10.05")
    assert [x.tolerated for x in differences([over, dear], Tolerance(quantity_percent=D(2)))] == [True, False]
    assert [x.tolerated for x in differences([over, dear], Tolerance(price_percent=D("0.5")))] == [False, True]
    assert [x.tolerated for x in differences([over, dear], Tolerance(amount=D("0.50")))] == [False, True]
    assert [x.tolerated for x in differences([line("1", ordered=None)], Tolerance(D(100), D(100), D(1000)))] == [False]
    assert [x.tolerated for x in differences([line("1", "0.01", order_price=D(0))], Tolerance(price_percent=D(100)))] == [False]


@given(quantity, quantity, quantity, quantity)
def test_never_more_than_this_invoice_is_questioned(ordered, received, before, invoiced):
    for found in differences([line(invoiced, ordered=ordered, received=received, invoiced_before=before)], NONE):
        assert 0 < found.quantity <= invoiced
    agreed = before + invoiced <= min(ordered, received)
    assert not agreed or differences([line(invoiced, ordered=ordered, received=received, invoiced_before=before)], NONE) == []
