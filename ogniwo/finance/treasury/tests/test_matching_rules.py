"""Reconciliation: the sure ones proposed with their reasons, the doubtful ones left to a person."""

import doctest
from datetime import date
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ogniwo.finance.treasury.rules import OpenItem, StatementLine, exchange, mentions, numbers_in_text, proposals
from ogniwo.finance.treasury.rules.subsets import only_subset
from ogniwo.kernel.money.rules import total

D = Decimal
ALFA, BETA = "PL61109010140000071219812874", "PL27114020040000300201355387"


def item(key, number, amount, party="Alfa Sp. z o.o.", day=1, accounts=(ALFA,), currency="PLN"):
    return OpenItem(key, party, party, number, date(2026, 3, day), D(amount), currency, accounts)


def paid(amount, title="", counterparty="", account="", key=1, day=10, currency="PLN", references=()):
    return StatementLine(key, D(amount), currency, date(2026, 3, day), counterparty, account, title, references)


def parts(proposal):
    return {part.item_key: str(part.amount) for part in proposal.allocations}


def words(proposal):
    return [reason.sentence() for reason in proposal.reasons]


def test_examples_in_the_docstrings():
    assert doctest.testmod(numbers_in_text).failed + doctest.testmod(exchange).failed == 0


@pytest.mark.parametrize("title", [
    "FV 12/2026", "fv12/2026", "Zapłata za FV-0012-2026.", "/VAT/123,45/IDC/5260250274/INV/FV 12/2026/TXT/zapłata", "FV 12 / 2026 i inne",
    "faktura FV/12/2026", "FV_12_2026",
])
def test_a_number_is_found_however_written(title):
    assert mentions(title, {1: ["FV 12/2026"]}) == {1: "FV 12/2026"}


@pytest.mark.parametrize("title", ["FV 112/2026", "FV 12/20261", "AFV 12/2026", "FV 12/2026/05", "FV 1 2/2026", "12", "FV 122026", ""])
def test_a_number_is_not_found_in_another(title):
    assert mentions(title, {1: ["FV 12/2026"]}) == {}


def test_the_longer_number_wins():
    numbers = {1: ["FV 12/2026"], 2: ["12/2026"], 3: ["2026"], 4: ["7"], 5: ["987654"]}
    assert mentions("za FV 12/2026", numbers) == {1: "FV 12/2026"}
    assert mentions("za 12/2026 i 7 z 2026", numbers) == {2: "12/2026"}
    assert mentions("nr 987654", numbers) == {5: "987654"}


def test_number_amount_account_and_name_are_a_hundred():
    [found] = proposals([paid("1230.00", "FV 1/2026", "ALFA SPÓŁKA Z O.O.", ALFA[2:])], [item("a", "FV 1/2026", "1230.00"), item("b", "FV 2/2026", "500")])
    assert (parts(found), found.score, found.unallocated) == ({"a": "1230.00"}, 100, 0)
    assert words(found) == [
        "The number FV 1/2026 stands in the payment's text.",
        "The amount equals what is open of FV 1/2026.",
        "Alfa Sp. z o.o.: the account is theirs.",
        "Alfa Sp. z o.o.: the name is the same.",
    ]


def test_the_scenario_of_the_statement():
    customer = [item("AR1", "FV 1/2026", "100.00", accounts=()), item("AR2", "FV 2/2026", "150.00", day=2, accounts=())]
    others = [item("CN", "KOR 1/2026", "-50.00", accounts=()), item("AP", "ZK 77/A", "-50.00", party="Dostawca", accounts=())]
    lines = [paid("180.00", "FV 1/2026, FV 2/2026", key=1), paid("-50.00", "zwrot KOR 1/2026", key=2), paid("-60.00", "ZK 77/A", key=3)]
    found = {each.line_key: each for each in proposals(lines, customer + others)}
    assert parts(found[1]) == {"AR1": "100.00", "AR2": "80.00"}
    assert words(found[1])[-1] == "Part payment: 180.00 of 250.00."
    assert parts(found[2]) == {"CN": "-50.00"}
    assert (parts(found[3]), str(found[3].unallocated)) == ({"AP": "-50.00"}, "-10.00")
    assert words(found[3])[-1] == "Overpayment: 10.00 stays unallocated."


def test_amounts_tell_only_with_a_known_party():
    items = [item("a", "FV 1/2026", "100.00"), item("b", "FV 2/2026", "250.00", day=2), item("c", "FV 3/2026", "70.00", day=3)]
    assert proposals([paid("100.00")], items) == []
    assert [(parts(x), x.score) for x in proposals([paid("100.00", account=ALFA)], items)] == [({"a": "100.00"}, 50)]
    assert [(parts(x), x.score) for x in proposals([paid("320.00", account=ALFA)], items)] == [({"b": "250.00", "c": "70.00"}, 40)]
    assert [x.score for x in proposals([paid("420.00", counterparty="ALFA")], items)] == [35]
    assert proposals([paid("99.00", account=ALFA)], items) == []


def test_a_credit_note_is_set_off_in_the_sum():
    items = [item("a", "FV 1/2026", "100.00"), item("k", "KOR 1/2026", "-30.00"), item("c", "FV 3/2026", "75.00")]
    [found] = proposals([paid("70.00", account=ALFA)], items)
    assert parts(found) == {"a": "100.00", "k": "-30.00"}
    [found] = proposals([paid("60.00", "FV 1/2026 KOR 1/2026")], items)
    assert (parts(found), words(found)[-1]) == ({"a": "90.00", "k": "-30.00"}, "Part payment: 60.00 of 70.00.")


