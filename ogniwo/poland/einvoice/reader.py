"""Bytes of an FA(3) file -> ``Invoice`` with all the file says; what the form does not know goes to ``unknown``."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from ogniwo.kernel.xml import local
from ogniwo.poland.einvoice.content.declare import Part, is_leaf, parts
from ogniwo.poland.einvoice.content.invoice import Invoice, Unknown
from ogniwo.poland.einvoice.refusals import InvoiceRefused
from ogniwo.poland.einvoice.schema import checked_root, safe_root

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def read_invoice(content: bytes) -> Invoice:
    """The invoice in ``content``, valid against the schema; raises ``FileRefused`` with the line."""
    return _invoice(checked_root(content))


def read_as_it_is(content: bytes) -> Invoice:
    """The invoice of a file that may leave the schema (to show it, never to book it)."""
    return _invoice(safe_root(content))


def _invoice(root: etree._Element) -> Invoice:
    unknown: list[Unknown] = []
    values = _values(Invoice, root, "", unknown)
    return Invoice(**values, unknown=tuple(unknown))


def _values(cls: type, element: etree._Element, path: str, unknown: list[Unknown]) -> dict[str, Any]:
    known = {part.tag.name: part for part in parts(cls) if part.tag.form not in ("attribute", "text")}
    values: dict[str, Any] = {part.field: [] for part in known.values() if part.many}
    namespace = etree.QName(element).namespace
    for child in element:
        if not isinstance(child.tag, str):
            continue  # comments say nothing of the invoice
        name = local(child)
        part = known.get(name) if etree.QName(child).namespace == namespace else None
        if part is None or (part.field in values and not part.many):
            _keep(child, f"{path}/{name}", unknown)
            continue
        value = _value(part, child, f"{path}/{name}", unknown)
        if part.many:
            values[part.field].append(value)
        else:
            values[part.field] = value
    values.update(_attributes_and_text(cls, element, path, unknown))
    for part in parts(cls):
        if part.many:
            values[part.field] = tuple(values[part.field])
        elif part.required and part.field not in values:
            raise InvoiceRefused(
                "einvoice.missing", line=element.sourceline or 0, element=local(element), wanted=part.tag.name,
            )
    return values


def _value(part: Part, element: etree._Element, path: str, unknown: list[Unknown]) -> Any:
    if not is_leaf(part.kind):
        return part.kind(**_values(part.kind, element, path, unknown))
    for child in element:
        if isinstance(child.tag, str):
            _keep(child, f"{path}/{local(child)}", unknown)
    _keep_attributes(element, set(), path, unknown)
    text = " ".join((element.text or "").split())
    try:
        return leaf(part, text)
    except (ValueError, InvalidOperation):
        line = element.sourceline or 0
        raise InvoiceRefused("einvoice.value", line=line, element=part.tag.name, value=text[:100]) from None


def leaf(part: Part, text: str) -> Any:
    """``text`` as the value of ``part``; raises ``ValueError`` or ``InvalidOperation``."""
    if part.tag.form in ("mark", "yes_no"):
        if text not in ("1", "2") or (part.tag.form == "mark" and text != "1"):
            raise ValueError(text)
        return text == "1"
    if part.kind is Decimal:
        number = Decimal(text)
        if not number.is_finite():
            raise ValueError(text)
        return number
    if part.kind is int:
        return int(text)
    if part.kind is datetime:
        return datetime.fromisoformat(text)
    if part.kind is date:
        return date.fromisoformat(text[:10])
    return text


def _attributes_and_text(
    cls: type, element: etree._Element, path: str, unknown: list[Unknown],
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    known: set[str] = set()
    for part in parts(cls):
        if part.tag.form == "attribute":
            known.add(part.tag.name)
            if part.tag.name in element.attrib:
                values[part.field] = leaf(part, element.attrib[part.tag.name])
        elif part.tag.form == "text":
            values[part.field] = leaf(part, " ".join((element.text or "").split()))
    _keep_attributes(element, known, path, unknown)
    return values


def _keep_attributes(element: etree._Element, known: set[str], path: str, unknown: list[Unknown]) -> None:
    for name, value in element.attrib.items():
        if name not in known and etree.QName(name).namespace != XSI:
            unknown.append(Unknown(path=f"{path}/@{name}", value=value, line=element.sourceline or 0))


def _keep(element: etree._Element, path: str, unknown: list[Unknown]) -> None:
    children = [child for child in element if isinstance(child.tag, str)]
    text = " ".join((element.text or "").split())
    if text or not children:
        unknown.append(Unknown(path=path, value=text, line=element.sourceline or 0))
    _keep_attributes(element, set(), path, unknown)
    for child in children:
        _keep(child, f"{path}/{local(child)}", unknown)
