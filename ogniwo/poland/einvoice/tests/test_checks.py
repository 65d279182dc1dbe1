"""Each warning by a sale that earns it, and by the same sale without the fault."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ogniwo.poland.einvoice.checks import concerns
from ogniwo.poland.einvoice.compose import Change, correction_of, invoice_of, transfer
from ogniwo.poland.einvoice.concerns import SENTENCES
from ogniwo.poland.einvoice.content.annotations import Exemption
from ogniwo.poland.einvoice.content.invoice import Invoice, Period, Unknown
from ogniwo.poland.einvoice.content.lines import Line
from ogniwo.poland.einvoice.content.terms import Conditions
from ogniwo.poland.einvoice.tests.samples import a_sale

GOOD = invoice_of(a_sale())
ON = date(2026, 11, 23)


def _body(**changes: Any) -> Invoice:
    return replace(GOOD, body=replace(GOOD.body, **changes))


def _buyer(**changes: Any) -> Invoice:
    return replace(GOOD, buyer=replace(GOOD.buyer, identity=replace(GOOD.buyer.identity, **changes)))


def _marks(**changes: Any) -> Any:
    return replace(GOOD.body.annotations, **changes)


FIRST = GOOD.body.lines[0]
FAULTS: dict[str, Invoice] = {
    "total_differs": _body(total=Decimal("3425.01")),
    "no_sums": _body(net_standard=None, tax_standard=None, net_exempt=None),
    "lines_differ": _body(net_exempt=Decimal("351.00"), total=Decimal("3426.00")),
    "rate_without_sum": _body(net_exempt=None, total=Decimal("3075.00")),
    "tax_differs": _body(tax_standard=Decimal("570.00"), total=Decimal("3420.00")),
    "line_differs": _body(lines=(replace(FIRST, net_price=Decimal("1251")), GOOD.body.lines[1])),
    "line_number_twice": _body(lines=(FIRST, replace(GOOD.body.lines[1], number=1))),
    "negative_quantity": _body(lines=(replace(FIRST, quantity=Decimal(-2), net_price=Decimal(-1250)), GOOD.body.lines[1])),
    "unit_without_party": replace(GOOD, buyer=replace(GOOD.buyer, local_government_unit=True)),
    "member_without_party": replace(GOOD, buyer=replace(GOOD.buyer, vat_group_member=True)),
    "domestic_number_misplaced": _buyer(nip=None, eu_prefix="PL", eu_number="7740001454"),
    "number_wrong": _buyer(nip="7740001455"),
    "same_party": _buyer(nip="5260250274"),
    "account_wrong": _body(payment=transfer(date(2026, 12, 7), "61109010140000071219812875")),
    "account_missing": _body(payment=replace(transfer(date(2026, 12, 7), "x"), accounts=())),
    "due_before_issue": _body(payment=transfer(date(2026, 11, 22), "61109010140000071219812874")),
    "paid_before_issue": _body(payment=replace(GOOD.body.payment, paid_day=date(2026, 11, 19))),  # type: ignore[type-var]
    "period_backwards": _body(supply_day=None, period=Period(first=ON, last=date(2026, 11, 1))),
    "issued_in_future": _body(issue_day=date(2026, 11, 24)),
    "tax_in_zloty_missing": _body(currency="EUR"),
    "agreed_currency": _body(currency="PLN", conditions=Conditions(agreed_rate=Decimal(4), agreed_currency="PLN")),
    "split_payment_missing": _body(
        annotations=_marks(split_payment=False), total=Decimal("15001"), lines=(replace(FIRST, annex_15=True),)),
    "exempt_without_basis": _body(annotations=_marks(exemption=Exemption(none=True))),
    "reverse_charge_unmarked": _body(net_reverse=Decimal("0.00"), lines=(*GOOD.body.lines, Line(number=3, rate="oo"))),
    "union_supply_without_number": _body(net_zero_eu=Decimal("1")),
    "correction_without_effect": _body(kind="KOR"),
    "corrected_missing": _body(kind="KOR"),
    "advances_missing": _body(kind="ROZ"),
    "unknown_content": replace(GOOD, unknown=(Unknown(path="/Fa/X", value="y", line=3),)),
}


@pytest.mark.parametrize("reason", FAULTS)
def test_the_fault_is_said(reason: str) -> None:
    found = {concern.reason: concern for concern in concerns(FAULTS[reason], on=ON)}
    assert reason in found
    concern = found[reason]
    assert concern.code == f"einvoice.{reason}"
    assert "{" not in concern.say("pl") + concern.say("en") and concern.say("pl") != concern.say("en")


def test_a_good_invoice_is_silent() -> None:
    assert concerns(GOOD, on=ON) == []


def test_every_sentence_has_its_fault() -> None:
    assert set(SENTENCES) == set(FAULTS)


def test_pairs_of_a_correction_may_share_their_number() -> None:
    sale = a_sale()
    change = Change(corrected=(), reason="x", effect="1", lines_before=sale.lines, rates_before=sale.rates)
    assert "line_number_twice" not in {concern.reason for concern in concerns(correction_of(sale, change))}
