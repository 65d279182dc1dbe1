"""Words: marking texts for translation without Django, and reading translated data."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

LANGUAGES = ("pl", "en")


def N_(text: str) -> str:
    """Mark ``text`` (a source text in English) for translation; the door that shows it translates."""
    return text


def say(value: Mapping[str, str] | str | None, language: str) -> str:
    """Translated data in ``language``; falls back to any other language rather than to nothing."""
    if not value:
        return ""
    if isinstance(value, str):
        return value
    return value.get(language) or next((value[code] for code in LANGUAGES if value.get(code)), "") or next(iter(value.values()))


def words(given: Any) -> Any:
    """Translated data from what was typed in one line: "stół / table" names both languages, plain text only the person's own (key "")."""
    if not isinstance(given, str):
        return given
    parts = [part.strip() for part in given.split(" / ")]
    return dict(zip(LANGUAGES, parts, strict=True)) if len(parts) == len(LANGUAGES) and all(parts) else {"": given.strip()}


TRANSLATED = BeforeValidator(words)
Words = Annotated[dict[str, str], TRANSLATED]
"""A parameter that forms draw once for each language; a plain text is in the language of who acts (`worded`)."""


def worded(given: Mapping[str, str] | str, language: str) -> dict[str, str]:
    """Translated data to keep, from a parameter of `Words`; empty texts are left out."""
    found = words(given) if isinstance(given, str) else given
    return {code or language: text.strip() for code, text in found.items() if text.strip()}