def test_the_only_open_item_takes_part_payments_and_overpayments():
    [part] = proposals([paid("40.00", account=ALFA)], [item("a", "FV 1/2026", "100.00")])
    assert (parts(part), part.score, words(part)[0]) == ({"a": "40.00"}, 30, "Alfa Sp. z o.o.: it is their only open item.")
    [over] = proposals([paid("110.00", account=ALFA)], [item("a", "FV 1/2026", "100.00")])
    assert (parts(over), str(over.unallocated)) == ({"a": "100.00"}, "10.00")


def test_equals_are_left_to_a_person():
    twins = [item("a", "FV 1/2026", "100.00"), item("b", "FV 2/2026", "100.00")]
    assert proposals([paid("100.00", account=ALFA)], twins) == []
    assert [parts(x) for x in proposals([paid("100.00", "FV 2/2026", account=ALFA)], twins)] == [{"b": "100.00"}]
    two_firms = [item("a", "FV 1/2026", "-100.00"), item("b", "FV 1/2026", "-100.00", party="Beta S.A.", accounts=(BETA,))]
    assert proposals([paid("-100.00", "FV 1/2026")], two_firms) == []
    assert [parts(x) for x in proposals([paid("-100.00", "FV 1/2026", account=BETA)], two_firms)] == [{"b": "-100.00"}]


def test_two_payments_of_one_invoice():
    one = [item("a", "FV 1/2026", "100.00")]
    same_day = [paid("100.00", "FV 1/2026", key=1), paid("100.00", "FV 1/2026", key=2)]
    assert proposals(same_day, one) == []
    later = [paid("100.00", "FV 1/2026", key=1), paid("100.00", "FV 1/2026", key=2, day=11)]
    assert [x.line_key for x in proposals(later, one)] == [1]
    too_much = [paid("60.00", "FV 1/2026", key=1), paid("60.00", "FV 1/2026", key=2, day=11)]
    assert [(parts(x), str(x.unallocated)) for x in proposals(too_much, one)] == [({"a": "60.00"}, "0"), ({"a": "40.00"}, "20.00")]
    halves = [paid("50.00", "FV 1/2026", key=1), paid("50.00", "FV 1/2026", key=2)]
    assert [(x.line_key, parts(x)) for x in proposals(halves, one)] == [(1, {"a": "50.00"}), (2, {"a": "50.00"})]


def test_currencies_and_directions_do_not_mix():
    assert proposals([paid("100.00", "FV 1/2026", account=ALFA, currency="EUR")], [item("a", "FV 1/2026", "100.00")]) == []
    assert proposals([paid("-100.00", "FV 1/2026", account=ALFA)], [item("a", "FV 1/2026", "100.00")]) == []


def test_a_reference_counts_as_the_number():
    [found] = proposals([paid("100.00", references=("NOTPROVIDED", "FV 1/2026"))], [item("a", "FV 1/2026", "100.00")])
    assert found.score == 70


money = st.decimals("-30", "30", places=0).filter(bool)
items_of_three = st.lists(st.tuples(st.sampled_from("ABC"), money, st.integers(1, 28)), max_size=8).map(
    lambda rows: [
        OpenItem(i, p, f"Firma {p}", f"FV {i}/2026", date(2026, 3, d), amount, "PLN", (f"ACC{p}",)) for i, (p, amount, d) in enumerate(rows)
    ]
)
lines_of_three = st.lists(
    st.tuples(money, st.sampled_from("ABCX"), st.booleans(), st.lists(st.integers(0, 8), max_size=3), st.integers(1, 3)), max_size=6
).map(lambda rows: [
    StatementLine(i, amount, "PLN", date(2026, 4, d), f"Firma {p}" if named else "", f"ACC{p}", " ".join(f"FV {n}/2026;" for n in numbers))
    for i, (amount, p, named, numbers, d) in enumerate(rows)
])


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text drawn loads all letters, a second on a busy machine
@given(lines_of_three, items_of_three, st.integers(0, 99))
def test_nothing_is_settled_beyond_what_is_open(lines, items, seed):
    found = proposals(lines, items)
    by_key = {each.key: each for each in lines}
    for each in found:
        assert total(part.amount for part in each.allocations) + each.unallocated == by_key[each.line_key].amount
        assert each.unallocated * by_key[each.line_key].amount >= 0
        assert 30 <= each.score <= 100 and each.reasons and each.allocations
    for own in items:
        taken = [part.amount for each in found for part in each.allocations if part.item_key == own.key]
        assert all(amount * own.open_amount > 0 for amount in taken)
        assert abs(total(taken)) <= abs(own.open_amount)
    shuffled = list(items)
    Random(seed).shuffle(shuffled)
    again = proposals(lines, shuffled)
    assert [(x.line_key, set(x.allocations), x.score) for x in again] == [(x.line_key, set(x.allocations), x.score) for x in found]


@given(st.lists(money, max_size=9), st.decimals(-60, 60, places=0))
def test_the_only_subset_is_the_only_one(amounts, target):
    every = [
        choice for size in range(2, len(amounts) + 1) for choice in combinations(range(len(amounts)), size)
        if sum(amounts[i] for i in choice) == target
    ]
    assert only_subset(amounts, target) == (every[0] if len(every) == 1 else None)


def test_too_many_to_tell():
    assert only_subset([D(1)] * 25, D(25)) is None
    assert only_subset([D(2**i) for i in range(20)], D(2**19 + 1)) == (0, 19)
    assert only_subset([D(1) + D(i * i) / 10000 for i in range(24)], D("12.2")) is None
