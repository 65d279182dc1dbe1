"""The declaration against the official schema: no element of the form is missing, none is in another order."""

from itertools import pairwise

from lxml import etree

from ogniwo.poland.einvoice.content.declare import is_leaf, parts
from ogniwo.poland.einvoice.content.invoice import Invoice
from ogniwo.poland.einvoice.schema import SCHEMA, schema_folder

XSD = "{http://www.w3.org/2001/XMLSchema}"
ROOT = etree.parse(str(schema_folder() / SCHEMA)).getroot()
TYPES = {node.get("name"): node for node in ROOT if node.tag == XSD + "complexType"}


def _elements(node: etree._Element) -> list[etree._Element]:
    """The child elements a type may have, in order, extensions included."""
    found = []
    for child in node:
        if child.tag == XSD + "element":
            found.append(child)
        elif child.tag in (XSD + "extension",) and (child.get("base") or "").removeprefix("tns:") in TYPES:
            found += _elements(TYPES[child.get("base").removeprefix("tns:")]) + _elements(child)
        elif child.tag != XSD + "simpleType":
            found += _elements(child)
    return found


def _type(element: etree._Element) -> etree._Element | None:
    inner = element.find(XSD + "complexType")
    if inner is not None and inner.find(XSD + "simpleContent") is not None and inner.find(".//" + XSD + "attribute") is None:
        return None  # text with a name of its own type
    return inner if inner is not None else TYPES.get((element.get("type") or "").removeprefix("tns:"))


def _check(declared: type, node: etree._Element, path: str) -> int:
    official = _elements(node)
    ours = [part.tag.name for part in parts(declared) if part.tag.form not in ("attribute", "text")]
    assert ours == [element.get("name") for element in official], path
    known = {part.tag.name: part for part in parts(declared)}
    checked = len(official)
    for element in official:
        part, inner = known[element.get("name")], _type(element)
        assert is_leaf(part.kind) == (inner is None), f"{path}/{part.tag.name}"
        assert part.many == (element.get("maxOccurs", "1") != "1"), f"{path}/{part.tag.name}"
        if inner is not None:
            checked += _check(part.kind, inner, f"{path}/{part.tag.name}")
    return checked


def test_every_element_of_the_form_is_declared_in_its_order() -> None:
    root = next(node for node in ROOT if node.tag == XSD + "element")
    assert _check(Invoice, root.find(XSD + "complexType"), "") > 300


def test_labels_differ_within_a_part() -> None:
    for part in parts(Invoice):
        assert part.tag.en and part.tag.pl
    names = [part.tag.name for part in parts(Invoice)]
    assert all(first != second for first, second in pairwise(names))
