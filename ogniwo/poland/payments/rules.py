"""Titles of Polish transfers: the split payment message (komunikat przelewu).

``/VAT/123,45/IDC/5260250274/INV/FV 1/2026/TXT/text``; the transfer's amount is gross. A bank cuts VAT to the
payee's VAT account. Source: art. 108a ust. 3 uVAT; field lengths of the banks' communication (10, 14, 35, 33).
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.poland.identifiers.rules import validate

TAX, PAYEE, INVOICE, TEXT = 10, 14, 35, 33
SENTENCES: dict[str, dict[str, str]] = {
    "tax": {
        "en": "The tax {value} of a split payment must be above zero and not above the gross amount, in zloty and grosz.",
        "pl": "Kwota VAT {value} w podzielonej płatności musi być większa od zera i nie większa od kwoty brutto, w złotych i groszach.",
    },
    "invoice": {
        "en": "The invoice number “{value}” must have 1 to 35 characters to be paid by split payment. Pay it separately by its period.",
        "pl": "Numer faktury „{value}” musi mieć od 1 do 35 znaków, aby zapłacić ją w MPP. Zapłać ją osobno, za okres.",
    },
    "currency": {
        "en": "Split payment is made in PLN only, not in {value}.",
        "pl": "Podzielona płatność jest możliwa tylko w PLN, a nie w {value}.",
    },
}


class SplitPaymentRefused(ValueError):
    """A split payment that no bank would carry out. ``reason`` is stable."""

    def __init__(self, reason: str, value: str) -> None:
        self.reason, self.value, self.code = reason, value, f"payments.split_{reason}"
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The sentence in ``pl`` or ``en``."""
        return SENTENCES[self.reason][language].format(value=self.value)


@dataclass(frozen=True, slots=True)
class SplitPayment:
    """What a split payment's title says. ``tax`` in PLN, ``payee`` is the NIP of the invoice's issuer."""

    tax: Decimal
    payee: str
    invoice: str
    text: str = ""


def split_payment_title(payment: SplitPayment, *, gross: Decimal, currency: str = "PLN") -> str:
    """The title of the transfer of ``gross``; ``text`` is cut to its length, nothing else is.

    >>> split_payment_title(SplitPayment(Decimal("123.45"), "5260250274", "FV 1/2026"), gross=Decimal("660.19"))
    '/VAT/123,45/IDC/5260250274/INV/FV 1/2026'
    """
    if currency != "PLN":
        raise SplitPaymentRefused("currency", currency)
    tax = payment.tax
    written = f"{tax:.2f}".replace(".", ",")
    if tax <= 0 or tax > gross or tax != round(tax, 2) or len(written) > TAX:
        raise SplitPaymentRefused("tax", str(tax))
    invoice = " ".join(payment.invoice.split())
    if not 1 <= len(invoice) <= INVOICE:
        raise SplitPaymentRefused("invoice", payment.invoice)
    payee = validate("NIP", payment.payee)[:PAYEE]
    # a field name inside the free text would end it for the bank
    text = " ".join(re.sub(r"/(VAT|IDC|INV|TXT)/", " ", payment.text).split())[:TEXT].strip()
    return f"/VAT/{written}/IDC/{payee}/INV/{invoice}" + (f"/TXT/{text}" if text else "")


def read_split_payment(title: str) -> SplitPayment | None:
    """What the title of a received transfer says; ``None`` when it is no split payment."""
    found = re.search(r"/VAT/\s*(\d{1,7},\d\d)\s*/IDC/\s*([^/]{1,14}?)\s*/INV/(.*?)(?:/TXT/(.*))?$", title)
    if not found:
        return None
    tax, payee, invoice, text = found.groups()
    return SplitPayment(Decimal(tax.replace(",", ".")), payee, invoice.strip(), (text or "").strip())
