"""Invoices and corrections we make: valid against the schema, the same bytes, read back as they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ogniwo.kernel.xml import FileRefused
from ogniwo.poland.einvoice.checks import concerns
from ogniwo.poland.einvoice.compose import (
    Change,
    RateAmount,
    Sale,
    buyer_identity,
    corrected_invoice,
    correction_of,
    differences,
    invoice_of,
)
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.reader import read_invoice
from ogniwo.poland.einvoice.sums import BY_CODE
from ogniwo.poland.einvoice.tests.samples import a_sale
from ogniwo.poland.einvoice.writer import write_invoice

CLEARED = "5265877635-20250826-0100001AF629-AF"


def test_invoice_keeps_everything() -> None:
    invoice = invoice_of(a_sale())
    content = write_invoice(invoice)
    assert read_invoice(content) == invoice
    assert write_invoice(invoice) == content
    assert not concerns(invoice, on=date(2026, 11, 23))
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<Faktura')
    for said in (b"<WZ>WZ/2026/11/0003</WZ>", b"<P_18A>1</P_18A>", b"<P_19A>art. 43", b"<P_13_7>350.00</P_13_7>",
                 b"<NIP>7740001454</NIP>", b"<NrRB>61109010140000071219812874</NrRB>", b"<P_15>3425.00</P_15>"):
        assert said in content


@pytest.mark.parametrize("clearance", [CLEARED, None])
def test_correction_shows_before_and_after_and_sums_differences(clearance: str | None) -> None:
    sale = a_sale()
    after = replace(sale.lines[0], quantity=Decimal("1"), net=Decimal("1250.00"))
    rates_after = (RateAmount(code="23", net=Decimal("1250.00"), tax=Decimal("287.50")),)
    corrected = replace(sale, number="FK/2026/11/0001", lines=(after,), rates=rates_after, split_payment=False)
    change = Change(
        corrected=(corrected_invoice(sale.number, sale.issue_day, clearance),),
        reason="Zwrot towaru", effect="2",
        lines_before=sale.lines[:1], rates_before=sale.rates[:1],
    )
    invoice = correction_of(corrected, change)
    content = write_invoice(invoice)
    body = read_invoice(content).body
    assert (body.net_standard, body.tax_standard, body.total) == (Decimal("-1250"), Decimal("-287.5"), Decimal("-1537.5"))
    assert [(line.number, line.before, line.quantity) for line in body.lines] == [(1, True, 2), (1, False, 1)]
    assert body.corrected[0].clearance_number == clearance
    assert (b"<NrKSeFN>1</NrKSeFN>" in content) == (clearance is None)
    assert not concerns(invoice)


def test_foreign_currency_gives_the_tax_in_zloty() -> None:
    rates = (RateAmount(code="23", net=Decimal("100.00"), tax=Decimal("23.00"), tax_pln=Decimal("97.78")),)
    line = Line(number=1, name="Usługa", unit="godz.", quantity=Decimal("1"), net_price=Decimal("100"),
                net=Decimal("100"), rate="23", exchange_rate=Decimal("4.2512"))
    invoice = invoice_of(replace(a_sale(), currency="EUR", lines=(line,), rates=rates))
    assert b"<P_14_1W>97.78</P_14_1W>" in write_invoice(invoice)
    without = invoice_of(replace(a_sale(), currency="EUR", lines=(line,), rates=(replace(rates[0], tax_pln=None),)))
    assert "tax_in_zloty_missing" in {concern.reason for concern in concerns(without)}


def test_exempt_needs_its_basis() -> None:
    with pytest.raises(ValueError, match="legal basis"):
        invoice_of(replace(a_sale(), exempt_basis=None))


@pytest.mark.parametrize(
    ("number", "country", "field"),
    [
        ("PL7740001454", "PL", "nip"),
        ("PL7740001454", "DE", "nip"),
        ("DE123456789", "DE", "eu_number"),
        ("EL123456789", "GR", "eu_number"),
        ("CHE123", "CH", "other_number"),
        (None, "PL", "no_number"),
    ],
)
def test_a_buyer_s_number_stands_in_its_field(number: str | None, country: str, field: str) -> None:
    identity = buyer_identity("Firma", number, country)
    fields = ("nip", "eu_number", "other_number", "no_number")
    assert [name for name in fields if getattr(identity, name)] == [field]
    write_invoice(invoice_of(replace(a_sale(), buyer=replace(a_sale().buyer, identity=identity))))


def test_a_polish_number_in_a_foreign_field_is_warned() -> None:
    identity = replace(buyer_identity("Firma", None), no_number=False, other_number="7740001454")
    invoice = invoice_of(replace(a_sale(), buyer=replace(a_sale().buyer, identity=identity)))
    assert "domestic_number_misplaced" in {concern.reason for concern in concerns(invoice)}


def test_content_that_does_not_fit_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        write_invoice(invoice_of(replace(a_sale(), number="x" * 300)))
    assert refused.value.element == "P_2"


money = st.decimals(min_value=-10**9, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
word = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\ufffe\uffff"),
               min_size=1, max_size=40)
day = st.dates(min_value=date(2016, 7, 1), max_value=date(2049, 12, 31))
code = st.sampled_from(sorted(BY_CODE))


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    return [
        Line(
            number=number + 1, name=draw(word), item_code=draw(st.none() | word), unit=draw(st.none() | word),
            quantity=draw(st.none() | st.decimals(min_value=-10**6, max_value=10**6, places=6)),
            net_price=draw(st.none() | st.decimals(min_value=0, max_value=10**6, places=8)),
            discount=draw(st.none() | money), net=draw(st.none() | money), rate=draw(code),
            annex_15=draw(st.booleans()), gtu=draw(st.none() | st.sampled_from(["GTU_01", "GTU_13"])),
            supply_day=draw(st.none() | day), exchange_rate=draw(st.none() | st.just(Decimal("4.251200"))),
        )
        for number in range(draw(st.integers(0, 4)))
    ]


@st.composite
def amounts(draw: st.DrawFn) -> list[RateAmount]:
    codes = draw(st.lists(code, unique_by=lambda one: BY_CODE[one].net, max_size=5))
    return [RateAmount(code=one, net=draw(money), tax=draw(money) if BY_CODE[one].tax else Decimal("0.00"),
                       tax_pln=draw(st.none() | money) if BY_CODE[one].tax else None) for one in codes]


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    return replace(
        a_sale(), number=draw(word), issue_day=draw(day), supply_day=draw(st.none() | day), lines=draw(lines()),
        rates=draw(amounts()), currency=draw(st.sampled_from(["PLN", "EUR", "USD"])), footer=draw(st.none() | word),
        split_payment=draw(st.booleans()), cash_method=draw(st.booleans()),
        delivery_notes=draw(st.lists(word, max_size=3)),
        made_at=datetime(2026, 1, 1, tzinfo=UTC) + draw(st.timedeltas(timedelta(0), timedelta(days=8000))),
    )


@settings(max_examples=80, deadline=None)
@given(sales())
def test_written_is_read_back(sale: Sale) -> None:
    invoice = invoice_of(sale)
    assert read_invoice(write_invoice(invoice)) == invoice


@settings(max_examples=80, deadline=None)
@given(sales(), lines(), amounts(), st.sampled_from("123"), st.booleans())
def test_corrections_are_read_back(
    sale: Sale, before: list[Line], rates: list[RateAmount], effect: str, cleared: bool,
) -> None:
    reference = corrected_invoice("FV/1", date(2026, 1, 1), CLEARED if cleared else None)
    change = Change(corrected=[reference], reason="Zwrot", effect=effect, lines_before=before, rates_before=rates)
    invoice = correction_of(sale, change)
    assert read_invoice(write_invoice(invoice)) == invoice


@settings(max_examples=60, deadline=None)
@given(amounts(), amounts())
def test_differences_bring_the_state_before_to_the_state_after(before: list[RateAmount], after: list[RateAmount]) -> None:
    change = differences(before, after)
    for one in change:
        was = sum((amount.net for amount in before if amount.code == one.code), Decimal(0))
        will_be = sum((amount.net for amount in after if amount.code == one.code), Decimal(0))
        assert was + one.net == will_be
    assert {one.code for one in change} == {one.code for one in (*before, *after)}
