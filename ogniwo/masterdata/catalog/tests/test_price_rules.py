"""Price selection: who wins, and that it says why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.kernel.money.rules import UnitFactor
from ogniwo.masterdata.catalog.rules import ListPrice, Wanted, price_for

D = Decimal
DAY = date(2026, 3, 10)
STANDARD = ListPrice("s", "Standard", "desk", "pcs", D("100"), "PLN")


def wanted(quantity="1", **more):
    return Wanted("desk", D(quantity), "pcs", "PLN", DAY, **{"party_id": "alfa", "party_class": "shops", **more})


def words(found):
    return [reason.sentence() for reason in found.reasons]


def test_nobody_s_price_is_no_price():
    assert price_for(wanted(), []) is None
    for other in ({"product_id": "chair"}, {"currency": "EUR"}, {"unit": "box"}, {"party_id": "beta"}, {"party_class": "schools"}):
        assert price_for(wanted(), [replace(STANDARD, **other)]) is None


def test_own_list_before_class_before_standard():
    own = replace(STANDARD, key="o", price_list="Alfa 2026", price=D("120"), party_id="alfa")
    of_class = replace(STANDARD, key="c", price_list="Shops", price=D("90"), party_class="shops")
    found = price_for(wanted(), [STANDARD, of_class, own])
    assert (found.price, found.source.key) == (D("120"), "o")
    assert words(found) == ["Alfa 2026 is agreed with this party.", "Not taken: 90 of Shops.", "Not taken: 100 of Standard."]
    assert price_for(wanted(), [STANDARD, of_class]).source.key == "c"
    assert price_for(wanted(party_id=None, party_class=None), [STANDARD, of_class, own]).source.key == "s"


def test_quantity_breaks():
    ten = replace(STANDARD, key="t", price=D("80"), from_quantity=D(10))
    assert [price_for(wanted(q), [STANDARD, ten]).price for q in ("9.999", "10", "-10")] == [D(100), D(80), D(80)]
    assert words(price_for(wanted("12"), [STANDARD, ten]))[1] == "The price holds from 10 pcs."


def test_days_are_inclusive_and_the_latest_start_wins():
    spring = replace(STANDARD, key="p", price=D("95"), valid_from=DAY, valid_to=DAY)
    found = price_for(wanted(), [STANDARD, spring])
    assert (found.source.key, words(found)[1:3]) == ("p", ["It holds from 2026-03-10.", "It holds until 2026-03-10."])
    for day in (date(2026, 3, 9), date(2026, 3, 11)):
        assert price_for(replace(wanted(), on=day), [STANDARD, spring]).source.key == "s"


def test_a_price_for_a_dozen_is_a_price_for_a_piece():
    units = {"pcs": UnitFactor(1), "dozen": UnitFactor(12)}
    dozen = replace(STANDARD, key="d", unit="dozen", price=D("1000"), from_quantity=D(1))
    found = price_for(wanted("12", units=units), [STANDARD, dozen])
    assert (found.price, found.source.key) == (D("83.333333"), "d")
    assert words(found)[2] == "Converted from 1000 for one dozen to one pcs."
    assert price_for(wanted("11", units=units), [STANDARD, dozen]).source.key == "s"


rows = st.lists(
    st.builds(
        ListPrice, st.integers(0, 999), st.just("L"), st.just("desk"), st.sampled_from(["pcs", "dozen"]), st.decimals(0, 99, places=2),
        st.just("PLN"), st.integers(0, 30).map(Decimal), st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)), st.sampled_from([None, "alfa", "beta"]), st.sampled_from([None, "shops"]),
    ), max_size=8, unique_by=lambda row: row.key,
)


@given(rows, st.integers(1, 40), st.randoms())
def test_the_order_of_rows_changes_nothing_and_more_never_finds_less(prices, quantity, random):
    ask = replace(wanted(str(quantity)), units={"pcs": UnitFactor(1), "dozen": UnitFactor(12)})
    found = price_for(ask, prices)
    shuffled = list(prices)
    random.shuffle(shuffled)
    assert price_for(ask, shuffled) == found
    more = price_for(replace(ask, quantity=ask.quantity + 1), prices)
    assert found is None or (more is not None and more.source.rank >= found.source.rank)
