"""An e-invoice as an ordered list for a screen: section, labels in two languages, value. Nothing is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ogniwo.poland.einvoice.content.codes import YES_NO
from ogniwo.poland.einvoice.content.declare import Part, is_leaf, parts
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.einvoice.writer import text_of


@dataclass(frozen=True, slots=True)
class Row:
    """One thing the file says. ``section``, ``label``, ``value``: language -> text; ``element`` is the form's name."""

    section: dict[str, str]
    label: dict[str, str]
    value: dict[str, str]
    element: str


UNKNOWN = {"en": "Outside the form", "pl": "Treść spoza wzoru"}


def rows(invoice: Invoice) -> list[Row]:
    """Everything in ``invoice``, in the order of the form, unknown content last."""
    shown = list(_rows(invoice, {"en": "", "pl": ""}))
    for item in invoice.unknown:
        label = {"en": item.path, "pl": item.path}
        shown.append(Row(UNKNOWN, label, {"en": item.value, "pl": item.value}, item.path.rsplit("/", 1)[-1]))
    return shown


def _rows(content: Any, section: dict[str, str]) -> Iterator[Row]:
    for part in parts(type(content)):
        value = getattr(content, part.field)
        several = value if part.many else (value,)
        for place, one in enumerate(several, start=1):
            if one is None or (part.tag.form == "mark" and not one):
                continue
            number = str(place) if len(several) > 1 else ""
            if is_leaf(part.kind):
                yield Row(section, _labels(part, ""), _said(part, one), part.tag.name)
            else:
                yield from _rows(one, _deeper(section, _labels(part, number)))


def _labels(part: Part, number: str) -> dict[str, str]:
    return {"en": f"{part.tag.en} {number}".strip(), "pl": f"{part.tag.pl} {number}".strip()}


def _deeper(section: dict[str, str], label: dict[str, str]) -> dict[str, str]:
    return {language: " › ".join(filter(None, (section[language], label[language]))) for language in label}


def _said(part: Part, value: Any) -> dict[str, str]:
    text = text_of(part, value)
    codes = YES_NO if part.tag.form in ("mark", "yes_no") else part.tag.codes or {}
    known = codes.get(text)
    return {"en": known[0], "pl": known[1]} if known else {"en": text, "pl": text}
