"""The credit check says every reason, with its figures."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.supply.sales.rules import Credit, credit_reasons

D = Decimal
money = st.decimals(-10000, 10000, places=2)


def test_the_limit_itself_is_allowed():
    credit = Credit(D(1000), D("600.00"), D("300.00"))
    assert credit.free == D("100.00")
    assert credit_reasons(credit, D("100.00")) == []
    [reason] = credit_reasons(credit, D("100.01"))
    assert reason.sentence() == "The limit of 1000 is passed by 0.01: 600.00 is owed, 300.00 is ordered, this order is 100.01."


def test_every_reason_is_said():
    credit = Credit(D(0), D("50.00"), overdue=D("20.00"), overdue_days=14, blocked=True)
    assert [reason.sentence() for reason in credit_reasons(credit, D(1))] == [
        "Sales to this customer are blocked.",
        "20.00 is overdue by more than 14 days.",
        "The limit of 0 is passed by 51.00: 50.00 is owed, 0 is ordered, this order is 1.",
    ]
    assert len(credit_reasons(credit, D(-5))) == 1


def test_no_limit_and_prepayments():
    assert credit_reasons(Credit(None, D("9999999.00")), D("1E9")) == []
    assert credit_reasons(Credit(D(0), D("-100.00")), D("100.00")) == []


@given(st.decimals(0, 10000, places=2), money, st.decimals(0, 10000, places=2), st.decimals("0.01", 10000, places=2))
def test_what_is_free_may_be_ordered_and_no_grosz_more(limit, receivable, orders, order):
    credit = Credit(limit, receivable, orders)
    assert (credit_reasons(credit, order) == []) == (order <= credit.free)
