"""Which documents a payment's title names, however the payer wrote their numbers."""

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

from ogniwo.masterdata.parties.rules import folded

LEAST_SIGNS = 4
"""Letters and digits a number needs before its standing in a title proves anything."""

_GROUPS = re.compile(r"[^\W\d_]+|\d+")


class Numbers:
    """Document numbers, prepared to be looked for in many texts.

    A number is found whatever the spaces, hyphens, slashes and leading zeros ("FV 12/2026", "fv0012-2026"),
    never inside a longer one ("FV 112/2026", "FV 12/2026/05").
    """

    def __init__(self, numbers: Mapping[Hashable, Sequence[str]]) -> None:
        groups = {(key, number): _groups(number) for key, own in numbers.items() for number in own}
        usual = Counter(group for own in groups.values() for group in set(own))
        self._by_group: dict[str, list[tuple[Hashable, str]]] = {}
        for (key, number), own in groups.items():
            if _tells(own):
                rarest = min(own, key=lambda group: (usual[group], -len(group)))
                self._by_group.setdefault(rarest, []).append((key, number))

    def found_in(self, text: str) -> dict[Hashable, str]:
        """Keys whose number stands in ``text``, with the number; a number within a longer found one is left out."""
        text = folded(text)
        spans = []
        for group in set(_groups(text)):
            for key, number in self._by_group.get(group, ()):
                spans += [(match.start(), match.end(), key, number) for match in _pattern(number).finditer(text)]
        return {
            key: number
            for start, end, key, number in sorted(spans, key=lambda span: span[:2])
            if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, *_ in spans)
        }


def mentions(text: str, numbers: Mapping[Hashable, Sequence[str]]) -> dict[Hashable, str]:
    """Keys of ``numbers`` that ``text`` names, with the number found.

    >>> mentions("Zapłata za fv0012-2026 i 13/2026", {1: ["FV 12/2026"], 2: ["FV 2/2026"], 3: ["13/2026"]})
    {1: 'FV 12/2026', 3: '13/2026'}
    """
    return Numbers(numbers).found_in(text)


def _groups(text: str) -> list[str]:
    return [group.lstrip("0") or "0" if group.isdecimal() else group for group in _GROUPS.findall(folded(text))]


def _tells(groups: Sequence[str]) -> bool:
    """Whether a number is peculiar enough: "7" or "2026" stands in any title."""
    digits = [group for group in groups if group.isdecimal()]
    signs = sum(map(len, groups))
    return bool(digits) and signs >= LEAST_SIGNS and (len(groups) > 1 or signs >= 6)


@lru_cache(maxsize=20_000)
def _pattern(number: str) -> re.Pattern[str]:
    parts: list[str] = []
    before = ""
    for group in _GROUPS.findall(folded(number)):
        kind = "digits" if group.isdecimal() else "letters"
        if before:
            parts.append(r"[\W_]{1,3}" if kind == before else r"[\W_]{0,3}")
        parts.append(rf"0*{group.lstrip('0')}" if kind == "digits" and group.strip("0") else "0+" if kind == "digits" else re.escape(group))
        before = kind
    return re.compile(rf"(?<![^\W_])(?<!\d[/\-.]){''.join(parts)}(?![^\W_])(?![/\-.]\d)")
