"""Plain forms in which two writings of one thing are equal."""

import re
import unicodedata
from difflib import SequenceMatcher

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})

# Legal forms as they stand at the end of a plain name; they differ between a register, a bank and a letterhead.
_LEGAL_FORMS = sorted(
    (
        "spolka z ograniczona odpowiedzialnoscia", "spolka z o o", "spolka zoo", "sp z o o", "sp z oo", "sp zoo", "spzoo", "z o o", "z oo",
        "prosta spolka akcyjna", "spolka akcyjna", "spolka jawna", "spolka komandytowa", "spolka cywilna", "spolka partnerska",
        "spolka komandytowo akcyjna", "p s a", "s a", "sa", "sp j", "spj", "sp k", "spk", "s c", "sc", "sp p", "s k a", "ska",
        "gmbh", "gmbh co kg", "ag", "kg", "ohg", "ltd", "limited", "llc", "plc", "inc", "corp", "b v", "bv", "n v", "nv", "sas", "sarl",
        "s r l", "srl", "s p a", "spa", "s r o", "sro", "a s", "oy", "ab", "aps", "kft", "ou",
    ),
    key=len, reverse=True,
)
_LEGAL_END = re.compile(rf"(?<=\S) (?:{'|'.join(_LEGAL_FORMS)})$")

PHONE_DIGITS = 9
"""Digits compared at the end of a telephone number: what stays when the country's prefix is left out."""


def folded(text: str) -> str:
    """Small letters without accents; signs and spaces stay."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = unicodedata.normalize("NFKD", apart.casefold()).translate(_WHOLE_LETTERS)
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def plain(text: str) -> str:
    """Small letters without accents, words by single spaces: "Żółw-Pol, S.A." is "zolw pol s a"."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(text)).split())


def plain_words(name: str) -> tuple[str, ...]:
    """The words of a firm's or person's name, sorted, without its legal form.

    >>> plain_words("Meble Żółw Spółka z o.o.") == plain_words("ZOLW MEBLE SP. Z O.O.")
    True
    """
    text = plain(name)
    while (shorter := _LEGAL_END.sub("", text)) != text:
        text = shorter
    return tuple(sorted(text.split()))


def alike(one: str, other: str) -> int:
    """How alike two names are, 0 to 100: 100 when their words are equal, 0 when one is empty."""
    mine, theirs = plain_words(one), plain_words(other)
    if not mine or not theirs:
        return 0
    if mine == theirs:
        return 100
    return min(99, round(100 * SequenceMatcher(None, " ".join(mine), " ".join(theirs), autojunk=False).ratio()))


def plain_account(number: str) -> str:
    """A bank account's number without spaces and hyphens, capital letters."""
    return "".join(sign for sign in number.upper() if sign.isalnum())


def same_account(one: str, other: str) -> bool:
    """Whether two writings mean one account; the country's two letters may be left out (ISO 13616)."""
    mine, theirs = plain_account(one), plain_account(other)
    return bool(mine) and account_key(mine) == account_key(theirs) and (mine == theirs or not (_has_country(mine) and _has_country(theirs)))


def account_key(number: str) -> str:
    """What two writings of one account share: the number without the country's letters."""
    number = plain_account(number)
    return number[2:] if _has_country(number) else number


def _has_country(account: str) -> bool:
    return account[:2].isalpha() and account[2:4].isdigit()


def plain_email(address: str) -> str:
    """An address of mail in small letters; empty when it is none."""
    address = address.strip().casefold()
    name, at, host = address.partition("@")
    return address if name and at and "." in host and " " not in address else ""


def plain_phone(number: str) -> str:
    """The last digits of a telephone number; empty when there are too few to tell."""
    digits = "".join(sign for sign in number if sign.isdigit())
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def plain_identifier(value: str) -> str:
    """An identifier without separators, capital letters."""
    return "".join(sign for sign in value.upper() if sign.isalnum())
