"""Leads met before, campaigns and what they earned."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.crm.pipeline.rules import (
    Attribution,
    CampaignShare,
    Card,
    KnownCards,
    Touch,
    attributed,
    campaign_margins,
)
from ogniwo.kernel.money.rules import total

D = Decimal
ALFA = Card("alfa", "Alfa Meble Sp. z o.o.", ("biuro@alfa.pl",), ("+48 601 234 567",), (("tax", "526-587-76-35"),))
BETA = Card("beta", "Beta Stal S.A.", ("info@beta.pl",), ("22 123 45 67",))
KNOWN = KnownCards.of([ALFA, BETA])


def found(card):
    return [(suspect.key, suspect.score, [reason.sentence() for reason in suspect.reasons]) for suspect in KNOWN.suspects(card)]


def test_each_trace_is_enough_and_says_why():
    assert found(Card("n", "Inna", identifiers=(("tax", "5265877635"),))) == [("alfa", 100, ["The same identifier tax 5265877635."])]
    assert found(Card("n", "Inna", emails=("BIURO@alfa.pl ",))) == [("alfa", 60, ["The same e-mail biuro@alfa.pl."])]
    assert found(Card("n", "Inna", phones=("601234567",))) == [("alfa", 45, ["The same telephone 601234567."])]
    assert found(Card("n", "ALFA MEBLE SPÓŁKA Z O.O.")) == [("alfa", 50, ["The name Alfa Meble Sp. z o.o. is the same."])]
    assert found(Card("n", "Alfa Mebel")) == [("alfa", 30, ["The name Alfa Meble Sp. z o.o. is alike."])]


def test_together_they_are_surer_and_a_hundred_at_most():
    assert [row[:2] for row in found(Card("n", "Alfa Meble", emails=("biuro@alfa.pl",), phones=("601 234 567",)))] == [("alfa", 100)]


def test_another_identifier_speaks_against():
    [(key, score, why)] = found(Card("n", "Alfa Meble", identifiers=(("tax", "1111111111"),), phones=("601234567",)))
    assert (key, score, why[-1]) == ("alfa", 65, "But another identifier tax.")
    assert found(Card("n", "Alfa Meble", identifiers=(("tax", "1111111111"),))) == []
    assert found(Card("n", "Alfa Meble", identifiers=(("court", "1111111111"),)))[0][1] == 50


def test_a_stranger_and_oneself_are_no_duplicates():
    assert found(Card("n", "Gamma", ("biuro@gamma.pl",), ("603000000",))) == []
    assert found(Card("n", "", ("",), ("",), (("tax", ""),))) == []
    assert found(ALFA) == []


def test_rows_of_one_import_meet_each_other():
    known = KnownCards.of([])
    known.add(Card(1, "Delta", ("a@delta.pl",)))
    assert [suspect.key for suspect in known.suspects(Card(2, "Delta Sp. z o.o."))] == [1]


cards = st.builds(
    Card, st.integers(), st.sampled_from(["Alfa Meble", "Alfa Mebel sp. z o.o.", "Beta", "Gamma SA", ""]),
    st.lists(st.sampled_from(["a@a.pl", "b@b.pl"]), max_size=2).map(tuple), st.lists(st.sampled_from(["601234567", "+48 602234567"]), max_size=2).map(tuple),
    st.lists(st.tuples(st.sampled_from(["tax", "court"]), st.sampled_from(["1", "2"])), max_size=2).map(tuple),
)


@given(cards, cards)
def test_suspicion_is_mutual(one, other):
    if one.key == other.key:
        return
    here = [suspect.score for suspect in KnownCards.of([one]).suspects(other)]
    assert here == [suspect.score for suspect in KnownCards.of([other]).suspects(one)]
    assert all(30 <= score <= 100 for score in here)


DAY = date(2026, 3, 1)
touches = st.lists(st.builds(Touch, st.sampled_from("ABCD"), st.dates(DAY, date(2026, 4, 1))), max_size=7)


def test_models_of_attribution():
    path = [Touch("mail", date(2026, 3, 9)), Touch("fair", DAY), Touch("web", date(2026, 3, 5)), Touch("phone", date(2026, 3, 7))]
    shares = {model: attributed(D("100.00"), path, model) for model in Attribution}
    assert shares[Attribution.FIRST] == {"fair": D("100.00")}
    assert shares[Attribution.LAST] == {"mail": D("100.00")}
    assert shares[Attribution.LINEAR] == dict.fromkeys(("fair", "web", "phone", "mail"), D("25.00"))
    assert shares[Attribution.POSITION] == {"fair": D(40), "web": D(10), "phone": D(10), "mail": D(40)}
    assert attributed(D("5.00"), [], Attribution.LINEAR) == {None: D("5.00")}


@given(st.decimals(-10**6, 10**6, places=2), touches, st.sampled_from(Attribution))
def test_attribution_loses_nothing(amount, path, model):
    shares = attributed(amount, path, model)
    assert total(shares.values()) == amount
    assert set(shares) <= ({touch.campaign_id for touch in path} or {None})
    assert attributed(-amount, path, model) == {campaign: -part for campaign, part in shares.items()}


def test_margin_of_a_campaign():
    rows = campaign_margins(
        [
            CampaignShare("fair", D("1000.00"), D("600.00"), D("1230.00")),
            CampaignShare("fair", D("-100.00"), D("-60.00"), D("-123.00")),
            CampaignShare(None, D("50.00"), D("20.00")),
        ],
        {"fair": D("120.00"), "mail": D("30.00")},
    )
    assert [(row.campaign_id, str(row.margin), str(row.result), str(row.cash)) for row in rows] == [
        ("fair", "360.00", "240.00", "1107.00"), ("mail", "0", "-30.00", "0"), (None, "30.00", "30.00", "0"),
    ]
    assert (rows[0].margin_percent, rows[0].return_percent) == (D("40.0"), D("200.0"))
    assert (rows[1].margin_percent, rows[1].return_percent, rows[2].return_percent) == (None, D("-100.0"), None)


money = st.decimals(-10**6, 10**6, places=2)
shares_of_lines = st.lists(st.builds(CampaignShare, st.sampled_from([None, "A", "B"]), money, money, money), max_size=8)


@given(shares_of_lines, st.dictionaries(st.sampled_from("ABC"), st.decimals(0, 1000, places=2)))
def test_campaigns_sum_to_the_ledger(shares, costs):
    rows = campaign_margins(shares, costs)
    for name in ("revenue", "cost_of_sales", "cash"):
        assert total(getattr(row, name) for row in rows) == total(getattr(share, name) for share in shares)
    assert total(row.campaign_cost for row in rows) == total(costs.values())
    assert total(row.result for row in rows) == total(s.revenue - s.cost_of_sales for s in shares) - total(costs.values())
