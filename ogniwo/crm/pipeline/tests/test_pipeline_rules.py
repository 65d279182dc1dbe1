"""Campaigns and what they earned."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.crm.pipeline.rules import (
    Attribution,
    CampaignShare,
    Touch,
    attributed,
    campaign_margins,
)
from ogniwo.kernel.money.rules import total

D = Decimal
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
