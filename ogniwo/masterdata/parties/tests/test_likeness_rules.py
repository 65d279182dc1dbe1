"""Two writings of one party."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogniwo.masterdata.parties.rules import alike, likeness, plain, plain_email, plain_phone, plain_words, same_account


def test_examples_in_the_docstrings():
    assert doctest.testmod(likeness).failed == 0


@pytest.mark.parametrize("name", [
    "Żółw Sp. z o.o.", "ŻÓŁW SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", "Zolw sp zoo", "żółw  s.a.", "Żółw sp. z o.o. sp. k.", "Żółw GmbH",
])
def test_the_legal_form_makes_no_difference(name):
    assert plain_words(name) == ("zolw",)


def test_a_name_that_is_a_legal_form_stays():
    assert plain_words("SA") == ("sa",)


def test_likeness_grades():
    assert alike("Meble Nowak S.A.", "Nowak Meble") == 100
    assert 85 <= alike("Meble Nowak", "Meble Novak") < 100
    assert alike("Meble Nowak", "Stal Kowalski") < 60
    assert alike("", "") == alike("Alfa", "...") == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_grade(one, other):
    assert 0 <= alike(one, other) <= 100
    assert plain(plain(one)) == plain(one)
    assert alike(one, one) in (0, 100)


def test_accounts_with_and_without_country():
    assert same_account("PL61 1090 1014 0000 0712 1981 2874", "61109010140000071219812874")
    assert not same_account("PL61109010140000071219812874", "DE61109010140000071219812874")
    assert not same_account("", "")


def test_contacts():
    assert plain_email(" Jan@Alfa.PL ") == "jan@alfa.pl"
    assert plain_email("jan at alfa") == ""
    assert plain_phone("+48 601-234-567") == plain_phone("0048601234567") == plain_phone("601 234 567") == "601234567"
    assert plain_phone("112") == ""
