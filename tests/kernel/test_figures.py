"""After a large act the planner knows the tables as they are now, without waiting for autovacuum; a small one asks for nothing."""

from typing import Any

import pytest

from ogniwo.kernel.commands import run
from ogniwo.kernel.writing import figures
from ogniwo.site.testing import Firm

ROWS = "SELECT reltuples FROM pg_class WHERE oid = 'catalog_product'::regclass"


def add(firm: Firm, first: int, number: int, *, preview: bool = False) -> None:
    products = [{"code": f"P{n}", "name": {"pl": f"Produkt {n}"}, "unit": "szt"} for n in range(first, first + number)]
    run("catalog.add_products", firm.acting, {"products": products}, preview=preview)


def test_a_large_act_leaves_fresh_figures(firm: Firm, as_role: Any) -> None:
    root = as_role("superuser")
    run("catalog.add_units", firm.acting, {"units": [{"code": "szt", "name": {"pl": "szt."}}]})

    def known() -> float:
        return float(root.execute(ROWS).fetchone()[0])

    before = known()
    add(firm, 0, 20)
    add(firm, 1000, figures.BULK, preview=True)
    assert known() == before <= 0
    add(firm, 1000, figures.BULK)
    assert known() == figures.BULK + 20
    add(firm, 5000, 20)
    assert known() == figures.BULK + 20


@pytest.mark.parametrize("tables", [["pg_authid"], ["no_such_table"], ["catalog_product; DROP TABLE x"], ["pg_catalog.pg_class"]])
def test_only_tables_of_ours_are_asked_for(firm: Firm, as_role: Any, tables: list[str]) -> None:
    as_role("app").execute("SELECT writing_analyze(%s::text[])", [tables])
