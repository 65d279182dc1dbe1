"""Checks of identifiers: ``validate(scheme, typed) -> canonical value`` or ``IdentifierRefused``."""

import re
from collections.abc import Callable
from types import ModuleType

from stdnum import exceptions, iban
from stdnum.pl import nip, pesel, regon

SEPARATORS = re.compile(r"[\s\u00a0\-.]")

SENTENCES: dict[str, dict[str, str]] = {
    "empty": {
        "en": "{scheme} is empty. Type the number.",
        "pl": "Pole {scheme} jest puste. Wpisz numer.",
    },
    "characters": {
        "en": "{scheme} {value} has characters other than digits. Type digits only.",
        "pl": "{scheme} {value} zawiera znaki inne niż cyfry. Wpisz same cyfry.",
    },
    "length": {
        "en": "{scheme} {value} has {found} characters, it must have {wanted}. Compare it with the document.",
        "pl": "{scheme} {value} ma {found} znaków, a powinien mieć {wanted}. Porównaj go z dokumentem.",
    },
    "checksum": {
        "en": "{scheme} {value} has a wrong check digit. One digit is mistyped or two are swapped.",
        "pl": "{scheme} {value} ma błędną cyfrę kontrolną. Jedna cyfra jest pomylona albo dwie są przestawione.",
    },
    "never_given": {
        "en": "{scheme} {value} was never given to anyone. Compare it with the document.",
        "pl": "{scheme} {value} nie mógł zostać nadany. Porównaj go z dokumentem.",
    },
    "country": {
        "en": "{scheme} {value} does not begin with a country that uses it. Compare it with the document.",
        "pl": "{scheme} {value} nie zaczyna się od kodu kraju, który go używa. Porównaj go z dokumentem.",
    },
    "scheme": {
        "en": "{scheme} is not a known kind of identifier. Known: {known}.",
        "pl": "{scheme} nie jest znanym rodzajem identyfikatora. Znane: {known}.",
    },
}


class IdentifierRefused(ValueError):
    """The typed value is not a number of this scheme. ``code`` is stable; ``say`` gives the sentence."""

    def __init__(self, reason: str, scheme: str, value: str, **words: str) -> None:
        self.reason, self.scheme, self.value = reason, scheme, value
        self.code = f"identifiers.{reason}"
        self.words = {"scheme": scheme, "value": value, **words}
        super().__init__(self.say("en"))

    def say(self, language: str) -> str:
        """The reason and what to do next, in ``pl`` or ``en``."""
        return SENTENCES[self.reason][language].format(**self.words)


def validate(scheme: str, typed: str) -> str:
    """The canonical value (no spaces, no hyphens) of ``typed``; raises ``IdentifierRefused``."""
    check = VALIDATORS.get(scheme)
    if check is None:
        raise IdentifierRefused("scheme", scheme, typed, known=", ".join(VALIDATORS))
    return check(typed)


def is_valid(scheme: str, typed: str) -> bool:
    """Whether ``typed`` is a number of ``scheme``."""
    try:
        validate(scheme, typed)
    except IdentifierRefused:
        return False
    return True


def _bare(scheme: str, typed: str) -> str:
    bare = SEPARATORS.sub("", typed)
    if not bare:
        raise IdentifierRefused("empty", scheme, typed)
    return bare


def _digits(scheme: str, bare: str, lengths: tuple[int, ...]) -> str:
    # str.isdigit() accepts digits of other scripts; the law knows ten of them
    if not re.fullmatch(r"[0-9]+", bare):
        raise IdentifierRefused("characters", scheme, bare)
    if len(bare) not in lengths:
        wanted = "/".join(str(length) for length in lengths)
        raise IdentifierRefused("length", scheme, bare, found=str(len(bare)), wanted=wanted)
    return bare


def _checked(scheme: str, module: ModuleType, value: str) -> str:
    try:
        return str(module.validate(value))
    except exceptions.InvalidChecksum:
        raise IdentifierRefused("checksum", scheme, value) from None
    except exceptions.InvalidLength:
        raise IdentifierRefused("length", scheme, value, found=str(len(value)), wanted="?") from None
    except exceptions.ValidationError:
        raise IdentifierRefused("never_given", scheme, value) from None


