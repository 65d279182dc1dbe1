"""Dated facts and the calendar: known figures, known days, and nothing without a source."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.poland.calendar import (
    add_working_days,
    is_working_day,
    moved_deadline,
    next_working_day,
    previous_working_day,
    public_holidays,
    working_days,
)
from ogniwo.poland.einvoice.content.declare import parts
from ogniwo.poland.einvoice.content.invoice import Body
from ogniwo.poland.einvoice.sums import BY_CODE, TABLE
from ogniwo.poland.law import NoFact, fact, facts, topics

NOW = date(2026, 11, 23)
ROLES = {
    "receivable", "payable", "revenue", "revenue_goods", "revenue_services", "tax_due", "tax_input", "stock", "cost_of_sales",
    "received_not_invoiced", "delivered_not_invoiced", "price_variance", "bank", "cash", "clearing", "exchange_gain",
    "exchange_loss", "tax_rate_difference", "write_off", "overpayment", "surplus", "shortage", "campaign_cost", "opening",
    "opening_balance", "purchase_cost", "rounding", "stock_surplus", "stock_shortage", "internal_use", "own_products",
}


def test_rates() -> None:
    percents = {row["code"]: row.get("percent") for row in facts("tax_classes", on=NOW)}
    assert percents == {
        "23": Decimal(23), "8": Decimal(8), "5": Decimal(5), "0": Decimal(0), "0WDT": Decimal(0), "0EX": Decimal(0),
        "ZW": None, "NP": None, "NP100": None, "OO": None, "4": Decimal(4), "MARZA": None, "OSS": None}


def test_rates_stand_in_the_same_fields_as_the_e_invoice_says() -> None:
    elements = {part.field: part.tag.name for part in parts(Body)}
    for row in facts("tax_classes", on=NOW):
        sums = BY_CODE[row["p_12"]] if "p_12" in row else next(s for s in TABLE if elements[s.net] == row["fa_net"])
        assert row["fa_net"] == elements[sums.net]
        assert row.get("fa_tax") == elements.get(sums.tax) and row.get("fa_tax_pln") == elements.get(sums.tax_pln)


def test_a_change_of_law_adds_a_row() -> None:
    assert fact("small_seller_limit", on=date(2025, 12, 31))["amount"] == Decimal("200000.00")
    assert fact("small_seller_limit", on=date(2026, 1, 1))["amount"] == Decimal("240000.00")
    assert fact("outside_clearance_limit", on=date(2026, 12, 31))["amount"] == Decimal("10000.00")
    with pytest.raises(NoFact):
        fact("outside_clearance_limit", on=date(2027, 1, 1))
    with pytest.raises(NoFact):
        fact("tax_classes", on=NOW)
    with pytest.raises(NoFact):
        facts("nothing", on=NOW)


def test_chart() -> None:
    accounts = {row["code"]: row for row in facts("accounts", on=NOW)}
    assert len(accounts) >= 90
    assert {code[0] for code in accounts} == set("012345678")
    assert {row["kind"] for row in accounts.values()} == {"asset", "liability", "equity", "income", "expense", "offbalance"}
    assert {row.get("control", "none") for row in accounts.values()} == {"none", "receivable", "payable"}
    names = [row["name"][language] for row in accounts.values() for language in ("pl", "en")]
    assert all(names) and len(set(names)) == len(names)


def test_every_role_has_one_account_of_the_chart() -> None:
    accounts = {row["code"] for row in facts("accounts", on=NOW)}
    rules = facts("account_rules", on=NOW)
    assert {row["role"] for row in rules} == ROLES
    assert {row["account"] for row in rules} <= accounts
    for role in ROLES:
        assert len([row for row in rules if row["role"] == role and "party_class" not in row]) == 1


def test_journals() -> None:
    assert {row["purpose"] for row in facts("journals", on=NOW)} == {"opening", "sales", "purchases", "bank", "stock", "general"}


def test_facts_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        fact("cash_payment_limit", on=NOW)["amount"] = Decimal(1)  # type: ignore[index]
    assert {"tax_classes", "accounts", "account_rules", "journals"} <= set(topics())


def test_christmas_eve_is_free_since_2025() -> None:
    assert is_working_day(date(2024, 12, 24)) and not is_working_day(date(2025, 12, 24))
    assert len(public_holidays(2026)) == 14
    assert "Bożego Ciała" in public_holidays(2026)[date(2026, 6, 4)]


def test_deadlines() -> None:
    assert moved_deadline(date(2026, 10, 25)) == date(2026, 10, 26)
    assert moved_deadline(date(2026, 12, 25)) == date(2026, 12, 28)
    assert moved_deadline(date(2026, 11, 25)) == date(2026, 11, 25)
    assert previous_working_day(date(2026, 11, 12)) == date(2026, 11, 10)
    assert next_working_day(date(2026, 4, 30)) == date(2026, 5, 4)
    assert add_working_days(date(2026, 12, 23), 7) == date(2027, 1, 7)


days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


@given(days, st.integers(-40, 40).filter(bool))
def test_working_days_are_counted(day: date, count: int) -> None:
    reached = add_working_days(day, count)
    assert is_working_day(reached)
    step = timedelta(days=1)
    first, last = (day + step, reached) if count > 0 else (reached, day - step)
    assert working_days(first, last) == abs(count)
