"""Pure parts: figures, dates, parameters, exports."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from inspect import signature
from uuid import UUID, uuid4

import pytest
from django.http import QueryDict

from ogniwo.workbench import exports, ordering, params
from ogniwo.workbench import format as fmt

TODAY = date(2026, 11, 23)
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("value", "language", "text"), [
    ("1234.5", "pl", f"1{NBSP}234,50"), ("1234.5", "en", "1,234.50"), ("-0.004", "pl", "0,00"), ("-12.345", "pl", "−12,35"), ("12.345", "en", "12.35"),
])
def test_amounts_look_like_amounts(value, language, text):
    assert fmt.amount(Decimal(value), language) == text


@pytest.mark.parametrize("text", ["1 234,56", f"1{NBSP}234,56", "1.234,56", "1,234.56", "1234.56"])
def test_a_figure_is_read_however_it_was_typed(text):
    assert fmt.read_decimal(text) == Decimal("1234.56")


@pytest.mark.parametrize("text", ["", "dwa", "NaN", "1e5", "Infinity", "1,2,3.4.5", "--1"])
def test_what_is_no_figure_is_refused(text):
    with pytest.raises(ValueError):
        fmt.read_decimal(text)


@pytest.mark.parametrize(("text", "day"), [
    ("7.12", date(2026, 12, 7)), ("07.12.26", date(2026, 12, 7)), ("2026-12-07", date(2026, 12, 7)), ("0712", date(2026, 12, 7)),
    ("dziś", TODAY), ("today", TODAY), ("jutro", date(2026, 11, 24)), ("+14", date(2026, 12, 7)), ("-1", date(2026, 11, 22)),
])
def test_days_as_people_type_them(text, day):
    assert fmt.read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["31.02", "x", "13.13", ""])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        fmt.read_day(text, TODAY)


def test_typed_figures_come_back_equal():
    for text in ("4.000000", "111.400000", "0.123456", "-5.10", "1000000.00"):
        value = Decimal(text)
        assert fmt.read_decimal(fmt.typed(value, "pl")) == value == fmt.read_decimal(fmt.typed(value, "en"))


def test_periods():
    assert fmt.read_period("2026-Q1", TODAY) == (date(2026, 1, 1), date(2026, 3, 31))
    assert fmt.read_period("2024-02", TODAY) == (date(2024, 2, 1), date(2024, 2, 29))
    assert fmt.read_period("last-month", TODAY) == (date(2026, 10, 1), date(2026, 10, 31))


class Mode(Enum):
    NET = "net"


@dataclass(frozen=True)
class Row:
    product: UUID
    quantity: Decimal
    text: str = ""


def act(party: UUID, *, day: date, mode: Mode = Mode.NET, note: str | None = None, urgent: bool = False, lines: Sequence[Row] = ()): ...


def declared():
    return params.params(signature(act, eval_str=True).parameters)


def test_parameters_become_fields():
    assert [(p.name, p.kind, p.required) for p in declared()] == [
        ("party", "ref", True), ("day", "day", True), ("mode", "choice", False), ("note", "text", False), ("urgent", "bool", False), ("lines", "lines", False)]


def test_a_form_is_read_and_errors_stand_by_their_fields():
    product = str(uuid4())
    post = QueryDict(f"party-text=Odra&party=&day=7.12&mode=net&line=a&a-product={product}&a-quantity=1 234,5&line=b&b-quantity=dwa&line=c&c-text=")
    found = params.parse(declared(), post, TODAY)
    assert found.data["day"] == date(2026, 12, 7)
    assert found.data["lines"][0] == {"product": product, "quantity": Decimal("1234.5")}
    assert set(found.errors) == {"party", "b-quantity", "b-product"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 pcs", "@SUM(A1)", "\t=1", " =1"])
def test_an_export_holds_no_formula(text):
    assert exports.safe(text).startswith("'")


def test_places_in_a_list_survive_the_address():
    for value in (Decimal("12.50"), date(2026, 1, 2), None, 7, "Łódź"):
        assert ordering.placed(ordering.place("k", value, "-day")) == ordering.Place(value, "k", "-day")
    assert ordering.placed("rubbish!") is None
