"""Trying accounts on the documents of buying."""

from ogniwo.finance.ledger.commands.trying import try_document
from ogniwo.supply.purchasing import commands


def roles(buying, document):
    trial = try_document(document, acting=buying.firm.acting_as("accountant"))
    return trial.posted, {one.role for one in trial.amounts}, trial.problems


def test_an_order_its_receipt_and_the_suppliers_invoice(buying):
    order = buying.order((buying.panel, "10", "10.00"))
    assert roles(buying, order) == (False, {"stock", "received_not_invoiced"}, ())
    receipt = buying.receive(order, "6")
    assert roles(buying, receipt) == (True, {"stock", "received_not_invoiced"}, ())
    invoice = buying.invoice((buying.panel, "6", "66.00"), ("Transport", "1", "10.00"))
    assert roles(buying, invoice) == (False, {"received_not_invoiced", "purchase_cost", "tax_input", "payable"}, ())
    commands.match_invoices([invoice], acting=buying.acting)
    posted, found, problems = roles(buying, invoice)
    assert not posted and problems == () and {"received_not_invoiced", "stock", "payable"} <= found
    assert buying.state(invoice) == "matched"
