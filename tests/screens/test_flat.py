"""A list costs the same number of statements at 10 rows and at 1,000."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ogniwo.kernel.commands import run

LISTS = ["parties.parties", "catalog.products", "inventory.moves", "inventory.stock"]


def fill(house: Any, first: int, last: int) -> None:
    """Parties, products and their opening stock from ``first`` to ``last``."""
    numbers = range(first, last)
    acting = house.firm.acting
    run("parties.add_parties", acting, {"parties": [{"name": f"Firma {n:04d}", "terms": {"customer": True}} for n in numbers]})
    if first == 0:
        run("catalog.add_units", acting, {"units": [{"code": "szt", "name": {"pl": "szt.", "en": "pcs"}}]})
    products = run("catalog.add_products", acting, {"products": [{"code": f"P{n:04d}", "name": {"pl": f"Towar {n}", "en": f"Good {n}"}, "unit": "szt"} for n in numbers]}).result
    if first == 0:
        house.warehouse = run("inventory.add_warehouses", acting, {"warehouses": [{"code": "M", "name": "M"}]}).result[0]
    lines = [{"product": str(p), "quantity": "1", "value": "1"} for p in products]
    run("inventory.open_stock", acting, {"warehouse": str(house.warehouse), "lines": lines, "on": str(acting.today)})


def statements(house: Any, name: str) -> int:
    client = house.client("owner", "en")
    client.get(f"/s/{name}/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/s/{name}/").status_code == 200
    return len(asked)


def test_lists_cost_the_same_at_any_size(house):
    from ogniwo.workbench import registry

    names = [n for n in LISTS if registry.screen(n)]
    if len(names) < 2:
        pytest.fail("the lists this test reads are gone; name others")
    fill(house, 0, 10)
    few = {name: statements(house, name) for name in names}
    fill(house, 10, 1000)
    many = {name: statements(house, name) for name in names}
    assert few == many
    assert max(many.values()) <= 24, many
