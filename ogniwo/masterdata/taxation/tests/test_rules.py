"""The one tax arithmetic: the cases that broke other systems, and properties that break most."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.kernel.money.rules import rounded, total
from ogniwo.masterdata.taxation.rules import (
    PricedLine,
    PriceMode,
    Rate,
    Rounding,
    StatedTotal,
    Taxed,
    corrected,
    doubts,
    in_currency,
    taxed,
    voided,
)

D = Decimal
CASES = Path(__file__).parents[5] / "shared" / "cases" / "vat_rounding_bug_threads.json"
RATES = [Rate("23", D(23)), Rate("8", D(8)), Rate("5", D(5)), Rate("8.5", D("8.5")), Rate("0", D(0)), Rate("exempt", None)]

lines = st.lists(
    st.builds(
        PricedLine,
        key=st.uuids(),
        quantity=st.decimals(-1000, 1000, places=3),
        price=st.decimals(-10000, 10000, places=4),
        rate=st.sampled_from(RATES),
        discount_percent=st.decimals(0, 100, places=2),
    ),
    max_size=10,
)
modes = st.sampled_from(PriceMode)
roundings = st.sampled_from(Rounding)


def line(key, quantity, price, percent, discount="0"):
    return PricedLine(key, D(str(quantity)), D(price), Rate(str(percent), D(str(percent))), D(discount))


def known():
    if not CASES.exists():
        pytest.skip("the cases of ../shared are not here")
    data = json.loads(CASES.read_text())
    return {given["case"]: (given, wanted) for given, wanted in zip(data["inputs"], data["expected"], strict=True)}


@pytest.mark.parametrize("case", ["37896", "23125", "265433"])
def test_published_cases_from_net(case):
    given_case, wanted = known()[case]
    priced = [
        line(i, each["qty"], each["price"], given_case["rate_pct"], str(each.get("discount_pct", 0)))
        for i, each in enumerate(given_case["lines"])
    ]
    found = taxed(priced, price_mode=PriceMode.NET, rounding=Rounding.PER_TOTAL, places=given_case.get("currency_digits", 2))
    shown = {"net": str(found.net), "vat": str(found.tax), "gross": str(found.gross), "line_net": [str(x.net) for x in found.lines]}
    assert {name: shown[name] for name in wanted if name in shown} == {name: wanted[name] for name in wanted if name in shown}


def test_published_case_from_gross():
    given_case, wanted = known()["275093"]
    priced = [line(i, 1, gross, given_case["rate_pct"]) for i, gross in enumerate(given_case["gross_lines"])]
    found = taxed(priced, price_mode=PriceMode.GROSS, rounding=Rounding.PER_TOTAL)
    assert (str(found.gross), str(found.tax), str(found.net)) == (wanted["gross"], wanted["vat_from_gross"], wanted["net"])
    assert total(x.net for x in found.lines) == found.net


def test_both_lawful_roundings_differ_and_both_add_up():
    priced = [line(1, 1, "598.89", "8.5"), line(2, 1, "329.84", "8.5"), line(3, 1, "-59.89", "8.5"), line(4, 1, "-32.98", "8.5")]
    by_line = taxed(priced, price_mode=PriceMode.NET, rounding=Rounding.PER_LINE)
    by_total = taxed(priced, price_mode=PriceMode.NET, rounding=Rounding.PER_TOTAL)
    assert (by_line.tax, by_total.tax) == (D("71.06"), D("71.05"))
    assert [x.tax for x in by_line.lines] == [D("50.91"), D("28.04"), D("-5.09"), D("-2.80")]
    assert total(x.tax for x in by_total.lines) == D("71.05")


def test_exempt_and_zero_stay_apart():
    found = taxed([PricedLine(1, D(1), D(20), Rate("exempt", None)), line(2, 5, "40", 10)], price_mode=PriceMode.NET, rounding=Rounding.PER_TOTAL)
    assert (found.net, found.tax, found.gross) == (D("220.00"), D("20.00"), D("240.00"))
    assert [(x.rate.code, x.net, x.tax) for x in found.totals] == [("exempt", D("20.00"), D(0)), ("10", D("200.00"), D("20.00"))]


@given(lines, modes, roundings, st.sampled_from([0, 2, 3]))
def test_everything_adds_up(priced, mode, rounding, places):
    found = taxed(priced, price_mode=mode, rounding=rounding, places=places)
    for each in (*found.lines, *found.totals):
        assert each.net + each.tax == each.gross
        assert all(value == rounded(value, places) for value in (each.net, each.tax, each.gross))
    for each in found.totals:
        own = [x for x in found.lines if x.rate == each.rate]
        assert (each.net, each.tax, each.gross) == tuple(total(getattr(x, name) for x in own) for name in ("net", "tax", "gross"))
    assert found.net + found.tax == found.gross == total(x.gross for x in found.lines)


@given(lines, modes, roundings)
def test_tax_is_never_a_grosz_from_exact(priced, mode, rounding):
    found = taxed(priced, price_mode=mode, rounding=rounding)
    for each, limit in [(x, Fraction(1, 100)) for x in found.lines] + [(x, Fraction(1, 200)) for x in found.totals]:
        percent = Fraction(each.rate.percent or 0)
        exact = Fraction(each.net) * percent / 100 if mode is PriceMode.NET else Fraction(each.gross) * percent / (100 + percent)
        if rounding is Rounding.PER_TOTAL or each in found.lines:
            assert abs(Fraction(each.tax) - exact) <= limit


@given(lines, modes, roundings)
def test_the_negated_document_has_negated_figures(priced, mode, rounding):
    mirrored = [PricedLine(x.key, -x.quantity, x.price, x.rate, x.discount_percent) for x in priced]
    plus, minus = (taxed(x, price_mode=mode, rounding=rounding) for x in (priced, mirrored))
    assert [(x.net, x.tax, x.gross) for x in plus.lines] == [(-x.net, -x.tax, -x.gross) for x in minus.lines]


@given(lines, lines, modes, roundings, st.integers(0, 10))
def test_before_and_correction_make_after(old, new, mode, rounding, kept):
    before = taxed(old, price_mode=mode, rounding=rounding)
    after = taxed(old[:kept] + new, price_mode=mode, rounding=rounding)
    difference = corrected(before, after).difference
    for name in ("net", "tax", "gross"):
        assert getattr(before, name) + getattr(difference, name) == getattr(after, name)
        for rate in RATES:
            by_rate = [total(getattr(x, name) for x in taken.totals if x.rate == rate) for taken in (before, difference, after)]
            assert by_rate[0] + by_rate[1] == by_rate[2]
    assert voided(before).difference.gross == -before.gross
    assert corrected(before, before).changes == ()


def test_a_line_that_changes_its_rate_leaves_one_and_enters_the_other():
    before = taxed([line("a", 1, "100", 23)], price_mode=PriceMode.NET, rounding=Rounding.PER_TOTAL)
    after = taxed([line("a", 1, "100", 8)], price_mode=PriceMode.NET, rounding=Rounding.PER_TOTAL)
    found = corrected(before, after).difference
    assert [(x.rate.code, x.net, x.tax) for x in found.lines] == [("23", D(-100), D(-23)), ("8", D(100), D(8))]
    assert (found.net, found.tax) == (D(0), D(-15))


@given(lines, modes, roundings, st.decimals("0.0001", 500, places=4), st.sampled_from([0, 2]))
def test_the_other_currency_adds_up_too(priced, mode, rounding, rate, places):
    own = taxed(priced, price_mode=mode, rounding=rounding)
    other = in_currency(own, rate, places=places)
    assert [x.key for x in other.lines] == [x.key for x in own.lines]
    for mine, theirs in zip(own.totals, other.totals, strict=True):
        assert theirs.net == rounded(Fraction(mine.net) * Fraction(rate), places)
        assert theirs.tax == rounded(Fraction(mine.tax) * Fraction(rate), places)
        assert theirs.gross == theirs.net + theirs.tax


def test_bad_lines_are_refused():
    for bad in (("NaN", "1", "0"), ("1", "0.0000001", "0"), ("1", "1", "101"), ("1", "1", "-1"), ("Infinity", "1", "0")):
        with pytest.raises(ValueError):
            line(1, bad[0], bad[1], 23, bad[2])
    with pytest.raises(ValueError):
        Rate("x", D(-1))
    twice = Taxed.of(taxed([line(1, 1, "1", 23)], price_mode=PriceMode.NET, rounding=Rounding.PER_LINE).lines * 2)
    with pytest.raises(ValueError, match="same key"):
        corrected(twice, twice)


def test_a_received_document_is_doubted_not_recomputed():
    rate = Rate("23", D(23))
    assert doubts([StatedTotal(rate, D("1666.66"), D("383.33"))], D("2049.99"), lines_net=[D("1666.66")]) == []
    [reason] = doubts([StatedTotal(rate, D("1667.47"), D("383.52"))], D("2051.00"))
    assert reason.sentence() == "The sums by rate make 2050.99, the document's total is 2051.00: a difference of 0.01."
    assert [x.words["tax"] for x in doubts([StatedTotal(rate, D(100), D(8))], D(108))] == [D(8)]
    assert doubts([StatedTotal(rate, D("10.00"), D("2.31"))], D("12.31"), line_count=2) == []
    assert len(doubts([StatedTotal(rate, D(100), D(23))], D(123), lines_net=[D(50), D(49)])) == 1
