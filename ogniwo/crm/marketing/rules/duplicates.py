"""Duplicates: who is here already, perhaps written otherwise."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.parties.rules import alike, plain_email, plain_identifier, plain_phone, plain_words

IDENTIFIER, EMAIL, PHONE, NAME, LIKE_NAME = 100, 60, 45, 50, 30
OTHER_IDENTIFIER = -30
LEAST_SCORE = 30
LIKE_ENOUGH = 85
WORD_SIGNS = 3
"""Letters by which the words of a name are looked up: one typing error further on still meets."""


@dataclass(frozen=True, slots=True)
class Card:
    """A party or lead as it is known: ``identifiers`` are (scheme, value)."""

    key: Hashable
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """A known card that a new one may repeat: ``score`` 30 to 100, and why."""

    key: Hashable
    score: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class KnownCards:
    """Cards to compare with, found by their traces and not one by one: an import of thousands stays quick."""

    cards: dict[Hashable, Card] = field(default_factory=dict)
    _by_trace: dict[tuple[str, ...], set[Hashable]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, cards: Iterable[Card]) -> "KnownCards":
        known = cls()
        for card in cards:
            known.add(card)
        return known

    def add(self, card: Card) -> None:
        """Know one more card; the rows of an import are added as they pass, so that they are compared with each other too."""
        self.cards[card.key] = card
        for trace in _traces(card):
            self._by_trace[trace].add(card.key)

    def suspects(self, card: Card, *, most: int = 10) -> list[Suspect]:
        """The cards that ``card`` may repeat, surest first; itself left out."""
        keys = {key for trace in _traces(card) for key in self._by_trace.get(trace, ())} - {card.key}
        found = [suspect for key in keys if (suspect := _compared(card, self.cards[key])) is not None]
        return sorted(found, key=lambda suspect: (-suspect.score, str(suspect.key)))[:most]


def stem_of(name: str) -> str:
    """The letters a name's longest word begins with: names alike mostly share them.

    >>> stem_of("Meble Dąbrowscy sp. z o.o.")
    'dabr'
    """
    return max(plain_words(name), key=len, default="")[:4]


def _traces(card: Card) -> Iterator[tuple[str, ...]]:
    yield from (("identifier", *identifier) for identifier in _identifiers(card))
    yield from (("email", email) for email in _emails(card))
    yield from (("phone", phone) for phone in _phones(card))
    yield from (("word", word[:WORD_SIGNS]) for word in plain_words(card.name))


def _identifiers(card: Card) -> set[tuple[str, str]]:
    return {(scheme, plain_identifier(value)) for scheme, value in card.identifiers if plain_identifier(value)}


def _emails(card: Card) -> set[str]:
    return {plain_email(email) for email in card.emails} - {""}


def _phones(card: Card) -> set[str]:
    return {plain_phone(phone) for phone in card.phones} - {""}


def _compared(new: Card, old: Card) -> Suspect | None:
    score, reasons = 0, []
    mine, theirs = _identifiers(new), _identifiers(old)
    for scheme, value in sorted(mine & theirs):
        score += IDENTIFIER
        reasons.append(Reason(_("The same identifier {scheme} {value}."), {"scheme": scheme, "value": value}))
    for email in sorted(_emails(new) & _emails(old)):
        score += EMAIL
        reasons.append(Reason(_("The same e-mail {email}."), {"email": email}))
    for phone in sorted(_phones(new) & _phones(old)):
        score += PHONE
        reasons.append(Reason(_("The same telephone {phone}."), {"phone": phone}))
    likeness = alike(new.name, old.name)
    if likeness == 100:
        score += NAME
        reasons.append(Reason(_("The name {name} is the same."), {"name": old.name}))
    elif likeness >= LIKE_ENOUGH:
        score += LIKE_NAME
        reasons.append(Reason(_("The name {name} is alike."), {"name": old.name}))
    differing = {scheme for scheme, _value in mine ^ theirs} & dict(mine).keys() & dict(theirs).keys()
    if reasons and differing and not mine & theirs:
        score += OTHER_IDENTIFIER
        reasons.append(Reason(_("But another identifier {scheme}."), {"scheme": ", ".join(sorted(differing))}))
    return Suspect(old.key, min(score, 100), tuple(reasons)) if score >= LEAST_SCORE else None
