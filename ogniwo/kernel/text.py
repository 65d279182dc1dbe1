"""Words: marking texts for translation without Django, and reading translated data."""

from collections.abc import Mapping

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
