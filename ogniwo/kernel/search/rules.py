"""Words as they are sought: small letters without accents, parted by single spaces."""

import unicodedata

_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
MOST_WORDS = 8


def folded(text: str) -> str:
    """Small letters and digits; all other signs become one space.

    >>> folded("Żółw-Pol, S.A.")
    'zolw pol s a'
    """
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


def sought(text: str) -> list[str]:
    """The words to look for; a number written with hyphens or spaces is one word.

    >>> sought("525-000-10 90"), sought("krzesło dąb")
    (['5250001090'], ['krzeslo', 'dab'])
    """
    words = folded(text).split()
    return ["".join(words)] if words and all(word.isdigit() for word in words) else words[:MOST_WORDS]


def text_of(words: list[str]) -> str:
    """What is stored: every word once, folded; a leading space gives the first word a beginning like the others."""
    return " " + " ".join(dict.fromkeys(part for word in words for part in folded(word).split()))
