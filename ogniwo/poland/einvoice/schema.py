"""Validation against the official schema, which comes inside the pip package ``ksef_client``.

The official file imports its bases by web address; here they are answered from the same package folder and
nothing else is ever opened. libxml2's message becomes a fault with code, line, element and words.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from ogniwo.kernel.xml import MEGABYTE, FileRefused, declared_encoding, local, parse
from ogniwo.poland.einvoice.content.declare import Part, is_leaf, parts
from ogniwo.poland.einvoice.content.invoice import NAMESPACE, Invoice
from ogniwo.poland.einvoice.refusals import InvoiceRefused

LIMIT = 3 * MEGABYTE  # KSeF: 1 MB, 3 MB with an attachment
SCHEMA = "schemat_FA(3)_v1-0E.xsd"


def checked_root(content: bytes) -> etree._Element:
    """The root of a file that is a valid FA(3); raises ``FileRefused`` with the first fault and its line."""
    root = safe_root(content)
    faults = schema_faults(root)
    if faults:
        faults[0].others = faults[1:]
        raise faults[0]
    return root


def safe_root(content: bytes) -> etree._Element:
    """The root of a file that is whole, harmless, UTF-8 and FA(3) by its namespace."""
    if len(content) > LIMIT:
        raise InvoiceRefused("einvoice.too_large", size=str(len(content)), limit=str(LIMIT))
    encoding = declared_encoding(content)
    if encoding not in ("UTF-8", "UTF8"):
        raise InvoiceRefused("einvoice.encoding", line=1, encoding=encoding)
    root = parse(content, limit=LIMIT)
    if root.tag != f"{{{NAMESPACE}}}Faktura":
        raise InvoiceRefused(
            "einvoice.other_form", line=root.sourceline or 1, element=local(root), found=str(root.tag)[:200],
        )
    return root


def schema_faults(root: etree._Element) -> list[InvoiceRefused]:
    """Every place where the file leaves the schema, in line order; one fault per element."""
    schema = _schema()
    if schema.validate(root.getroottree()):
        return []
    faults: dict[tuple[int, str], InvoiceRefused] = {}
    for entry in schema.error_log:
        fault = _forgotten(root, entry.path) or _fault(entry.line, entry.message)
        faults.setdefault((fault.line, fault.element), fault)
    return sorted(faults.values(), key=lambda fault: fault.line)


def schema_folder() -> Path:
    """Where the package keeps the schema; found without importing the package."""
    found = find_spec("ksef_client")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package ksef_client is not installed: pip install -r requirements/base.txt")
    return Path(found.origin).parent / "documents" / "fa3" / "schemas"


class _FolderOnly(etree.Resolver):
    """Answers every address with the file of that name in the schema's folder, or with nothing."""

    def resolve(self, system_url: str, _public_id: str | None, context: object) -> object:
        path = schema_folder() / system_url.rsplit("/", 1)[-1]
        if not path.is_file():
            return self.resolve_empty(context)
        return self.resolve_filename(str(path), context)


@cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_FolderOnly())
    return etree.XMLSchema(etree.parse(str(schema_folder() / SCHEMA), parser))


def _forgotten(root: etree._Element, path: str | None) -> InvoiceRefused | None:
    """libxml2 blames the element after a gap; a person wants the name of what is missing in the gap."""
    found = root.getroottree().xpath(path) if path else []
    element = found[0] if isinstance(found, list) and found else None
    parent = element.getparent() if element is not None else None
    declared = _declared(parent) if parent is not None else None
    if element is None or parent is None or declared is None:
        return None
    names = [part.tag.name for part in parts(declared)]
    if local(element) not in names:
        return None
    present = {local(child) for child in parent if isinstance(child.tag, str)}
    before = parts(declared)[: names.index(local(element))]
    missing = [part.tag.name for part in before if _must_stand(part) and part.tag.name not in present]
    if not missing:
        return None
    return InvoiceRefused(
        "einvoice.missing", line=element.sourceline or 0, element=local(parent), wanted=", ".join(missing),
    )


def _must_stand(part: Part) -> bool:
    return part.required and part.tag.form in ("element", "yes_no")


def _declared(element: etree._Element) -> type | None:
    """The dataclass that declares ``element``, found by walking down from the root."""
    names = [local(node) for node in reversed([element, *element.iterancestors()])][1:]
    declared: type = Invoice
    for name in names:
        part = next((part for part in parts(declared) if part.tag.name == name), None)
        if part is None or is_leaf(part.kind):
            return None
        declared = part.kind
    return declared


def _fault(line: int, message: str) -> InvoiceRefused:
    text = re.sub(r"\{[^}]*\}", "", message)
    found = re.match(r"Element '([^']*)'", text)
    element = found.group(1) if found else "Faktura"
    wanted = re.search(r"Expected is (?:one of )?\( (.*?) \)", text)
    names = _names(wanted.group(1)) if wanted else "–"
    value = re.search(r"(?:The value |: )'(.*?)'", text)
    shown = value.group(1) if value else ""
    places = re.search(r"'fractionDigits'.*\('(\d+)'\)", text)
    kinds: tuple[tuple[object, str, dict[str, str]], ...] = (
        (places, "decimals", {"value": shown, "allowed": places.group(1) if places else ""}),
        ("This element is not expected" in text, "unexpected", {"wanted": names}),
        ("Missing child" in text, "missing", {"wanted": names}),
        ("Character content" in text, "stray_text", {}),
        (value and not shown, "empty", {}),
        (value and "attribute" not in text, "value", {"value": shown[:100]}),
        (True, "schema", {"detail": text[:200]}),
    )
    code, words = next((code, words) for holds, code, words in kinds if holds)
    return InvoiceRefused(f"einvoice.{code}", line=line, element=element, **words)


def _names(listed: str) -> str:
    names = [name.strip() for name in listed.split(",")]
    return ", ".join(names[:6]) + (", …" if len(names) > 6 else "")


__all__ = ["FileRefused", "InvoiceRefused", "checked_root", "safe_root", "schema_faults", "schema_folder"]
