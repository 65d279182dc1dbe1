"""A Polish company begins with its chart; another country's has none of ours."""

from datetime import date
from typing import Any

from ogniwo.kernel.books.drafts import RoleKeys
from ogniwo.poland.law import facts

YEARS = (2025, 2026)


def test_a_polish_company_has_what_the_law_files_say(firm: Any) -> None:
    first = date(min(YEARS), 1, 1)
    assert {c for (c,) in firm.rows("SELECT code FROM ledger_account")} == {row["code"] for row in facts("accounts", on=first)}
    assert {c for (c,) in firm.rows("SELECT code FROM taxation_taxclass")} == {row["code"] for row in facts("tax_classes", on=first)}
    assert dict(firm.rows("SELECT code, area FROM books_journal")) == {
        "BO": "books", "SPR": "sales", "ZAK": "purchases", "BANK": "books", "MAG": "stock", "PK": "books"}
    assert {day for (day,) in firm.rows("SELECT DISTINCT valid_from FROM ledger_accountrule")} == {first}


def test_a_role_finds_its_account_from_the_first_day_of_books(firm: Any) -> None:
    from ogniwo.finance.ledger.commands.determination import rules_for

    with firm.act() as unit:
        domestic, foreign = ("payable", RoleKeys(), date(2025, 1, 1)), ("payable", RoleKeys(party_class="foreign"), date(2026, 3, 2))
        rules = rules_for(unit, [domestic, foreign])
        assert [rule.account.code for rule in rules[domestic]] == ["202"]
        assert [rule.account.code for rule in rules[foreign]] == ["204"]


def test_a_company_of_another_country_gets_no_polish_chart(db_clone: Any, found_firm: Any) -> None:
    firm = found_firm("Gamma", country="DE", identifiers={})
    assert firm.rows("SELECT code FROM ledger_account") == []
    assert firm.rows("SELECT code FROM taxation_taxclass") == []


def test_people_of_the_shipped_roles(firm: Any) -> None:
    assert firm.acting.may("ledger.add_accounts") and firm.acting.today == date(2026, 3, 2)
    assert firm.acting_as("accountant").may("ledger.add_accounts")
    assert not firm.acting_as("storekeeper").may("ledger.add_accounts")
