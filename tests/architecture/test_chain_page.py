"""The page of the chain says of every document the number pattern the product gives it."""

import re
from collections.abc import Iterator

from ogniwo.kernel.documents.hooks import TYPES
from tests.architecture.house import ROOT, load_everything

PAGE = ROOT / "docs" / "explanation" / "chain.md"
PATTERN = re.compile(r"[A-Z]+/\S*\{n\S*")


def said(text: str) -> Iterator[tuple[str, str]]:
    """Document types with the pattern their row of the table states."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and (named := re.fullmatch(r"`(\w+\.\w+)`", cells[0])) and (pattern := PATTERN.search(cells[3])):
            yield named[1], pattern[0].rstrip(",")


def differences(text: str) -> list[str]:
    load_everything()
    return [f"{name}: the page says {pattern}, the product {TYPES[name].series}" for name, pattern in said(text) if name not in TYPES or TYPES[name].series != pattern]


def test_the_page_agrees_with_the_product() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(list(said(text))) >= 12
    assert differences(text) == []


def test_another_pattern_is_seen() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("FV/{year}/{n:05}", "FV/{month:02}/{n:05}", 1)
    assert [line.split(":")[0] for line in differences(text)] == ["invoicing.invoice"]
