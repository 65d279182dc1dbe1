"""Settings of the company in the browser: who it is, policies, branches, series of numbers, months and their locks."""

from __future__ import annotations

import html as entities
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from ogniwo.kernel.commands import QUERIES, reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.setup.hooks import POLICIES
from ogniwo.site.testing import NUMBER


def text(answer: Any) -> str:
    return entities.unescape(answer.content.decode())


def post(house: Any, role: str, command: str, language: str = "pl", **data: Any) -> Any:
    return house.client(role, language).post(f"/do/{command}", {"_key": uuid4().hex, **data})


def settings(house: Any) -> Any:
    with reading(house.firm.acting):
        return QUERIES["setup.company"].function(acting=house.firm.acting).get()


def test_the_company_is_changed_and_the_audit_says_from_what_to_what(house):
    form = text(house.client("accountant", "pl").get("/do/setup.change_company"))
    assert NUMBER in form and "Ulica" in form
    data = {"name": "Alfa Nowa sp. z o.o.", "address.street": "ul. Prosta 7", "address.postal_code": "00-838", "address.city": "Warszawa", "address.country": "PL",
            "line": ["a"], "a-scheme": "NIP", "a-value": "526-025-09-95"}  # fmt: skip
    wrong = post(house, "accountant", "setup.change_company", **{**data, "a-value": "5260250996"})
    assert wrong.status_code == 422 and "5260250996 nie jest poprawnym numerem" in text(wrong)
    assert post(house, "accountant", "setup.change_company", **data, next="/s/setup.company/").status_code == 303
    own = settings(house)
    assert (own.name, own.identifiers, own.address["city"]) == ("Alfa Nowa sp. z o.o.", {"NIP": NUMBER}, "Warszawa")
    page = text(house.client("accountant", "pl").get("/s/setup.company/"))
    assert "ul. Prosta 7, 00-838 Warszawa" in page and "Nazwa: Alfa → Alfa Nowa sp. z o.o." in page


def test_policies_have_words_and_are_kept_by_kind(house):
    page = text(house.client("owner", "pl").get("/do/setup.set_policies"))
    assert "Korekty stornem czerwonym" in page and "Najmniejsza marża oferty" in page
    rows: dict[str, Any] = {"line": ["a", "b", "c"], "a-name": "red_storno", "a-value": "nie", "b-name": "approve_purchases_over", "b-value": "9 000,50",
                            "c-name": "credit_overdue_days", "c-value": "7,5"}  # fmt: skip
    no = post(house, "accountant", "setup.set_policies", **rows)
    assert no.status_code == 422 and "„7,5”" in text(no)
    assert post(house, "accountant", "setup.set_policies", **{**rows, "c-value": "30"}).status_code == 303
    assert settings(house).policies == {"red_storno": False, "approve_purchases_over": "9000.50", "credit_overdue_days": 30}
    said = text(house.client("accountant", "en").get("/s/setup.company/"))
    assert "Corrections as red storno: — → No" in said and "Purchases approved over: — → 9000.50" in said
    with pytest.raises(Refused, match="no policy called nothing"):
        run("setup.set_policies", house.firm.acting, {"policies": [{"name": "nothing", "value": "1"}]})
    run("setup.set_policies", house.firm.acting, {"policies": []})
    assert settings(house).policies == {}, "what is left out takes its usual value"
    assert {"red_storno", "offer_margin_floor_percent", "credit_overdue_days", "approve_purchases_over", "receipt_tolerance_percent", "write_off_limit"} <= set(POLICIES)


def test_settings_are_the_owners_and_the_accountants(house):
    for path in ("/s/setup.company/", "/s/numbering.series/", "/s/books.months/", "/do/setup.change_company", "/do/numbering.set_series", "/do/books.lock_month"):
        assert house.client("seller").get(path).status_code == 403, path
        assert house.client("accountant").get(path).status_code == 200, path
    menu = text(house.client("accountant", "pl").get("/s/setup.company/"))
    assert all(f'href="/s/{name}/"' in menu for name in ("setup.company", "numbering.series", "books.months"))


def test_a_branch_has_a_series_of_its_own(house):
    assert post(house, "accountant", "setup.add_branches", line=["a"], **{"a-code": "KR", "a-name": "Kraków"}).status_code == 303
    again = post(house, "accountant", "setup.add_branches", line=["a"], **{"a-code": "KR", "a-name": "Kraków"})
    assert again.status_code == 422 and "Jest już oddział KR." in text(again)
    with reading(house.firm.acting):
        branch = QUERIES["setup.branches"].function(acting=house.firm.acting).get(code="KR").pk
    data = {"type": "invoicing.invoice", "branch": str(branch), "restarts": "month"}
    no = post(house, "accountant", "numbering.set_series", **data, pattern="FV/{n}")
    assert no.status_code == 422 and "{year}" in text(no) and "FV/2026/00007" in text(no)
    assert post(house, "accountant", "numbering.set_series", **data, pattern="{branch}/{n:04}/{month:02}/{year}").status_code == 303
    page = text(house.client("accountant", "pl").get("/s/numbering.series/"))
    assert "KR/0001/03/2026" in page and "Faktura sprzedaży" in page
    number = re.search(r"/do/numbering.set_series\?id=(\d+)", page)
    assert number and house.client("accountant").get(number[0]).status_code == 200


def test_a_month_is_locked_opened_and_a_year_added(house):
    page = text(house.client("accountant", "pl").get("/s/books.months/"))
    assert "2026-03" in page and "/do/books.lock_month?month=2026-01-01&area=sales" in page
    assert post(house, "accountant", "books.lock_month", month="2025-02-01", area="sales").status_code == 303
    page = text(house.client("accountant", "pl").get("/s/books.months/"))
    assert "/do/books.unlock_month?month=2025-01-01&area=sales" in page and "/do/books.unlock_month?month=2025-03-01&area=sales" not in page
    assert text(house.client("auditor", "pl").get("/s/books.months/")).count("/do/books.") == 0, "who only reads is offered no act"
    refused = post(house, "accountant", "books.unlock_month", month="2025-01-01", area="sales")
    assert refused.status_code == 422, "a reason is asked for"
    assert post(house, "accountant", "books.unlock_month", month="2025-01-01", area="sales", reason="Korekta").status_code == 303
    assert post(house, "accountant", "books.open_year", year="2027").status_code == 303
    with reading(house.firm.acting):
        found = QUERIES["books.months"].function(2027, acting=house.firm.acting)
    assert len(found) == 12 and found[-1].month == date(2027, 1, 1) and set(found[0].locked.values()) == {False}
