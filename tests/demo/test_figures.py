"""Every figure of the demo's reports opens, and what it opens sums to it to the grosz."""

from collections import defaultdict
from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.controlling.margins.queries import By, margin, margin_lines
from ogniwo.finance.ledger.models import AccountRule
from ogniwo.finance.ledger.queries.ledgers import account_ledger, journal_sums
from ogniwo.finance.ledger.queries.trial import trial_balance
from ogniwo.finance.tax.queries import register, register_sums
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.models import Document
from ogniwo.supply.inventory.queries.stock import product_moves, stock_value
from ogniwo.workbench import registry

START, ZERO = date(2026, 1, 1), D(0)
MONTHS = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]


@pytest.fixture(scope="module")
def owner(demo_module):
    return demo_module.acting_as("owner")


@pytest.fixture(autouse=True)
def inside(owner):
    with reading(owner):
        yield


def test_trial_balance_opens_to_lines(owner):
    rows = trial_balance(as_of=owner.today, since=START, acting=owner)
    assert len(rows) > 15 and sum(r.debit for r in rows) == sum(r.credit for r in rows) > 0
    for row in rows:
        opened = account_ledger(account=row.code, as_of=owner.today, since=START, acting=owner)
        lines = [line for line in opened if line.line_id]
        assert (sum((x.debit for x in lines), ZERO), sum((x.credit for x in lines), ZERO)) == (row.debit, row.credit), row.code
        assert opened[-1].balance == row.closing_debit - row.closing_credit, row.code


def test_trial_balance_equals_the_journals(owner):
    rows = trial_balance(as_of=owner.today, since=START, acting=owner)
    sums = journal_sums(as_of=owner.today, since=START, acting=owner)
    assert sum(s.debit for s in sums) == sum(r.debit for r in rows)
    assert sum(s.credit for s in sums) == sum(r.credit for r in rows)


def test_every_line_leads_to_a_document_a_person_can_open(owner):
    kinds = set(Document.objects.filter(id__in=_documents(owner)).values_list("type", flat=True))
    registry.load()
    missing = {kind for kind in kinds if not TYPES[kind].record or TYPES[kind].record not in registry.SCREENS}
    assert missing == set()


def _documents(owner):
    found = set()
    for row in trial_balance(as_of=owner.today, since=START, acting=owner):
        found |= {x.document_id for x in account_ledger(account=row.code, as_of=owner.today, since=START, acting=owner) if x.document_id}
    return found


def test_vat_register_opens_to_its_lines_and_the_ledger(owner):
    for month in MONTHS:
        for row in register_sums(period=month, acting=owner):
            opened = [x for x in register(register=row.register, period=month, acting=owner) if row.strong or (x.tax_class, x.rate) == (row.tax_class, row.rate)]
            assert (len(opened), sum(x.net for x in opened), sum(x.tax for x in opened)) == (row.lines, row.net, row.tax)
            assert sum(x.booked for x in opened) == row.tax


def test_stock_value_opens_to_moves(owner):
    worth = defaultdict(lambda: ZERO)
    for row in stock_value(as_of=owner.today, acting=owner):
        worth[row.product_id] += row.value
    assert len(worth) > 50
    for product, value in worth.items():
        assert sum((m.value for m in product_moves(product=product, as_of=owner.today, since=START, acting=owner)), ZERO) == value


@pytest.mark.parametrize("by", list(By))
def test_margins_open_and_sum_to_the_ledger(owner, by):
    rows = margin(by, as_of=owner.today, since=START, acting=owner)
    assert len([row for row in rows if row.key]) > 2
    for row in rows:
        opened = margin_lines(by, key=row.key, as_of=owner.today, since=START, acting=owner)
        assert sum((line.amount for line in opened), ZERO) == row.result, row.name
    accounts = dict(AccountRule.objects.filter(role__in=("revenue", "revenue_goods", "revenue_services", "cost_of_sales")).values_list("account_id", "role"))
    found = [(accounts[r.account_id], r) for r in trial_balance(as_of=owner.today, since=START, acting=owner) if r.account_id in accounts]
    revenue = sum((r.credit - r.debit for role, r in found if role != "cost_of_sales"), ZERO)
    cost = sum((r.debit - r.credit for role, r in found if role == "cost_of_sales"), ZERO)
    assert (sum(r.revenue for r in rows), sum(r.cost for r in rows)) == (revenue, cost)


def test_the_start_page_counts_what_waits(owner):
    home = registry.screen("home")
    found = {str(tile.title): tile.source(acting=owner).amount for tile in home.tiles}
    assert all(found[title] > 0 for title in ("Overdue receivables", "To deliver", "To reconcile", "Overdue invoices")), found
