"""Trying accounts on the documents of selling: before they are posted and after, by rules of any day."""

from datetime import date

import pytest

from ogniwo.finance.invoicing.commands import InvoiceInput, post_invoices, write_invoices
from ogniwo.finance.ledger.commands.accounts import set_account_rule
from ogniwo.finance.ledger.commands.trying import try_document
from ogniwo.finance.ledger.queries.trying import Way
from ogniwo.kernel.errors import Refused
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.tests.conftest import DAY, D

APRIL = date(2026, 4, 1)


@pytest.fixture
def tried(shop):
    """Accounts by role, and the trial itself."""

    def ask(document, **more):
        trial = try_document(document, acting=shop.firm.acting_as("accountant"), **more)
        return {(one.role, one.account) for one in trial.amounts}, trial

    return ask


def facts(shop):
    return shop.firm.rows("SELECT (SELECT count(*) FROM documents_document), (SELECT count(*) FROM ledger_line), (SELECT count(*) FROM inventory_move), (SELECT count(*) FROM numbering_number)")


def test_an_order_shows_what_delivering_it_would_book_and_leaves_no_trace(shop, tried):
    order = shop.order((shop.goods[0], "2", "30"))
    before = facts(shop)
    found, trial = tried(order)
    assert {role for role, _account in found} == {"cost_of_sales", "stock", "delivered_not_invoiced", "revenue"}
    assert not trial.posted and trial.problems == () and all(one.way is Way.RULE and one.booked == "" for one in trial.amounts)
    assert {(one.role, one.debit or -one.credit) for one in trial.amounts} == {("cost_of_sales", D(20)), ("stock", D(-20)), ("delivered_not_invoiced", D(60)), ("revenue", D(-60))}
    assert facts(shop) == before


def test_a_delivery_and_its_invoice_say_by_what_they_were_booked(shop, tried):
    order = shop.order((shop.goods[0], "2", "30"))
    (delivery,) = commands.deliver_orders([order], on=DAY, acting=shop.acting)
    found, trial = tried(delivery)
    assert trial.posted and all(one.booked == one.account for one in trial.amounts)
    assert {role for role, _account in found} == {"cost_of_sales", "stock", "delivered_not_invoiced", "revenue"}
    (invoice,) = commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    found, trial = tried(invoice)
    assert trial.posted and {role for role, _account in found} == {"receivable", "tax_due", "delivered_not_invoiced"}


def test_a_rule_not_yet_in_force_is_named_and_tried_on_its_day(shop, tried):
    (invoice,) = write_invoices([InvoiceInput(HeaderInput(party=shop.customers[0], day=DAY), (LineInput(product=shop.service, quantity=D(1), price=D(100)),))], acting=shop.acting)
    kind = shop.firm.rows("SELECT product_class FROM catalog_productterms WHERE product_id = %s", [shop.service])[0][0]
    set_account_rule("revenue", "702", valid_from=APRIL, product_class=kind, acting=shop.acting)
    _found, trial = tried(invoice)
    (revenue,) = [one for one in trial.amounts if one.role == "revenue"]
    assert (revenue.account, revenue.next_account, revenue.next_from, revenue.product_class) == ("700", "702", APRIL, kind)
    post_invoices([invoice], acting=shop.acting)
    (revenue,) = [one for one in tried(invoice, day=APRIL)[1].amounts if one.role == "revenue"]
    assert (revenue.booked, revenue.account, revenue.rule, revenue.valid_from, revenue.next_account) == ("700", "702", kind, APRIL, "")


def test_what_can_not_be_booked_says_why_beside_what_was_found(shop, tried):
    (invoice,) = write_invoices([InvoiceInput(HeaderInput(party=shop.customers[0], day=DAY), (LineInput(product=shop.service, quantity=D(1), price=D(100)),))], acting=shop.acting)
    with shop.firm.act() as unit:
        unit.do("UPDATE ledger_accountrule SET valid_to = '2026-01-31' WHERE role = 'revenue'")
    found, trial = tried(invoice)
    assert ("revenue", "") in found and [one.way for one in trial.amounts if one.role == "revenue"] == [Way.NONE]
    assert len(trial.problems) == 1 and "Przychód" in trial.problems[0]


def test_an_order_of_which_nothing_can_go_says_so(shop, tried):
    order = shop.order((shop.goods[0], "500", "30"))
    commands.deliver(order, shop.take(order, "100"), on=DAY, acting=shop.acting)
    found, trial = tried(order)
    assert found == set() and len(trial.problems) == 1


def test_who_may_not_and_what_books_nothing_is_refused(shop, tried):
    offer = shop.firm.rows("SELECT id FROM documents_document WHERE type = 'inventory.opening'")[0][0]
    assert tried(offer)[1].posted
    order = shop.order((shop.goods[0], "1", "30"))
    with pytest.raises(Exception, match="access.denied"):
        try_document(order, acting=shop.firm.acting_as("seller"))
    with pytest.raises(Refused, match="not_found"):
        try_document(shop.customers[0], acting=shop.acting)
