"""A list over its bound: counted up to it, sorted only along an index, searched through the search door or in its first rows."""

from __future__ import annotations

from typing import Any

import pytest

from ogniwo.kernel.commands import reading, run
from ogniwo.workbench import listing, registry
from ogniwo.workbench.declare import List

BOUND = 4
GOODS = 9


LIMITS = (300, None, 100, None, 200, None, None, 50, None)


@pytest.fixture(scope="module")
def filled(house: Any) -> Any:
    house.furnish(goods=GOODS)
    new = [{"name": f"Firma {n}", "terms": {"customer": True, "credit_limit": limit and str(limit)}} for n, limit in enumerate(LIMITS)]
    run("parties.add_parties", house.firm.acting, {"parties": new})
    return house


@pytest.fixture
def many(filled: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Nine products and 18 customers, where a list counts as long above four."""
    monkeypatch.setattr(listing, "BOUND", BOUND)
    return filled


def build(house: Any, name: str, **get: str) -> listing.Listing:
    screen = registry.screen(name)
    assert isinstance(screen, List)
    acting = house.firm.acting
    with reading(acting):
        return listing.build(screen, listing.ask(screen, get, acting), acting, limit=3)


def column(found: listing.Listing, name: str) -> list[str]:
    at = [c.name for c in found.columns].index(name)
    return [row.cells[at].text for row in found.rows]


def test_a_long_list_is_counted_to_its_bound_and_sorts_only_along_an_index(many: Any) -> None:
    found = build(many, "catalog.products", order="-minimum")
    assert found.count is None and not found.totals
    assert found.asked.order == "product__code"
    assert column(build(many, "catalog.products", order="-product__code"), "product__code") == ["KR-008", "KR-007", "KR-006"]
    html = many.client("owner", "en").get("/s/catalog.products/?order=-minimum").content.decode()
    assert "order=-product__code" in html and "order=-minimum" not in html.split("<thead>")[1].split("</thead>")[0]
    assert "Narrow the list to sort by this." in html


def test_narrowed_within_the_bound_it_sorts_by_any_column(many: Any) -> None:
    found = build(many, "catalog.products", order="-minimum", q="KR-00", product__kind="service")
    assert found.count == 0 and found.asked.order == "-minimum"


def test_its_search_goes_through_the_door_whole(many: Any) -> None:
    found = build(many, "catalog.products", q="KR-008")
    assert column(found, "product__code") == ["KR-008"] and not found.asked.partly


def test_words_too_common_or_a_list_without_a_door_are_sought_in_the_first_rows_and_it_says_so(many: Any) -> None:
    found = build(many, "catalog.products", q="KR")
    assert found.asked.partly and found.count == BOUND
    html = many.client("owner", "en").get("/s/catalog.products/?q=KR").content.decode()
    assert "Only the first 4 were searched." in html


def test_a_page_that_goes_on_keeps_its_order_when_the_list_grows_over_the_bound(many: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "BOUND", 100)
    first = build(many, "catalog.products", order="-active")
    monkeypatch.setattr(listing, "BOUND", BOUND)
    second = build(many, "catalog.products", order="-active", after=first.next)
    assert second.asked.order == "-active"
    assert not {row.key for row in first.rows} & {row.key for row in second.rows}


def test_rows_without_a_value_come_last_in_both_directions_on_any_page(many: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "BOUND", 100)
    for order, figures in (("credit_limit", ["50", "100", "200", "300"]), ("-credit_limit", ["300", "200", "100", "50"])):
        seen = [row.cells[[c.name for c in registry.screen("parties.customers").columns].index("credit_limit")].raw for row in everything(many, order)]
        assert [str(int(n)) for n in seen if n is not None] == figures and seen[4:] == [None] * (len(seen) - 4)
        assert len(seen) == GOODS + len(LIMITS)


def everything(house: Any, order: str) -> list[listing.Drawn]:
    rows: list[listing.Drawn] = []
    after = ""
    while True:
        found = build(house, "parties.customers", order=order, after=after)
        rows += found.rows
        after = found.next
        if not after:
            return rows
