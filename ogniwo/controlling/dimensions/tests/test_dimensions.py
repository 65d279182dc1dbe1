"""Balances by dimension sum to the trial balance by account, open to their lines, and stay as they were known."""

from collections import defaultdict
from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.controlling.dimensions.queries import balances, kinds, lines, suggest_cost_centers
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.commands.reports import save_report
from ogniwo.finance.ledger.queries.reading import positions, report_again
from ogniwo.finance.ledger.queries.trial import trial_balance
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.commands.acts import reading
from ogniwo.supply.inventory.commands import IssueLine, issue_internal
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.tests.conftest import DAY, shop  # noqa: F401 - a fixture

END, FEBRUARY = date(2026, 3, 31), date(2026, 2, 10)


def rent(shop, amount, *, on=DAY):  # noqa: F811
    post_entries([NewEntry("PK", on, (EntryLine("402", debit=D(amount), dimensions={"cost_center": "SALON"}), EntryLine("240", credit=D(amount))))], acting=shop.acting)


@pytest.fixture
def worked(shop):  # noqa: F811
    orders = [shop.order((shop.goods[0], "5", "30"), (shop.goods[1], "2", "50")), shop.order((shop.goods[0], "1", "40"), customer=1)]
    commands.invoice_deliveries(commands.deliver_orders(orders, on=DAY, acting=shop.acting), issued_on=DAY, acting=shop.acting)
    issue_internal(shop.warehouses[0], [IssueLine(shop.goods[2], D(3))], on=DAY, cost_center="SALON", acting=shop.acting)
    rent(shop, "6400.00")
    rent(shop, "100.00", on=FEBRUARY)
    return shop


def asked(shop, by, **more):  # noqa: F811
    with reading(shop.acting):
        return balances(by, **{"as_of": END, "acting": shop.acting, **more})


@pytest.mark.parametrize("by", ["party", "product", "document", "cost_center", "product_class", "branch"])
def test_rows_sum_to_the_trial_balance_and_every_figure_opens(worked, by):
    rows = asked(worked, by, since=date(2026, 3, 1))
    sums = defaultdict(lambda: [D(0)] * 4)
    for row in rows:
        opened = lines(by, key=row.key, account=row.account, as_of=END, since=date(2026, 3, 1), acting=worked.acting)
        brought = lines(by, key=row.key, account=row.account, as_of=date(2026, 2, 28), since=date(1900, 1, 1), acting=worked.acting)
        assert (row.debit, row.credit) == (sum(x.debit for x in opened), sum(x.credit for x in opened))
        assert row.opening == sum(x.debit - x.credit for x in brought) and row.closing == row.opening + row.debit - row.credit
        if not row.strong:
            sums[row.account] = [a + b for a, b in zip(sums[row.account], (row.opening, row.debit, row.credit, row.closing), strict=True)]
    trial = {r.code: [r.debit, r.credit, r.closing_debit - r.closing_credit] for r in trial_balance(as_of=END, since=date(2026, 3, 1), acting=worked.acting)}
    assert {code: figures[1:] for code, figures in sums.items()} == trial


def test_a_cost_centre_a_customer_and_a_product(worked):
    salon = [(r.account, r.closing, r.strong) for r in asked(worked, "cost_center") if r.key == "SALON"]
    assert salon == [("401", D("30.00"), False), ("402", D("6500.00"), False), ("", D("6530.00"), True)]
    (only,) = [r for r in asked(worked, "cost_center", account="402") if r.key == "SALON"]
    assert (only.opening, only.debit, only.name) == (D(0), D("6500.00"), "SALON")
    revenue = {r.name: r.credit for r in asked(worked, "party", account="70")}
    assert sorted(revenue.values()) == [D("40.00"), D("250.00")]
    goods = {r.key: r.credit for r in asked(worked, "product", account="70")}
    assert goods == {str(worked.goods[0]): D("190.00"), str(worked.goods[1]): D("100.00")}
    assert {"party", "product", "cost_center"} <= set(kinds(acting=worked.acting))


def test_as_known_then_and_saved(worked):
    known, before = positions(acting=worked.acting), asked(worked, "cost_center")
    report = save_report("dimensions.balances", {"by": "cost_center", "as_of": END.isoformat()}, acting=worked.acting)
    rent(worked, "77.00")
    assert asked(worked, "cost_center", known=known) == before != asked(worked, "cost_center")
    with reading(worked.acting):
        again = report_again(report, acting=worked.acting)
    assert again.equal and again.then != again.now


def test_only_who_may_and_no_pattern_of_anothers(worked):
    with pytest.raises(NoRight):
        balances("party", as_of=END, acting=worked.firm.acting_as("seller"))
    assert asked(worked, "cost_center", account="%_") == asked(worked, "cost_center")
    assert {r.key for r in asked(worked, "no'such; --")} == {""}


def test_the_report_opens_in_the_browser_from_the_menu_and_a_cost_centre_is_typed(worked):
    from django.test import Client

    from ogniwo.kernel.access.models import User

    client = Client(headers={"accept-language": "pl"})
    client.force_login(User.objects.get(pk=worked.firm.acting_as("accountant").user_id), backend="django.contrib.auth.backends.ModelBackend")
    html = client.get("/s/dimensions.balances/", {"by": "cost_center", "as_of": "2026-03-31"}).content.decode()
    assert "<h1>Salda według analityki</h1>" in html
    assert 'href="/s/dimensions.balances/"' in html
    assert "SALON" in html
    address = html.partition("6 500,00".replace(" ", "\N{NO-BREAK SPACE}"))[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert address.startswith("/s/dimensions.lines/")
    opened = client.get(address).content.decode()
    assert "6\N{NO-BREAK SPACE}400,00" in opened and "/s/ledger." in opened
    assert "dimensions.cost_center" in client.get("/do/ledger.write_entry").content.decode()
    assert [s.value for s in suggest_cost_centers("sal", acting=worked.acting)] == ["SALON", "sal"]
    assert [s.value for s in suggest_cost_centers("", ["SALON"], acting=worked.acting)] == ["SALON"]
