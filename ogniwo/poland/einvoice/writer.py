"""``Invoice`` -> bytes of an FA(3) file: UTF-8 without BOM, the schema's order, the same bytes each time.

The bytes are hashed and signed later: store them, never write the invoice again.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from ogniwo.poland.einvoice.content.declare import Part, is_leaf, parts
from ogniwo.poland.einvoice.content.invoice import NAMESPACE, Invoice
from ogniwo.poland.einvoice.schema import schema_faults


def write_invoice(invoice: Invoice) -> bytes:
    """The file; raises ``InvoiceRefused`` where the content does not fit the schema."""
    content = written(invoice)
    faults = schema_faults(etree.fromstring(content))
    if faults:
        faults[0].others = faults[1:]
        raise faults[0]
    return content


def written(invoice: Invoice) -> bytes:
    """The file, unchecked."""
    root = etree.Element(f"{{{NAMESPACE}}}Faktura", nsmap={None: NAMESPACE})
    _fill(root, invoice)
    etree.indent(root, space="  ")
    # a body of its own: lxml's declaration uses single quotes, which some readers of these files refuse
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content


def _fill(element: etree._Element, content: Any) -> None:
    for part in parts(type(content)):
        value = getattr(content, part.field)
        if part.tag.form == "attribute":
            element.set(part.tag.name, text_of(part, value))
        elif part.tag.form == "text":
            element.text = text_of(part, value)
        elif part.many:
            for one in value:
                _add(element, part, one)
        elif value is not None and not (part.tag.form == "mark" and not value):
            _add(element, part, value)


def _add(parent: etree._Element, part: Part, value: Any) -> None:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{part.tag.name}")
    if is_leaf(part.kind):
        element.text = text_of(part, value)
    else:
        _fill(element, value)


def text_of(part: Part, value: Any) -> str:
    """How ``value`` stands in the file."""
    if part.tag.form in ("mark", "yes_no"):
        return "1" if value else "2"
    if isinstance(value, Decimal):
        # the schema knows neither exponents nor minus zero
        return format(value + 0 if value == 0 else value, "f")
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)
