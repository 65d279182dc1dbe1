"""Money: the grosz that other systems lose."""

import doctest
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.kernel.money import rules
from ogniwo.kernel.money.rules import (
    ZERO,
    UnitFactor,
    convert,
    places,
    product,
    quotient,
    rounded,
    rounded_to_sum,
    split_by_weight,
    total,
)

D = Decimal
amounts = st.decimals(-10**9, 10**9, places=2)
exact = st.decimals(-10**6, 10**6, places=6)
weights = st.lists(st.decimals(-1000, 1000, places=4), min_size=1, max_size=12)


def test_examples_in_the_docstrings():
    assert doctest.testmod(rules).failed == 0


@pytest.mark.parametrize(("currency", "digits"), [("PLN", 2), ("JPY", 0), ("KWD", 3), ("RSD", 2), ("IQD", 3), ("CLF", 4)])
def test_places_are_those_of_iso_4217(currency, digits):
    assert places(currency) == digits


@pytest.mark.parametrize("code", ["", "pln", "ZŁO", "XX"])
def test_an_unknown_currency_has_no_places(code):
    with pytest.raises(ValueError, match="not an ISO 4217"):
        places(code)


@pytest.mark.parametrize("bad", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+200"])
def test_what_is_no_amount_is_refused(bad):
    for act in (rounded, lambda value: total([D("0.05"), value]), lambda value: split_by_weight(value, [D(1)])):
        with pytest.raises(ValueError):
            act(D(bad))


def test_floats_are_refused():
    with pytest.raises(TypeError):
        rounded(0.1)
    with pytest.raises(TypeError):
        total([0.1])


def test_no_context_bends_the_result():
    with localcontext() as context:
        context.prec = 3
        context.rounding = "ROUND_DOWN"
        assert rounded(D("123456789012345678901234567890.125")) == D("123456789012345678901234567890.13")
        assert total([D("1E27"), D("0.05")]) == D("1000000000000000000000000000.05")
        assert product(D("123456.789"), D("98765.4321")) == D("12193263111.2635269")
        assert split_by_weight(D("1234567.89"), [D("123456.7"), D("765432.1")])[0] == D("171467.65")


@given(amounts, st.integers(0, 6))
def test_rounding_is_half_up_and_mirrors(amount, digits):
    result = rounded(amount, digits)
    assert result == -rounded(-amount, digits)
    assert abs(Fraction(result) - Fraction(amount)) <= Fraction(1, 2 * 10**digits)
    assert result == rounded(Fraction(amount), digits)
    assert result.as_tuple().exponent == -digits
    assert not (result.is_zero() and result.is_signed())


@given(amounts, weights)
def test_parts_sum_to_the_whole(amount, given_weights):
    weight = sum(map(Fraction, given_weights))
    if weight == 0:
        with pytest.raises(ValueError):
            split_by_weight(amount, given_weights)
        return
    parts = split_by_weight(amount, given_weights)
    assert total(parts) == amount
    assert parts == [0 - part for part in split_by_weight(-amount, given_weights)]
    for part, own in zip(parts, given_weights, strict=True):
        assert abs(Fraction(part) - Fraction(amount) * Fraction(own) / weight) < Fraction(1, 100)
        assert own != 0 or part == 0


@given(st.lists(exact, min_size=1, max_size=12), st.integers(0, 4))
def test_rounding_to_a_sum_reaches_it(values, digits):
    whole = rounded(total(values), digits)
    parts = rounded_to_sum(values, whole, digits)
    assert total(parts) == whole
    assert all(abs(Fraction(part) - Fraction(value)) < Fraction(1, 10**digits) for part, value in zip(parts, values, strict=True))
    assert parts == [0 - part for part in rounded_to_sum([-value for value in values], -whole, digits)]


def test_a_sum_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="rounded sum"):
        rounded_to_sum([D("0.10"), D("0.10")], D("0.25"))


def test_steps_of_another_currency():
    assert split_by_weight(D(100), [D(1)] * 3, step=D(1)) == [D(34), D(33), D(33)]
    with pytest.raises(ValueError, match="whole steps"):
        split_by_weight(D("0.005"), [D(1)])


def test_conversion_both_ways_of_quoting():
    assert convert(D(400), D(1), per=D("1.10")) - convert(D(400), D(1), per=D("1.20")) == D("30.31")
    assert convert(D("1000"), D("2.9123"), per=D(100)) == D("29.12")
    assert convert(D("10.00"), D("150.55"), places=0) == D(1506)
    for rate, per in ((ZERO, D(1)), (D(1), ZERO), (D(-1), D(1))):
        with pytest.raises(ValueError, match="above zero"):
            convert(D(1), rate, per=per)


@given(amounts, st.decimals("0.0001", 1000, places=4))
def test_quotient_rounds_once(dividend, divisor):
    assert quotient(dividend, divisor) == rounded(Fraction(dividend) / Fraction(divisor))


@given(st.integers(1, 10**6), st.integers(1, 10**6), exact)
def test_units_there_and_back(above, below, quantity):
    factor = UnitFactor(above, below)
    assert factor.inverse().ratio * factor.exact(quantity) == Fraction(quantity)
    assert factor.then(factor.inverse()) == UnitFactor(1)


def test_units_of_trade():
    dozen = UnitFactor(12)
    assert dozen.apply(D("2.5")) == D("30.000000")
    assert dozen.price(D("12.60")) == D("1.050000")
    assert UnitFactor.of(D("0.3048")) == UnitFactor(381, 1250)
    for above, below in ((0, 1), (1, 0), (-1, -1)):
        with pytest.raises(ValueError, match="above zero"):
            UnitFactor(above, below)