def tax_number(typed: str) -> str:
    """NIP: 10 digits; a leading ``PL`` (the European form) is taken off. Art. 2 ustawy o NIP."""
    bare = _bare("NIP", typed).upper().removeprefix("PL")
    value = _digits("NIP", bare, (10,))
    # an office code never has a zero in front, nor two in a row: 0000000000 passes the checksum
    if value[0] == "0" or value[1:3] == "00":
        raise IdentifierRefused("never_given", "NIP", value)
    return _checked("NIP", nip, value)


def statistical_number(typed: str) -> str:
    """REGON: 9 digits of an entity or 14 of its local unit."""
    value = _digits("REGON", _bare("REGON", typed), (9, 14))
    if set(value[:9]) == {"0"}:
        raise IdentifierRefused("never_given", "REGON", value)
    return _checked("REGON", regon, value)


def personal_number(typed: str) -> str:
    """PESEL: 11 digits, birth date inside. Personal data: keep it under its sensitivity."""
    return _checked("PESEL", pesel, _digits("PESEL", _bare("PESEL", typed), (11,)))


def domestic_account(typed: str) -> str:
    """NRB: 26 digits of a Polish bank account; accepts it with ``PL`` in front. Returns the 26 digits."""
    bare = _bare("NRB", typed).upper().removeprefix("PL")
    value = _digits("NRB", bare, (26,))
    if not iban.is_valid("PL" + value, check_country=False):
        raise IdentifierRefused("checksum", "NRB", value)
    return value


def international_account(typed: str) -> str:
    """IBAN with its country's structure; 26 bare digits are read as a Polish account. Returns the full IBAN."""
    bare = _bare("IBAN", typed).upper()
    if re.fullmatch(r"[0-9]{26}", bare):
        bare = "PL" + bare
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+", bare):
        raise IdentifierRefused("country", "IBAN", bare)
    if bare.startswith("PL"):
        _digits("IBAN", bare[2:], (26,))
    try:
        return str(iban.validate(bare, check_country=False))
    except exceptions.InvalidChecksum:
        raise IdentifierRefused("checksum", "IBAN", bare) from None
    except exceptions.InvalidComponent:
        raise IdentifierRefused("country", "IBAN", bare) from None
    except exceptions.ValidationError:
        raise IdentifierRefused("length", "IBAN", bare, found=str(len(bare)), wanted="?") from None


def clearance_number(typed: str) -> str:
    """KSeF number: 35 characters, seller, day of acceptance, technical part, CRC-8 of the first 32 (hyphens counted).

    >>> clearance_number("5265877635-20250826-0100001AF629-AF")
    '5265877635-20250826-0100001AF629-AF'
    """
    value = typed.strip().upper()
    if not value:
        raise IdentifierRefused("empty", "KSEF", typed)
    if len(value) != 35:
        raise IdentifierRefused("length", "KSEF", value, found=str(len(value)), wanted="35")
    if not re.fullmatch(r"[0-9A-Z]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}", value):
        raise IdentifierRefused("never_given", "KSEF", value)
    if f"{_crc8(value[:32].encode('ascii')):02X}" != value[-2:]:
        raise IdentifierRefused("checksum", "KSEF", value)
    return value


def _crc8(content: bytes) -> int:
    """CRC-8, polynomial 0x07, start 0 (KSeF documentation, number structure)."""
    register = 0
    for byte in content:
        register ^= byte
        for _ in range(8):
            register = ((register << 1) ^ 0x07 if register & 0x80 else register << 1) & 0xFF
    return register


VALIDATORS: dict[str, Callable[[str], str]] = {
    "NIP": tax_number,
    "REGON": statistical_number,
    "PESEL": personal_number,
    "NRB": domestic_account,
    "IBAN": international_account,
    "KSEF": clearance_number,
}
