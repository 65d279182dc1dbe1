"""Split payment titles: exact lengths, refusals, read back."""

from decimal import Decimal

import pytest

from ogniwo.poland.identifiers.rules import IdentifierRefused
from ogniwo.poland.payments.rules import SplitPayment, SplitPaymentRefused, read_split_payment, split_payment_title

GROSS = Decimal("9999999.99")


def test_title() -> None:
    payment = SplitPayment(Decimal("1234.5"), "526-025-02-74", "FV 1/2026", "za biurka /TXT/ i krzesła")
    title = split_payment_title(payment, gross=GROSS)
    assert title == "/VAT/1234,50/IDC/5260250274/INV/FV 1/2026/TXT/za biurka i krzesła"
    assert read_split_payment(title) == SplitPayment(Decimal("1234.50"), "5260250274", "FV 1/2026", "za biurka i krzesła")


def test_longest_title_fits_a_transfer() -> None:
    title = split_payment_title(SplitPayment(Decimal("9999999.99"), "5260250274", "F" * 35, "t" * 60), gross=GROSS)
    assert title.endswith("/TXT/" + "t" * 33)
    assert len(title) <= 140


@pytest.mark.parametrize(
    ("payment", "currency", "reason"),
    [
        (SplitPayment(Decimal("0"), "5260250274", "FV"), "PLN", "tax"),
        (SplitPayment(Decimal("10000000.00"), "5260250274", "FV"), "PLN", "tax"),
        (SplitPayment(Decimal("1.001"), "5260250274", "FV"), "PLN", "tax"),
        (SplitPayment(Decimal("1"), "5260250274", "F" * 36), "PLN", "invoice"),
        (SplitPayment(Decimal("1"), "5260250274", ""), "PLN", "invoice"),
        (SplitPayment(Decimal("1"), "5260250274", "FV"), "EUR", "currency"),
    ],
)
def test_refused(payment: SplitPayment, currency: str, reason: str) -> None:
    with pytest.raises(SplitPaymentRefused) as refused:
        split_payment_title(payment, gross=GROSS, currency=currency)
    assert refused.value.reason == reason and refused.value.say("pl") != refused.value.say("en")


def test_tax_above_gross_and_wrong_number() -> None:
    with pytest.raises(SplitPaymentRefused):
        split_payment_title(SplitPayment(Decimal("2"), "5260250274", "FV"), gross=Decimal("1"))
    with pytest.raises(IdentifierRefused):
        split_payment_title(SplitPayment(Decimal("1"), "5260250275", "FV"), gross=GROSS)


def test_ordinary_title_is_no_split_payment() -> None:
    assert read_split_payment("FV 1/2026") is None
