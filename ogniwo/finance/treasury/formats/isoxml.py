"""Building ISO 20022 messages: elements by path, the same bytes each time."""

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element


def document(namespace: str) -> Node:
    """The root of a message."""
    return etree.Element(f"{{{namespace}}}Document", nsmap={None: namespace})


def add(parent: Node, path: str, value: str | None = "", **attributes: str) -> Node:
    """Put ``value`` at ``path`` below ``parent``; the last step is always a new element, ``None`` adds nothing."""
    if value is None:
        return parent
    namespace = etree.QName(parent).namespace
    *steps, last = path.split("/")
    for step in steps:
        found = parent.findall(f"{{{namespace}}}{step}")
        parent = found[-1] if found else etree.SubElement(parent, f"{{{namespace}}}{step}")
    element = etree.SubElement(parent, f"{{{namespace}}}{last}", attributes)
    if value:
        element.text = value
    return element


def money(amount: Decimal) -> str:
    """An amount as ISO 20022 writes it: no sign, at least two decimals."""
    places = max(2, -int(amount.as_tuple().exponent))
    return f"{amount.copy_abs():.{places}f}"


def moment(at: datetime) -> str:
    """A moment in ISO 8601."""
    return at.isoformat()


def written(root: Node) -> bytes:
    """The bytes of the message, UTF-8, indented."""
    etree.indent(root, space="  ")
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content
