"""From a need to a posted invoice: orders, partial receipts, matching, later prices; each ends at zero on received-not-invoiced."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import post_invoices
from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.approvals.commands import refuse
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing.unit import Counter
from ogniwo.supply.inventory.queries.stock import availability
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.commands import LineMatch, ReceiptInput
from ogniwo.supply.purchasing.queries.lists import order_lines, proposal_reasons, proposals
from ogniwo.supply.purchasing.queries.matches import matches
from ogniwo.supply.purchasing.queries.open_lines import received_not_invoiced, reconciliation
from ogniwo.supply.purchasing.tests.conftest import TODAY

STOCK, RNI, PAYABLE, VARIANCE, COST = "330", "303", "202", "341", "735"


def codes(refused):
    return [e.code for e in refused.value.errors]


def test_what_is_below_its_minimum_is_proposed_and_ordered_once(buying):
    made = commands.propose_orders(acting=buying.acting)
    assert len(made) == 1
    with reading(buying.acting):
        (p,) = proposals(acting=buying.acting)
        why = proposal_reasons([p.pk], acting=buying.acting)[p.pk]
    assert (p.product_id, p.quantity, p.price, p.expected_on) == (buying.screw, D(100), D("0.40"), TODAY + timedelta(days=5))
    assert "100" in why
    orders = commands.order_proposals(made, acting=buying.acting)
    assert buying.state(orders[0]) == "draft"
    assert buying.firm.rows("SELECT net FROM trade_tradedocument WHERE document_id = %s", [orders[0]]) == [(D("40.00"),)]
    assert commands.propose_orders(acting=buying.acting) == []


def test_lots_are_whole(buying):
    buying.order((buying.screw, "30", None))
    (number,) = commands.propose_orders(acting=buying.acting)
    assert buying.firm.rows("SELECT quantity, on_order FROM purchasing_proposal WHERE id = %s", [number]) == [(D(100), D(30))]


def test_partial_receipts_at_the_orders_price(buying):
    order = buying.order((buying.panel, "10", "12.50"), (buying.transport, "2", "100"))
    receipt = buying.receive(order, "4", reference="WZ/77")
    assert (buying.account(STOCK), buying.account(RNI)) == (D("50.00"), D("-50.00"))
    buying.receive(order)
    assert (buying.account(STOCK), buying.account(RNI)) == (D("125.00"), D("-125.00"))
    with reading(buying.acting):
        lines = order_lines(order, acting=buying.acting)
    assert [(x.quantity, x.received, x.left) for x in lines] == [(D(10), D(10), 0), (D(2), D(2), 0)]
    numbers = buying.firm.rows("SELECT n.text FROM numbering_number n JOIN documents_document d ON d.id = n.document_id WHERE d.type = 'purchasing.receipt' ORDER BY n.n")
    assert numbers == [("PZ/2026/00001",), ("PZ/2026/00002",)]
    assert buying.firm.rows("SELECT their_reference FROM trade_tradedocument WHERE document_id = %s", [receipt]) == [("WZ/77",)]
    with pytest.raises(Refused) as refused:
        buying.receive(order)
    assert codes(refused) == ["trade.nothing_left"]


def test_more_than_ordered_only_within_the_tolerance(buying):
    order = buying.order((buying.panel, "10", "12.50"))
    with pytest.raises(Refused) as refused:
        buying.receive(order, "11")
    assert codes(refused) == ["purchasing.over_receipt"]
    with buying.firm.act() as unit:
        unit.do("UPDATE tenancy_company SET policies = policies || '{\"receipt_tolerance_percent\": \"10\"}' WHERE id = %s", [buying.firm.company])
    buying.receive(order, "11")
    assert buying.account(STOCK) == D("137.50")


def test_a_foreign_order_comes_in_at_the_rate_of_the_day_before(buying):
    from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates

    order = buying.order((buying.panel, "10", "3.00"), supplier=buying.steel, currency="EUR")
    with pytest.raises(Refused) as refused:
        buying.receive(order)
    assert codes(refused) == ["taxation.no_exchange_rate"]
    set_exchange_rates([NewExchangeRate("EUR", TODAY - timedelta(days=3), D("4.2531"))], acting=buying.acting)
    buying.receive(order)
    assert buying.account(STOCK) == D("127.59")


def test_orders_over_the_amount_wait_for_a_second_person(buying):
    with buying.firm.act() as unit:
        unit.do("UPDATE tenancy_company SET policies = policies || '{\"approve_purchases_over\": \"100\"}' WHERE id = %s", [buying.firm.company])
    small, big, other = buying.order((buying.panel, "10", "10")), buying.order((buying.panel, "10", "10.01")), buying.order((buying.panel, "99", "10"))
    assert [buying.state(o) for o in (small, big, other)] == ["confirmed", "waiting", "waiting"]
    with pytest.raises(Refused) as refused:
        commands.approve_orders([big], acting=buying.acting)
    assert codes(refused) == ["approvals.own_request"]
    accountant, buyer = buying.firm.acting_as("accountant"), buying.firm.acting_as("buyer")
    with pytest.raises(NoRight):
        commands.approve_orders([big], acting=buyer)
    commands.approve_orders([big], acting=accountant)
    ((request,),) = buying.firm.rows("SELECT id FROM approvals_request WHERE document_id = %s", [other])
    refuse([request], answer="za dużo", acting=accountant)
    assert [buying.state(o) for o in (big, other)] == ["confirmed", "draft"]


def test_closed_orders_are_no_longer_expected_and_begun_ones_cannot_be_cancelled(buying):
    order, idle = buying.order((buying.panel, "10", "10")), buying.order((buying.panel, "5", "10"))
    buying.receive(order, "4")
    (row,) = [a for a in availability([buying.panel], acting=buying.acting) if a.warehouse_id == buying.warehouse]
    assert (row.quantity, row.on_order, row.total) == (D(4), D(11), D(15))
    with pytest.raises(Refused) as refused:
        commands.cancel_orders([order], acting=buying.acting)
    assert codes(refused) == ["purchasing.received_in_part"]
    commands.close_orders([order], acting=buying.acting)
    commands.cancel_orders([idle], acting=buying.acting)
    (row,) = availability([buying.panel], acting=buying.acting)
    assert row.on_order == 0


def test_a_draft_is_changed(buying):
    from ogniwo.masterdata.trade.rules import LineInput

    order = buying.order((buying.panel, "10", "10"), confirm=False)
    (line,) = buying.lines(order)
    head = commands.OrderHead(buying.wood, TODAY, expected_on=date(2026, 3, 20))
    commands.change_order(order, head, [LineInput(product=buying.panel, quantity=D(3), line=line), LineInput(product=buying.screw, quantity=D(100))], acting=buying.acting)
    assert buying.firm.rows("SELECT net FROM trade_tradedocument WHERE document_id = %s", [order]) == [(D("70.00"),)]
    assert buying.firm.rows("SELECT expected_on FROM purchasing_purchaseorder WHERE document_id = %s", [order]) == [(date(2026, 3, 20),)]


def settled(buying):
    """By-line equals the account, and the proofs see nothing."""
    found = reconciliation(as_of=date(2026, 12, 31), acting=buying.acting)
    assert found.difference == 0
    return found.account


def test_an_invoice_is_matched_by_code_and_its_price_goes_to_stock_and_cost(buying):
    from ogniwo.supply.inventory.commands import IssueLine, issue_internal

    order = buying.order((buying.panel, "10", "10.00"))
    buying.receive(order, "6")
    buying.receive(order, "4")
    issue_internal(buying.warehouse, [IssueLine(buying.panel, D(5))], on=TODAY, acting=buying.acting)
    invoice = buying.invoice(("Płyta dębowa klejona TB-2002", "10", "110.00"))
    assert commands.match_invoices([invoice], acting=buying.acting) == 2
    assert buying.state(invoice) == "matched"
    with reading(buying.acting):
        rows = matches(invoice, acting=buying.acting)
    assert [(r.quantity, r.receipt, r.how, r.tolerated) for r in rows] == [(D(6), "PZ/2026/00001", "product", False), (D(4), "PZ/2026/00002", "product", False)]
    assert "11" in rows[0].difference and "10" in rows[0].difference
    post_invoices([invoice], acting=buying.acting)
    assert settled(buying) == 0
    assert (buying.account(RNI), buying.account(STOCK), buying.account("401"), buying.account(PAYABLE)) == (0, D("55.00"), D("55.00"), D("-135.30"))
    assert received_not_invoiced(as_of=TODAY, acting=buying.acting) == []


def test_a_price_difference_goes_to_the_variance_account_by_policy(buying):
    order = buying.order((buying.varnish, "3", "20.00"))
    buying.receive(order)
    invoice = buying.invoice((buying.varnish, "3", "58.50"))
    commands.match_invoices([invoice], acting=buying.acting)
    post_invoices([invoice], acting=buying.acting)
    assert (buying.account(RNI), buying.account(STOCK), buying.account(VARIANCE)) == (0, D("60.00"), D("-1.50"))
    assert settled(buying) == 0


def test_part_of_a_receipt_invoiced_leaves_the_rest_open_by_line(buying):
    order = buying.order((buying.panel, "3", "33.333333"))
    receipt = buying.receive(order)
    for n, open_after in ((1, "-66.67"), (2, "-33.33"), (3, "0")):
        invoice = buying.invoice((buying.panel, "1", "33.33"), number=f"F/{n}")
        commands.match_invoices([invoice], acting=buying.acting)
        post_invoices([invoice], acting=buying.acting)
        assert settled(buying) == D(open_after)
        assert [(row.document_id, row.open) for row in received_not_invoiced(as_of=TODAY, acting=buying.acting)] == ([(receipt, D(open_after))] if n < 3 else [])
    assert buying.account(STOCK) == D("99.99")


def test_goods_invoiced_before_they_came_stand_open_and_a_service_is_a_cost(buying):
    invoice = buying.invoice((buying.panel, "2", "20.00"), (buying.transport, "1", "100.00"))
    assert commands.match_invoices([invoice], acting=buying.acting) == 0
    post_invoices([invoice], acting=buying.acting)
    assert settled(buying) == D("20.00") and buying.account("402") == D("100.00")
    (row,) = received_not_invoiced(as_of=TODAY, acting=buying.acting)
    assert (row.kind, row.open) == ("invoice", D("20.00"))


def test_matched_by_hand_and_taken_back(buying):
    order = buying.order((buying.panel, "10", "10.00"))
    receipt = buying.receive(order)
    invoice = buying.invoice(("coś dębowego", "4", "40.00"))
    assert commands.match_invoices([invoice], acting=buying.acting) == 0
    (line,), (of,) = buying.lines(invoice), buying.lines(receipt)
    with pytest.raises(Refused) as refused:
        commands.match_lines(invoice, [LineMatch(line, of, D(5))], acting=buying.acting)
    assert codes(refused) == ["purchasing.nothing_to_match"]
    commands.match_lines(invoice, [LineMatch(line, of, D(4))], acting=buying.acting)
    assert buying.state(invoice) == "matched"
    assert commands.unmatch([invoice], acting=buying.acting) == 1
    assert buying.state(invoice) == "draft"
    stranger = buying.invoice((buying.panel, "4", "40.00"), supplier=buying.steel, number="S/1")
    with pytest.raises(Refused) as refused:
        commands.match_lines(stranger, [LineMatch(buying.lines(stranger)[0], of, D(4))], acting=buying.acting)
    assert codes(refused) == ["purchasing.not_same_supplier"]
    commands.match_lines(invoice, [LineMatch(line, of, D(4))], acting=buying.acting)
    post_invoices([invoice], acting=buying.acting)
    assert settled(buying) == D("-60.00")
    with pytest.raises(Refused):
        commands.unmatch([invoice], acting=buying.acting)


def test_the_order_named_on_the_invoice_goes_first(buying):
    buying.receive(buying.order((buying.panel, "5", "10")))
    second = buying.order((buying.panel, "5", "11"))
    receipt = buying.receive(second)
    ((number,),) = buying.firm.rows("SELECT text FROM numbering_number WHERE document_id = %s", [second])
    invoice = buying.invoice((buying.panel, "5", "55.00"), note=f"dot. zam. {number.lower()}")
    commands.match_invoices([invoice], acting=buying.acting)
    assert buying.firm.rows("SELECT receipt_line_id, jsonb_array_length(differences) FROM purchasing_match") == [(buying.lines(receipt)[0], 0)]


def test_statements_do_not_grow_with_the_set(buying):
    def act(count, first):
        orders = [buying.order((buying.panel, "2", "10.00"), confirm=False) for _n in range(count)]
        counts = []
        for run in (
            lambda: commands.confirm_orders(orders, acting=buying.acting),
            lambda: commands.receive_orders([ReceiptInput(o, TODAY) for o in orders], acting=buying.acting),
        ):
            before = Counter.sent
            run()
            counts.append(Counter.sent - before)
        invoices = [buying.invoice((buying.panel, "2", "21.00"), number=f"{first}{n}") for n in range(count)]
        for run in (lambda: commands.match_invoices(invoices, acting=buying.acting), lambda: post_invoices(invoices, acting=buying.acting)):
            before = Counter.sent
            run()
            counts.append(Counter.sent - before)
        return counts

    act(1, "warm")
    one, many = act(1, "A"), act(30, "B")
    assert all(b - a <= 2 for a, b in zip(one, many, strict=True)), (one, many)  # blocks of ids
    assert settled(buying) == 0
