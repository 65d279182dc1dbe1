"""Files that attack or are broken: refused with a line, fast, in little memory, nothing opened."""

import resource
import time

import pytest

from ogniwo.kernel.xml import FileRefused
from ogniwo.poland.einvoice.compose import invoice_of
from ogniwo.poland.einvoice.reader import read_invoice
from ogniwo.poland.einvoice.tests.samples import FOLDER, HOSTILE, a_sale, sample
from ogniwo.poland.einvoice.writer import write_invoice

GOOD = write_invoice(invoice_of(a_sale()))
DEEP = b"<a>" * 400 + b"</a>" * 400


def _refused(content: bytes) -> FileRefused:
    started = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefused) as refused:
        read_invoice(content)
    assert time.monotonic() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    assert refused.value.say("pl") and refused.value.say("en")
    return refused.value


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared cases are not on this machine")
@pytest.mark.parametrize("name", ["billion_laughs.xml", "xxe_file.xml"])
def test_entities(name: str) -> None:
    assert (_refused((HOSTILE / name).read_bytes()).code, 1) == ("xml.doctype", 1)


def test_entities_hidden_in_utf_16() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d>&x;</d>'
    assert _refused(text.encode("utf-16")).code.startswith(("xml.", "einvoice."))


@pytest.mark.parametrize("cut", [1, len(GOOD) // 3, len(GOOD) // 2, len(GOOD) - 3])
def test_truncated(cut: int) -> None:
    refused = _refused(GOOD[:cut])
    assert refused.code == "xml.broken" and refused.line >= 1


def test_truncated_names_the_line() -> None:
    cut = GOOD.index(b"<P_15>")
    assert _refused(GOOD[:cut]).line == GOOD[:cut].count(b"\n") + 1


def test_wrong_encoding_names_the_line() -> None:
    wrong = GOOD.replace("Żółty".encode(), "Żółty".encode("cp1250"))
    refused = _refused(wrong)
    assert refused.code == "xml.encoding"
    assert refused.line == wrong[: wrong.index("Żółty".encode("cp1250"))].count(b"\n") + 1


def test_declared_other_encoding() -> None:
    text = GOOD.decode().replace("UTF-8", "windows-1250")
    assert _refused(text.encode("cp1250")).code == "einvoice.encoding"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "xml.empty"),
        (b"\x00\xff\xfe", "xml.broken"),
        (b"PK\x03\x04 not xml", "xml.broken"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "einvoice.other_form"),
        (DEEP, "xml.broken"),
        (b" " * (3 * 1024 * 1024 + 1), "einvoice.too_large"),
    ],
)
def test_not_an_invoice(content: bytes, code: str) -> None:
    assert _refused(content).code == code


def test_older_form_is_named() -> None:
    old = GOOD.replace(b"2025/06/25/13775", b"2023/06/29/12648")
    assert "12648" in _refused(old).say("pl")


@pytest.mark.skipif(not FOLDER.exists(), reason="the shared samples are not on this machine")
def test_bom_is_read() -> None:
    assert read_invoice(b"\xef\xbb\xbf" + sample("KSEF_01_VAT_STANDARD.xml")).body.kind == "VAT"
