"""Reading XML that a stranger made: bounded, without entities, without network; a refusal names its line.

Pure: no Django. Formats of any wing (bank statements, e-invoices) parse through ``parse`` only.
Source: OWASP XXE prevention; libxml2 limits (depth 256 without ``huge_tree``).
"""

import re

from lxml import etree

MEGABYTE = 1024 * 1024
# libxml2 takes some 130 bytes a node: this keeps any accepted file under 200 MB
NODES = 800_000
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)

SENTENCES: dict[str, dict[str, str]] = {
    "xml.empty": {
        "en": "The file is empty. Save it again at its source and send it once more.",
        "pl": "Plik jest pusty. Zapisz go ponownie u źródła i wczytaj jeszcze raz.",
    },
    "xml.too_large": {
        "en": "The file has {size} bytes, at most {limit} are read. Split it at its source.",
        "pl": "Plik ma {size} bajtów, a wczytać można najwyżej {limit}. Podziel go u źródła.",
    },
    "xml.too_many": {
        "en": "The file has over {limit} elements; it is not a document of this kind or must be split at its source.",
        "pl": "Plik ma ponad {limit} elementów; nie jest dokumentem tego rodzaju albo trzeba go podzielić u źródła.",
    },
    "xml.doctype": {
        "en": "Line {line}: the file declares a document type or entities, which may hide an attack. "
        "Ask the sender for a file without them.",
        "pl": "Wiersz {line}: plik deklaruje typ dokumentu lub encje, w których można ukryć atak. "
        "Poproś nadawcę o plik bez nich.",
    },
    "xml.encoding": {
        "en": "Line {line}: the letters are not in the encoding the file promises ({encoding}). "
        "Save it as UTF-8 at its source.",
        "pl": "Wiersz {line}: znaki nie są zapisane w kodowaniu, które plik zapowiada ({encoding}). "
        "Zapisz go u źródła jako UTF-8.",
    },
    "xml.broken": {
        "en": "Line {line}: the file is not whole or not XML ({detail}). Fetch it again at its source.",
        "pl": "Wiersz {line}: plik jest niekompletny albo nie jest plikiem XML ({detail}). "
        "Pobierz go ponownie u źródła.",
    },
}


class FileRefused(ValueError):
    """A file that will not be read. ``code`` is stable, ``line`` counts from 1 (0: the whole file).

    Subclasses give their own ``sentences``; ``say`` returns what happened and what to do, in ``pl`` or ``en``.
    """

    sentences = SENTENCES

    def __init__(self, code: str, *, line: int = 0, element: str = "", **words: str) -> None:
        self.code, self.line, self.element = code, line, element
        self.words = {"line": str(line), "element": element, **words}
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The sentence in ``language``."""
        known = self.sentences if self.code in self.sentences else SENTENCES
        return known[self.code][language].format(**self.words)


def parse(content: bytes, *, limit: int = 10 * MEGABYTE) -> etree._Element:
    """The root element of ``content``; raises ``FileRefused``. Nothing is fetched, no entity is expanded."""
    if not content.strip():
        raise FileRefused("xml.empty")
    if len(content) > limit:
        raise FileRefused("xml.too_large", size=str(len(content)), limit=str(limit))
    if content.count(b"<") - content.count(b"</") + content.count(b"=") > NODES:
        raise FileRefused("xml.too_many", limit=str(NODES))
    _refuse_doctype(content)
    # a fresh parser each time: lxml parsers keep the error log and are not shared between threads safely
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as problem:
        raise _why(problem, content) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise FileRefused("xml.doctype", line=1)
    return root


def local(element: etree._Element) -> str:
    """The name of ``element`` without its namespace."""
    return str(etree.QName(element).localname)


def _refuse_doctype(content: bytes) -> None:
    found = DOCTYPE.search(content)
    if found:
        raise FileRefused("xml.doctype", line=content.count(b"\n", 0, found.start()) + 1)


def _why(problem: Exception, content: bytes) -> FileRefused:
    line = getattr(problem, "lineno", None) or 1
    detail = " ".join(str(getattr(problem, "msg", None) or problem).split())[:200]
    if re.search(r"encoding|not proper UTF-8|invalid byte|Input is not|Bytes:", detail, re.IGNORECASE):
        return FileRefused("xml.encoding", line=line, encoding=declared_encoding(content))
    return FileRefused("xml.broken", line=line, detail=re.sub(r"\s*\(<string>.*$", "", detail))


def declared_encoding(content: bytes) -> str:
    """The encoding the XML declaration promises; ``UTF-8`` when it is silent."""
    found = re.search(rb"""^[^>]{0,120}encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""", content[:200])
    return found.group(1).decode("ascii").upper() if found else "UTF-8"
