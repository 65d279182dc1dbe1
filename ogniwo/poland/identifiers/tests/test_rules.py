"""Identifiers: the published examples, and the reason each wrong one is refused."""

import json
from pathlib import Path

import pytest

from ogniwo.poland.identifiers.rules import VALIDATORS, IdentifierRefused, is_valid, validate

CASES = Path(__file__).parents[5] / "shared" / "cases" / "ids_checksums_a.json"


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not on this machine")
@pytest.mark.parametrize("scheme", ["iban", "nip", "regon"])
def test_published_examples(scheme: str) -> None:
    inputs = json.loads(CASES.read_text(encoding="utf-8"))["inputs"]
    for value in inputs[f"{scheme}_valid"]:
        assert validate(scheme.upper(), value) == value
    for value in inputs[f"{scheme}_invalid"]:
        assert not is_valid(scheme.upper(), value), value


@pytest.mark.parametrize(
    ("scheme", "typed", "reason"),
    [
        ("NIP", "521-301-72-29", "checksum"),
        ("NIP", "0000000000", "never_given"),
        ("NIP", "526025027", "length"),
        ("NIP", "526O250274", "characters"),
        ("NIP", "٥٢٦٠٢٥٠٢٧٤", "characters"),
        ("NIP", " ", "empty"),
        ("REGON", "610188202", "checksum"),
        ("REGON", "000000000", "never_given"),
        ("PESEL", "44051401358", "checksum"),
        ("PESEL", "44991401459", "never_given"),
        ("NRB", "61 1090 1014 0000 0712 1981 2875", "checksum"),
        ("NRB", "1234567890123456789012345", "length"),
        ("IBAN", "PL6110901014000007121981287", "length"),
        ("IBAN", "1234", "country"),
        ("GLN", "1", "scheme"),
        ("KSEF", "5265877635-20250826-0100001AF629-AE", "checksum"),
        ("KSEF", "5265877635-20250826-0100001AF628-AF", "checksum"),
        ("KSEF", "5265877635-20250826-0100001AF629", "length"),
    ],
)
def test_refused_with_its_reason(scheme: str, typed: str, reason: str) -> None:
    with pytest.raises(IdentifierRefused) as refused:
        validate(scheme, typed)
    assert refused.value.reason == reason
    assert refused.value.say("pl") != refused.value.say("en")
    assert scheme in refused.value.say("pl")


@pytest.mark.parametrize(
    ("scheme", "typed", "canonical"),
    [
        ("NIP", "PL 526-025-02-74", "5260250274"),
        ("PESEL", "44051401359", "44051401359"),
        ("NRB", "PL61 1090 1014 0000 0712 1981 2874", "61109010140000071219812874"),
        ("IBAN", "61 1090 1014 0000 0712 1981 2874", "PL61109010140000071219812874"),
        ("KSEF", "5265877635-20250826-0100001af629-af", "5265877635-20250826-0100001AF629-AF"),
        ("IBAN", "de89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_canonical_form(scheme: str, typed: str, canonical: str) -> None:
    assert validate(scheme, typed) == canonical
    assert validate(scheme, canonical) == canonical


def test_every_single_digit_error_of_a_tax_number_is_seen() -> None:
    good = "5260250274"
    for place in range(10):
        for digit in "0123456789":
            wrong = good[:place] + digit + good[place + 1 :]
            assert is_valid("NIP", wrong) == (wrong == good)


def test_table_names_the_schemes() -> None:
    assert set(VALIDATORS) == {"NIP", "REGON", "PESEL", "NRB", "IBAN", "KSEF"}
