"""Words in a person's language, where the language comes with the person and not with the request."""
from collections.abc import Callable

from django.utils.translation import gettext, override


def said(text: str, language: str, /, **values: object) -> str:
    """`text` (English source) in `language`, with its `{values}` filled."""
    if not text:
        return ""
    with override(language):
        words = gettext(text)
    return words.format(**values) if values else words


def translator(language: str) -> Callable[[str], str]:
    """A function from the English source to the language's words."""
    return lambda text: said(text, language)
