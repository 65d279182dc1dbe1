"""Printed documents: same bytes, right typeface, all pages, no text of a person taken as source."""

import re
from pathlib import Path
from typing import Any

import pytest

from ogniwo.kernel.printing import TEMPLATES, PrintingFailed, render
from ogniwo.kernel.printing import rules as printing_rules
from ogniwo.kernel.printing.faces import WEIGHTS, built
from ogniwo.kernel.printing.fonts import PACKAGE, TypefaceMissing, build
from ogniwo.kernel.printing.tests.documents import correction, delivery, invoice, offer, words_of

needs_type = pytest.mark.skipif(not built(), reason="the typefaces are not built: python -m ogniwo.kernel.printing")


@needs_type
@pytest.mark.parametrize(
    ("template", "data"),
    [("invoice.typ", invoice()), ("invoice.typ", correction()), ("offer.typ", offer()), ("delivery.typ", delivery())],
)
def test_same_data_same_bytes(template: str, data: dict[str, Any]) -> None:
    content = render(TEMPLATES / template, data)
    assert content.startswith(b"%PDF-") and content == render(TEMPLATES / template, data)
    assert b"SourceSans3" in content and b"pdfaid" in content


@needs_type
def test_polish_letters_are_in_the_document() -> None:
    text = words_of(render(TEMPLATES / "invoice.typ", invoice()))
    assert "Żółty Łoś Spółka Akcyjna" in text and "12 650,00 zł" in text


@needs_type
@pytest.mark.parametrize("payload", ['#panic("x")', '#read("/etc/hostname")', "]#panic()[", "*bold* _x_ $x$ \\", "<a>@b", "{{7*7}}", '"}'])
def test_a_person_s_text_is_never_source(payload: str) -> None:
    data = invoice(2)
    data["parties"][1]["name"] = payload
    data["notes"] = [{"text": payload}]
    data["number"] = payload
    assert render(TEMPLATES / "invoice.typ", data).startswith(b"%PDF-")


@needs_type
def test_a_long_invoice_is_small() -> None:
    content = render(TEMPLATES / "invoice.typ", invoice(120))
    assert len(content) < 600_000
    assert len(re.findall(rb"/Type ?/Page\b", content)) >= 4


@needs_type
def test_missing_data_is_said() -> None:
    data = invoice()
    del data["facts"]
    with pytest.raises(PrintingFailed, match=r"invoice\.typ"):
        render(TEMPLATES / "invoice.typ", data)


def test_without_typefaces_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(printing_rules, "FOLDER", tmp_path)
    with pytest.raises(PrintingFailed, match="make front"):
        render(TEMPLATES / "invoice.typ", invoice())
    with pytest.raises(TypefaceMissing, match="make front"):
        build(tmp_path / "absent", tmp_path)


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="the front end's packages are not installed: make front")
def test_typefaces_are_named_right(tmp_path: Path) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    for path in build(target=tmp_path):
        font = ttlib.TTFont(path)
        assert font["name"].getDebugName(16) == "Source Sans 3"
        assert font["name"].getDebugName(17) == WEIGHTS[path.stem][2]
        assert not [letter for letter in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–€§×−" if ord(letter) not in font.getBestCmap()]
