"""Words in a person's language, where the language comes with the person and not with the request."""
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, override

from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import format as fmt

LABELS = {
    "on": _("Date"), "day": _("Date"), "issued_on": _("Issued on"), "received_on": _("Received on"), "supplied_on": _("Supplied on"), "due_on": _("Due on"), "delivery_day": _("Promised for"),
    "document_day": _("Document date"), "operation_day": _("Operation date"), "rate_day": _("Rate's day"), "valid_from": _("Valid from"), "valid_to": _("Valid to"), "until": _("Due until"),
    "bic": _("BIC"), "ean": _("EAN"), "outcome": _("Outcome"), "late": _("Also after its time"), "minimum": _("Minimum"), "lot_multiple": _("Ordered in multiples of"),
    "lead_time_days": _("Days to deliver"), "from_quantity": _("From quantity"), "weight_kg": _("Weight, kg"), "stocked": _("Kept in stock"), "tracking": _("Tracking"),
    "default_supplier": _("Usual supplier"), "price_difference": _("Price differences go to"), "price_mode": _("Prices"), "standard": _("For everybody"), "scheme": _("Kind of number"),
    "payable_total": _("To pay"), "percent": _("Rate, %"), "per": _("For units"), "control": _("Settlement account"), "numerator": _("How many"), "denominator": _("of the main unit"),
    "content": _("File"), "media_type": _("Kind of file"), "clearance_reference": _("Number in the clearance system"), "add_suppliers": _("Add unknown suppliers"),
    "invoice_line": _("Line of the invoice"), "receipt_line": _("Line of the receipt"), "corrects": _("Corrected invoice"), "item": _("Open item"), "counter": _("Against"),
    "as_of": _("As of"), "everything": _("Everything"), "location": _("Location"), "status": _("Status"), "rounding": _("Rounding"), "addresses": _("Addresses"), "bank": _("Bank"),
    "description": _("Description"), "expected_on": _("Expected on"), "direction": _("Direction"), "contact": _("Contact"), "consents": _("Consents"), "to_status": _("To status"),
}  # fmt: skip


def label(name: str) -> str:
    """A parameter's name as words, the English source of its label, where its form does not say it."""
    return LABELS.get(name) or name.removesuffix("_id").replace("_", " ").capitalize()


def told(error: Any, language: str) -> str:
    """A business error as its sentence and advice in a person's language, its figures and days written as that language does."""
    translate = translator(language)
    plain = error.words
    error.words = {name: _written(name, value, language) for name, value in plain.items()}
    try:
        return f"{error.sentence(translate)} {error.advice(translate)}".strip()
    finally:
        error.words = plain


def _written(name: str, value: object, language: str) -> object:
    if isinstance(value, Decimal):
        return fmt.amount(value, language) if value.as_tuple().exponent == -2 else fmt.quantity(value, language)
    if isinstance(value, date):
        return fmt.day(value, language)
    return said(value, language) if name in ("problem", "role") and isinstance(value, str) else value


def said(text: str, language: str, /, **values: object) -> str:
    """`text` (English source) in `language`, with its `{values}` filled."""
    if not text:
        return ""
    with override(language):
        words = gettext(text)
    return words.format(**values) if values else words


def translator(language: str) -> Callable[[str], str]:
    """A function from the English source to the language's words."""
    return lambda text: said(text, language)
