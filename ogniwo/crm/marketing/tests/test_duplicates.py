"""Leads met before."""

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.crm.marketing.rules import Card, KnownCards

ALFA = Card("alfa", "Alfa Meble Sp. z o.o.", ("biuro@alfa.pl",), ("+48 601 234 567",), (("tax", "526-587-76-35"),))
BETA = Card("beta", "Beta Stal S.A.", ("info@beta.pl",), ("22 123 45 67",))
KNOWN = KnownCards.of([ALFA, BETA])


def found(card):
    return [(suspect.key, suspect.score, [reason.sentence() for reason in suspect.reasons]) for suspect in KNOWN.suspects(card)]


def test_each_trace_is_enough_and_says_why():
    assert found(Card("n", "Inna", identifiers=(("tax", "5265877635"),))) == [("alfa", 100, ["The same identifier tax 5265877635."])]
    assert found(Card("n", "Inna", emails=("BIURO@alfa.pl ",))) == [("alfa", 60, ["The same e-mail biuro@alfa.pl."])]
    assert found(Card("n", "Inna", phones=("601234567",))) == [("alfa", 45, ["The same telephone 601234567."])]
    assert found(Card("n", "ALFA MEBLE SPÓŁKA Z O.O.")) == [("alfa", 50, ["The name Alfa Meble Sp. z o.o. is the same."])]
    assert found(Card("n", "Alfa Mebel")) == [("alfa", 30, ["The name Alfa Meble Sp. z o.o. is alike."])]


def test_together_they_are_surer_and_a_hundred_at_most():
    assert [row[:2] for row in found(Card("n", "Alfa Meble", emails=("biuro@alfa.pl",), phones=("601 234 567",)))] == [("alfa", 100)]


def test_another_identifier_speaks_against():
    [(key, score, why)] = found(Card("n", "Alfa Meble", identifiers=(("tax", "1111111111"),), phones=("601234567",)))
    assert (key, score, why[-1]) == ("alfa", 65, "But another identifier tax.")
    assert found(Card("n", "Alfa Meble", identifiers=(("tax", "1111111111"),))) == []
    assert found(Card("n", "Alfa Meble", identifiers=(("court", "1111111111"),)))[0][1] == 50


def test_a_stranger_and_oneself_are_no_duplicates():
    assert found(Card("n", "Gamma", ("biuro@gamma.pl",), ("603000000",))) == []
    assert found(Card("n", "", ("",), ("",), (("tax", ""),))) == []
    assert found(ALFA) == []


def test_rows_of_one_import_meet_each_other():
    known = KnownCards.of([])
    known.add(Card(1, "Delta", ("a@delta.pl",)))
    assert [suspect.key for suspect in known.suspects(Card(2, "Delta Sp. z o.o."))] == [1]


cards = st.builds(
    Card, st.integers(), st.sampled_from(["Alfa Meble", "Alfa Mebel sp. z o.o.", "Beta", "Gamma SA", ""]),
    st.lists(st.sampled_from(["a@a.pl", "b@b.pl"]), max_size=2).map(tuple), st.lists(st.sampled_from(["601234567", "+48 602234567"]), max_size=2).map(tuple),
    st.lists(st.tuples(st.sampled_from(["tax", "court"]), st.sampled_from(["1", "2"])), max_size=2).map(tuple),
)


@given(cards, cards)
def test_suspicion_is_mutual(one, other):
    if one.key == other.key:
        return
    here = [suspect.score for suspect in KnownCards.of([one]).suspects(other)]
    assert here == [suspect.score for suspect in KnownCards.of([other]).suspects(one)]
    assert all(30 <= score <= 100 for score in here)
