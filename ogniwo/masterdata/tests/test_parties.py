"""Parties added, adopted, changed, imported, found; with statements that do not grow."""

import dataclasses
from decimal import Decimal

import pytest

from ogniwo.kernel.commands.acts import reading, run
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.search.queries import find
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.parties import commands, queries
from ogniwo.masterdata.parties.hooks import SCHEMES, Scheme
from ogniwo.masterdata.parties.models import Party, PartyTerms
from ogniwo.masterdata.parties.rules.inputs import Identifier, PartyChange, PartyRow
from ogniwo.masterdata.tests.samples import party


def sent(work):
    before = Counter.sent
    work()
    return Counter.sent - before


def test_added_party_is_listed_and_found_by_its_words(acting, other, sister):
    (pk,) = commands.add_parties([party(7)], acting=acting)
    with reading(acting):
        assert queries.customers(acting=acting).get().party.name == "Meble Dąb nr 7 sp. z o.o."
        assert queries.customers(acting=acting).get().identifier == "PL0000000007"
        assert not queries.suppliers(acting=acting).exists()
        for words in ("dab meb", "0000000007", "poznan", "nowak", "biuro7@example"):
            assert [s.id for s in queries.suggest(words, acting=acting)] == [pk], words
        assert queries.suggest(ids=[pk], acting=acting)[0].fill["payment_days"] == 14
        assert queries.contacts(pk, acting=acting).get().reached == "anna@example.com"
        assert ("vat", "PL0000000007") in queries.card_facts(pk, acting=acting)
    with reading(other):
        assert not Party.objects.exists()
        assert find("dab", acting=other) == []
    with reading(sister):  # in the directory, without terms
        assert [f.record for f in find("dab", acting=sister)] == [pk]
        assert queries.suggest("dab", acting=sister) == []


def test_one_and_a_hundred_take_the_same_statements(acting):
    commands.add_parties([party(999)], acting=acting)
    one = sent(lambda: commands.add_parties([party(1)], acting=acting))
    hundred = sent(lambda: commands.add_parties([party(n) for n in range(2, 102)], acting=acting))
    assert hundred - one <= 1  # a block of ids may end
    assert one < 25
    with reading(acting):
        ids = list(PartyTerms.objects.values_list("pk", flat=True))
    one = sent(lambda: commands.change_parties([PartyChange(ids[0], payment_days=30, name="A")], acting=acting))
    many = sent(lambda: commands.change_parties([PartyChange(i, payment_days=60, name="B") for i in ids], acting=acting))
    assert many - one <= 1


def test_the_same_identifier_is_refused_with_the_party_that_has_it(acting):
    (pk,) = commands.add_parties([party(1)], acting=acting)
    with pytest.raises(Refused) as no:
        commands.add_parties([party(2), party(1)], acting=acting)
    (error,) = no.value.errors
    assert (error.code, error.record, error.line) == ("parties.known", pk, 2)
    with pytest.raises(Refused) as no:
        commands.add_parties([party(5), party(5)], acting=acting)
    assert no.value.errors[0].code == "parties.known"
    with reading(acting):
        assert Party.objects.count() == 1


def test_schemes_check_what_is_typed(acting, monkeypatch):
    def check(typed):
        if not typed.startswith("X"):
            raise ValueError("It begins with X.")
        return typed.replace("-", "")

    monkeypatch.setitem(SCHEMES, "x", Scheme("x", "X", check))
    with pytest.raises(Refused) as no:
        commands.add_parties([party(1, identifiers=(Identifier("x", "1-2"),))], acting=acting)
    assert (no.value.errors[0].code, no.value.errors[0].sentence()) == ("parties.identifier_wrong", "It begins with X.")
    commands.add_parties([party(1, identifiers=(Identifier("x", "X1-2"),))], acting=acting)
    with reading(acting):
        assert queries.parties(acting=acting).get().identifier == "X12"


def test_adopting_makes_terms_of_a_sister_company(acting, sister):
    (pk,) = commands.add_parties([party(1)], acting=acting)
    commands.adopt([pk], customer=False, supplier=True, payment_days=21, acting=sister)
    commands.adopt([pk], customer=True, acting=sister)
    with reading(sister):
        terms = PartyTerms.objects.get()
        assert (terms.customer, terms.supplier, terms.payment_days, terms.version) == (True, True, 21, 2)
    with reading(acting):
        assert not PartyTerms.objects.get().supplier


def test_a_party_of_another_directory_cannot_be_adopted(acting, other):
    (pk,) = commands.add_parties([party(1)], acting=acting)
    with pytest.raises(Refused) as no:
        commands.adopt([pk], acting=other)
    assert no.value.errors[0].code == "kernel.not_found"


def test_changing_says_what_changed_and_refuses_a_stale_version(acting, as_role):
    (pk,) = commands.add_parties([party(1)], acting=acting)
    run("parties.change_parties", acting, {"changes": [{"party": str(pk), "credit_limit": "5000", "name": "Nowa Nazwa"}]}, versions={pk: 1})
    with reading(acting):
        terms = PartyTerms.objects.select_related("party").get()
        assert (terms.credit_limit, terms.party.name, terms.version) == (Decimal(5000), "Nowa Nazwa", 2)
        assert [f.record for f in find("nowa nazwa", acting=acting)] == [pk]
    body = as_role("superuser").execute("SELECT body FROM audit_payload ORDER BY act_id DESC LIMIT 1").fetchone()[0]
    assert body["changed"][str(pk)]["credit_limit"] == [None, "5000"]
    with pytest.raises(Refused) as no:
        run("parties.change_parties", acting, {"changes": [{"party": str(pk), "payment_days": 7}]}, versions={pk: 1})
    assert no.value.errors[0].code == "kernel.stale"
    run("parties.change_parties", acting, {"changes": [{"party": str(pk), "clear": ["credit_limit"]}]})
    with reading(acting):
        assert PartyTerms.objects.get().credit_limit is None


def test_import_takes_over_what_is_known_and_doubts_what_is_alike(acting, sister):
    (pk,) = commands.add_parties([party(1)], acting=acting)
    row = PartyRow(name="Cokolwiek", scheme="vat", identifier="pl 0000000001", source="old", external="77")
    alike = PartyRow(name="MEBLE DĄB NR 1 Spółka z o.o.", phone="61 0000001")
    new = PartyRow(name="Całkiem Inna", scheme="vat", identifier="9")
    results = commands.import_parties([row, alike, new, dataclasses.replace(new, name="Całkiem inna s.a.")], acting=sister)
    assert [r.outcome for r in results] == ["taken over", "added", "added", "added"]
    assert results[0].party == pk
    assert results[3].party == results[2].party
    assert "Meble Dąb nr 1" in results[1].doubts[0].sentence()
    assert results[2].doubts == []
    assert "Row 3" in results[3].doubts[0].sentence()
    assert commands.import_parties([row], acting=sister)[0].outcome == "had"
    one = sent(lambda: commands.import_parties([PartyRow(name="Z1", scheme="vat", identifier="z1")], acting=sister))
    many = sent(lambda: commands.import_parties([PartyRow(name=f"Y{n}", scheme="vat", identifier=f"y{n}") for n in range(60)], acting=sister))
    assert many - one <= 1


def test_an_unknown_word_finds_nothing(acting):
    commands.add_parties([party(1)], acting=acting)
    with reading(acting):
        assert queries.suggest("zzz", acting=acting) == []
        assert queries.suggest("%", acting=acting) == []
