"""Which receipt an invoice line is for: by the product or the supplier's code, nearest the order named in the text."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ogniwo.kernel.money.rules import ZERO

WORDS = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
TOO_SHORT = 3
"""A code shorter than this is met in any text, so it is sought only where a code stands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An invoice line: ``codes`` the supplier's own codes and GTIN as stated, ``text`` its words, ``document`` words of the whole invoice."""

    key: Hashable
    quantity: Decimal
    product: Hashable | None = None
    codes: tuple[str, ...] = ()
    text: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A receipt line with something left to invoice. ``codes``: of its product at this supplier; ``numbers``: order, receipt, delivery note."""

    key: Hashable
    product: Hashable | None
    left: Decimal
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """``quantity`` of an invoice line is for a receipt line; ``how``: product, code or name."""

    asked: Hashable
    offered: Hashable
    quantity: Decimal
    how: str


def pair(asked: Sequence[Asked], offered: Sequence[Offered]) -> list[Pair]:
    """Deal invoice lines to receipt lines; ``offered`` in the order they came (oldest first).

    A line takes receipts of its product; among them first those whose order, receipt or delivery note the invoice names.
    Nothing is dealt twice; what finds no receipt stays unmatched. Credits (below zero) are matched by a person.

    >>> pair([Asked("f", Decimal(5), "p")], [Offered("r1", "p", Decimal(3)), Offered("r2", "p", Decimal(9))])[1].quantity
    Decimal('2')
    """
    left: dict[Hashable, Decimal] = {o.key: o.left for o in offered}
    out = []
    for a in asked:
        rest = a.quantity
        if rest <= 0:
            continue
        said = plain(f"{a.text} {a.document}")
        ways = [(o, how) for o in offered if (how := _how(a, o))]
        for o, how in sorted(ways, key=lambda way: not any(plain(n) in said for n in way[0].numbers if n)):
            part = min(rest, left[o.key])
            if part > ZERO:
                out.append(Pair(a.key, o.key, part, how))
                left[o.key] -= part
                rest -= part
            if not rest:
                break
    return out


def product_of(codes: Sequence[str], text: str, known: Mapping[str, Hashable]) -> Hashable | None:
    """The product of a line by the supplier's codes: one stated as a code, else the longest one met as a word of the text."""
    by_plain = {plain(code): product for code, product in known.items() if plain(code)}
    for code in codes:
        if plain(code) in by_plain:
            return by_plain[plain(code)]
    words = {plain(word) for word in WORDS.findall(text)}
    met = sorted((code for code in by_plain if code in words and len(code) >= TOO_SHORT), key=len)
    return by_plain[met[-1]] if met else None


def plain(text: str) -> str:
    """Letters and digits alone, small: what two spellings of a number share."""
    return re.sub(r"[\W_]", "", text).lower()


def _how(a: Asked, o: Offered) -> str:
    if a.product is not None and o.product is not None:
        return "product" if a.product == o.product else ""
    codes = {plain(code) for code in a.codes if plain(code)}
    if codes & {plain(code) for code in o.codes}:
        return "code"
    words = {plain(word) for word in WORDS.findall(a.text)}
    if any(plain(code) in words for code in o.codes if len(plain(code)) >= TOO_SHORT):
        return "code"
    return "name" if plain(a.text) and plain(a.text) in {plain(name) for name in o.names} else ""
