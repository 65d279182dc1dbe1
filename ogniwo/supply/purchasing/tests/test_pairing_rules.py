"""Which receipt an invoice line is for."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from ogniwo.supply.purchasing.rules import Asked, Offered, pair, product_of


def test_a_line_takes_oldest_receipts_of_its_product_first():
    found = pair([Asked("f", D(5), "p")], [Offered("old", "p", D(3)), Offered("other", "q", D(9)), Offered("new", "p", D(9))])
    assert [(p.offered, p.quantity, p.how) for p in found] == [("old", D(3), "product"), ("new", D(2), "product")]


def test_the_order_named_goes_first_however_it_is_spelt():
    offered = [Offered("old", "p", D(9), numbers=("ZD/2026/00001",)), Offered("new", "p", D(9), numbers=("ZD/2026/00002",))]
    assert [p.offered for p in pair([Asked("f", D(5), "p", text="wg zd 2026-00002")], offered)] == ["new"]


def test_a_suppliers_code_stands_for_the_product_stated_or_as_a_word():
    offered = [Offered("r", "p", D(9), codes=("TB-1001",))]
    assert pair([Asked("f", D(1), codes=("tb1001",))], offered)[0].how == "code"
    assert pair([Asked("f", D(1), text="Śruba (TB-1001) ocynk")], offered)[0].how == "code"
    assert pair([Asked("f", D(1), text="Śruba TB-10012")], offered) == []
    assert pair([Asked("f", D(1), product="q", codes=("TB-1001",))], offered) == []


def test_names_match_whole_only():
    offered = [Offered("r", None, D(9), names=("Usługa transportowa",))]
    assert pair([Asked("f", D(1), text="usługa TRANSPORTOWA")], offered)[0].how == "name"
    assert pair([Asked("f", D(1), text="usługa transportowa do Poznania")], offered) == []


def test_the_product_of_codes_longest_word_wins_and_short_ones_never_by_text():
    known = {"TB": "short", "TB-10": "family", "TB-10-5": "one"}
    assert product_of((), "płyta TB-10-5 lakier", known) == "one"
    assert product_of((), "płyta TB", known) is None
    assert product_of(("TB",), "", known) == "short"


lines = st.lists(st.tuples(st.integers(-3, 20), st.sampled_from("pq")), max_size=6)


@given(lines, lines)
def test_nothing_is_dealt_twice(asked, offered):
    a = [Asked(n, D(q), product) for n, (q, product) in enumerate(asked)]
    o = [Offered(n, product, D(max(q, 0))) for n, (q, product) in enumerate(offered)]
    found = pair(a, o)
    for line in a:
        assert sum(p.quantity for p in found if p.asked == line.key) <= max(line.quantity, 0)
    for line in o:
        assert sum(p.quantity for p in found if p.offered == line.key) <= line.left
    assert all(p.quantity > 0 for p in found)
    for product in "pq":
        wanted, there = sum(max(x.quantity, 0) for x in a if x.product == product), sum(x.left for x in o if x.product == product)
        dealt = sum(p.quantity for p in found if a[p.asked].product == product)
        assert dealt == min(wanted, there)
