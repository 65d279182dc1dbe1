"""What must never be seen of a foreign company, or of a figure a person may not see: found in any answer, however it is packed."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection
from typing import Any

from ogniwo.kernel.printing.tests.documents import words_of

UUID_TEXT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content


def text_of(answer: Any) -> str:
    """All text of an answer, with its headers: pages, JSON, CSV, the parts of an XLSX, the text of a PDF."""
    content = body(answer)
    head = " ".join(f"{k}: {v}" for k, v in answer.items())
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return head + " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if content[:4] == b"%PDF":
        return head + words_of(content)
    found = content.decode("utf-8", "replace")
    if "application/json" in answer.get("Content-Type", ""):
        found += " " + json.dumps(json.loads(found), ensure_ascii=False)
    return head + found


def found_in(text: str, words: Collection[str], ids: Collection[str] = (), *, said: str = "") -> list[str]:
    """Which words (figures also when written with spaces) and ids stand in a text; what the request itself ``said`` is no leak.

    A figure stands by itself: its digits inside a token, a key or a microsecond are chance, which comes once in some thousand pages.
    """
    low = text.lower()
    dense = GROUPS.sub("", low)
    out = [w for w in words if (re.search(rf"(?<![0-9a-z]){re.escape(w)}(?![0-9a-z])", dense) if w[:1].isdigit() else w.lower() in low)]
    if ids:
        out += sorted((set(UUID_TEXT.findall(low)) & set(ids)) - set(UUID_TEXT.findall(said.lower())))
    return out
