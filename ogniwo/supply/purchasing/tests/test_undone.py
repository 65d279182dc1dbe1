"""What is undone, sent back, or comes in the other order: invoices taken back, goods returned, invoices before goods, units, matching by hand."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.finance.invoicing.commands import discard_purchase_invoices, post_invoices, void_purchase_invoices
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing.unit import Counter
from ogniwo.supply.inventory.commands import IssueLine, issue_internal
from ogniwo.supply.purchasing import commands
from ogniwo.supply.purchasing.commands import LineMatch, ReceiptInput, SentBack
from ogniwo.supply.purchasing.queries.lists import lines_of_return
from ogniwo.supply.purchasing.queries.matches import match_form, matches
from ogniwo.supply.purchasing.queries.open_lines import received_not_invoiced, reconciliation
from ogniwo.supply.purchasing.tests.conftest import TODAY

STOCK, RNI, PAYABLE, VARIANCE, TAX = "330", "303", "202", "341", "222"
APRIL = date(2026, 4, 2)


def codes(refused):
    return [e.code for e in refused.value.errors]


def settled(buying):
    found = reconciliation(as_of=date(2026, 12, 31), acting=buying.acting)
    assert found.difference == 0
    return found.account


def register(buying):
    return buying.firm.rows("SELECT tax_period, sum(net), sum(tax) FROM tax_taxregisterline GROUP BY 1 HAVING sum(net) <> 0 OR sum(tax) <> 0 ORDER BY 1")


def booked(buying, *lines, **more):
    invoice = buying.invoice(*lines, **more)
    commands.match_invoices([invoice], acting=buying.acting)
    post_invoices([invoice], acting=buying.acting)
    return invoice


def credit(buying, original, *lines, number="K/1", post=True):
    invoice = buying.invoice(*lines, number=number, corrects=original)
    commands.match_invoices([invoice], acting=buying.acting)
    if post:
        post_invoices([invoice], acting=buying.acting)
    return invoice


def open_rows(buying):
    return [(row.kind, row.open) for row in received_not_invoiced(as_of=date(2026, 12, 31), acting=buying.acting)]


def test_an_invoice_posted_by_mistake_is_taken_back_whole(buying, doctor):
    order = buying.order((buying.panel, "10", "10.00"))
    receipt = buying.receive(order)
    issue_internal(buying.warehouse, [IssueLine(buying.panel, D(4))], on=TODAY, acting=buying.acting)
    before = buying.firm.balances()
    wrong = booked(buying, (buying.panel, "10", "150.00"), (buying.transport, "1", "50.00"))
    assert buying.account(STOCK) == D("90.00")
    assert void_purchase_invoices([wrong], reason="nie nasza cena", acting=buying.acting) == [wrong]
    assert buying.state(wrong) == "void"
    assert buying.firm.balances() == before
    assert register(buying) == []
    assert buying.firm.rows("SELECT sum(open) FROM ledger_openitembalance") == [(D(0),)]
    assert settled(buying) == D("-100.00")
    assert open_rows(buying) == [("receipt", D("-100.00"))]
    doctor()
    booked(buying, (buying.panel, "10", "110.00"))  # the same number again, matched with the same receipt
    assert (settled(buying), buying.account(STOCK)) == (0, D("66.00"))
    assert buying.firm.rows("SELECT sum(quantity) FROM documents_flow WHERE kind = 'invoiced' AND source_id = %s", [buying.lines(receipt)[0]]) == [(D(10),)]
    doctor()


def test_taking_back_in_a_locked_month_goes_to_the_first_open_day_and_its_tax_too(buying, doctor):
    buying.receive(buying.order((buying.panel, "10", "10.00")))
    invoice = booked(buying, (buying.panel, "10", "120.00"))
    buying.firm.rows("UPDATE books_period SET locked = true WHERE month = '2026-03-01' RETURNING id")
    void_purchase_invoices([invoice], reason="pomyłka", on=TODAY, acting=buying.acting)
    assert buying.firm.rows("SELECT DISTINCT day FROM ledger_entry WHERE document_id = %s AND reverses_id IS NOT NULL", [invoice]) == [(date(2026, 4, 1),)]
    rows = buying.firm.rows("SELECT tax_period, corrected_on, net, tax FROM tax_taxregisterline ORDER BY id")
    assert rows == [(date(2026, 3, 1), None, D("120.00"), D("27.60")), (date(2026, 3, 1), date(2026, 4, 1), D("-120.00"), D("-27.60"))]
    assert settled(buying) == D("-100.00")
    assert reconciliation(as_of=TODAY, acting=buying.acting).account == 0
    assert reconciliation(as_of=TODAY, acting=buying.acting).difference == 0
    doctor()


def test_a_paid_or_corrected_or_returned_invoice_is_not_taken_back(buying):
    from ogniwo.finance.treasury.commands import PairInput, settle_items

    order = buying.order((buying.panel, "10", "10.00"))
    receipt = buying.receive(order)
    invoice = booked(buying, (buying.panel, "10", "100.00"))
    commands.return_goods(receipt, [SentBack(buying.lines(receipt)[0], D(3))], reason="wada", acting=buying.acting)
    with pytest.raises(Refused) as refused:
        void_purchase_invoices([invoice], reason="x", acting=buying.acting)
    assert codes(refused) == ["purchasing.credit_awaited"]
    note = credit(buying, invoice, (buying.panel, "-3", "-30.00"))
    items = [i for (i,) in buying.firm.rows("SELECT id FROM ledger_openitem ORDER BY amount")]
    settle_items([PairInput(items[0], items[-1])], on=TODAY, acting=buying.acting)
    with pytest.raises(Refused) as refused:
        void_purchase_invoices([invoice, note], reason="x", acting=buying.acting)
    assert sorted(codes(refused)) == ["invoicing.corrected_already", "invoicing.settled_already", "invoicing.settled_already"]
    assert refused.value.errors[1].sentence()


def test_a_draft_put_aside_frees_its_receipts_and_number(buying):
    buying.receive(buying.order((buying.panel, "10", "10.00")))
    invoice = buying.invoice((buying.panel, "10", "100.00"))
    commands.match_invoices([invoice], acting=buying.acting)
    discard_purchase_invoices([invoice], acting=buying.acting)
    assert buying.state(invoice) == "discarded"
    assert buying.state(booked(buying, (buying.panel, "10", "100.00"))) == "posted"
    assert settled(buying) == 0


def test_goods_that_were_not_invoiced_go_back_and_never_will_be(buying, doctor):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")))
    (line,) = buying.lines(receipt)
    (back,) = commands.return_goods(receipt, [SentBack(line, D(4))], reason="wada", acting=buying.acting)
    assert (buying.account(STOCK), settled(buying)) == (D("60.00"), D("-60.00"))
    assert open_rows(buying) == [("receipt", D("-60.00"))]
    assert buying.firm.rows("SELECT text FROM numbering_number WHERE document_id = %s", [back]) == [("ZWD/2026/00001",)]
    booked(buying, (buying.panel, "6", "72.00"))
    assert (buying.account(STOCK), settled(buying)) == (D("72.00"), 0)
    assert buying.account(VARIANCE) == 0
    with pytest.raises(Refused) as refused:
        commands.return_goods(receipt, [SentBack(line, D(7))], reason="wada", acting=buying.acting)
    assert codes(refused) == ["purchasing.too_much_sent_back"]
    doctor()


def test_invoiced_goods_go_back_and_the_suppliers_correction_meets_them(buying, doctor):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")))
    (line,) = buying.lines(receipt)
    invoice = booked(buying, (buying.panel, "10", "120.00"))
    (back,) = commands.return_goods(receipt, [SentBack(line, D(3))], reason="wada", acting=buying.acting)
    assert (buying.account(STOCK), settled(buying)) == (D("84.00"), D("36.00"))
    assert open_rows(buying) == [("return", D("36.00"))]
    note = credit(buying, invoice, (buying.panel, "-10", "-120.00"), (buying.panel, "7", "84.00"))  # before and after
    with reading(buying.acting):
        rows = matches(note, acting=buying.acting)
        (row,) = lines_of_return(back, acting=buying.acting)
    assert [(r.quantity, r.receipt, r.how) for r in rows] == [(D(-3), "ZWD/2026/00001", "credit"), (D(-7), "PZ/2026/00001", "credit"), (D(7), "PZ/2026/00001", "product")]
    assert (row.credited, row.awaiting) == (D(3), D(3))
    assert (buying.account(STOCK), buying.account(VARIANCE), settled(buying)) == (D("84.00"), 0, 0)
    assert register(buying) == [(date(2026, 3, 1), D("84.00"), D("19.32"))]
    assert buying.account(PAYABLE) == D("-103.32")
    doctor()
    void_purchase_invoices([note], reason="pomyłka", acting=buying.acting)
    assert (settled(buying), open_rows(buying)) == (D("36.00"), [("return", D("36.00"))])
    doctor()


def test_what_stays_of_a_receipt_invoiced_in_part_keeps_its_own_price(buying, doctor):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")))
    booked(buying, (buying.panel, "5", "60.00"))
    commands.return_goods(receipt, [SentBack(buying.lines(receipt)[0], D(5))], reason="wada", acting=buying.acting)
    assert (buying.account(STOCK), buying.account(VARIANCE), settled(buying)) == (D("60.00"), 0, 0)
    doctor()


def test_a_lower_credit_is_a_variance_and_a_price_correction_lowers_the_cost(buying, doctor):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")))
    invoice = booked(buying, (buying.panel, "10", "100.00"))
    commands.return_goods(receipt, [SentBack(buying.lines(receipt)[0], D(2))], reason="wada", acting=buying.acting)
    note = credit(buying, invoice, (buying.panel, "-2", "-18.00"))
    with reading(buying.acting):
        assert "9" in matches(note, acting=buying.acting)[0].difference
    assert (buying.account(VARIANCE), settled(buying)) == (D("2.00"), 0)
    credit(buying, invoice, (buying.panel, "-8", "-80.00"), (buying.panel, "8", "72.00"), number="K/2")
    assert (buying.account(STOCK), settled(buying)) == (D("72.00"), 0)
    doctor()


def test_a_credit_that_came_first_waits_for_the_goods_to_go_back(buying, doctor):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00")))
    invoice = booked(buying, (buying.panel, "10", "100.00"))
    credit(buying, None, (buying.panel, "-3", "-30.00"))
    assert settled(buying) == D("-30.00")
    commands.return_goods(receipt, [SentBack(buying.lines(receipt)[0], D(3))], reason="wada", acting=buying.acting)
    assert (settled(buying), open_rows(buying), buying.account(STOCK)) == (0, [], D("70.00"))
    assert buying.state(invoice) == "posted"
    doctor()


@pytest.mark.parametrize("valuation", ["fifo", "average"])
def test_invoices_before_goods_meet_them_in_parts_at_another_price(buying, doctor, valuation):
    with buying.firm.act() as unit:
        unit.do("UPDATE catalog_productterms SET valuation = %s WHERE product_id = %s", [valuation, buying.panel])
    first = booked(buying, (buying.panel, "10", "110.00"))
    assert open_rows(buying) == [("invoice", D("110.00"))]
    order = buying.order((buying.panel, "15", "10.00"))
    buying.receive(order, "4")
    assert open_rows(buying) == [("invoice", D("66.00"))]
    assert (buying.account(STOCK), settled(buying)) == (D("44.00"), D("66.00"))
    doctor()
    buying.receive(order, "11")
    assert open_rows(buying) == [("receipt", D("-50.00"))]
    assert buying.account(STOCK) == D("160.00")
    with reading(buying.acting):
        assert [(r.how, r.quantity) for r in matches(first, acting=buying.acting)] == [("later", D(4)), ("later", D(6))]
    doctor()
    void_purchase_invoices([first], reason="pomyłka", acting=buying.acting)
    assert (open_rows(buying), buying.account(STOCK)) == ([("receipt", D("-40.00")), ("receipt", D("-110.00"))], D("150.00"))
    doctor()


def test_a_receipt_that_stood_unmatched_is_found_by_a_persons_act(buying, doctor):
    buying.receive(buying.order((buying.panel, "10", "10.00")))
    invoice = buying.invoice((buying.panel, "10", "120.00"))
    post_invoices([invoice], acting=buying.acting)  # nobody matched it
    assert sorted(open_rows(buying)) == [("invoice", D("120.00")), ("receipt", D("-100.00"))]
    assert commands.meet_receipts([invoice], acting=buying.acting) == 1
    assert (settled(buying), open_rows(buying), buying.account(STOCK)) == (0, [], D("120.00"))
    with pytest.raises(Refused) as refused:
        commands.meet_receipts([invoice], acting=buying.acting)
    assert codes(refused) == ["purchasing.nothing_waits"]
    doctor()


def boxes(buying):
    from ogniwo.masterdata.catalog import commands as catalog
    from ogniwo.masterdata.catalog.rules.inputs import NewUnit

    catalog.add_units([NewUnit("op", {"pl": "opakowanie"})], acting=buying.acting)
    with buying.firm.act() as unit:
        unit.do("INSERT INTO catalog_productunit (id, directory_id, product_id, unit_id, numerator, denominator, ean) VALUES (1, %s, %s, 'op', 12, 1, '')",
                [buying.acting.directory_id, buying.panel])  # fmt: skip


def in_unit(buying, unit, quantity, net, number="F/1"):
    from ogniwo.finance.invoicing.commands import PurchaseInput, StatedLine, receive_invoices

    line = StatedLine("Płyta", D(quantity), D(net), "23", price=D(net) / D(quantity), product=buying.panel, unit=unit)
    (made,) = receive_invoices([PurchaseInput(buying.wood, number, TODAY, (line,), payable_total=D(net) * D("1.23"), received_on=TODAY)], acting=buying.acting)
    return made


def test_invoices_in_another_unit_are_compared_in_the_products_own(buying, doctor):
    boxes(buying)
    buying.receive(buying.order((buying.panel, "24", "10.00")))
    invoice = in_unit(buying, "Op.", "2", "264.00")
    assert commands.match_invoices([invoice], acting=buying.acting) == 1
    with reading(buying.acting):
        (row,) = matches(invoice, acting=buying.acting)
    assert (row.quantity, row.unit) == (D(24), "szt") and "11" in row.difference
    post_invoices([invoice], acting=buying.acting)
    assert (settled(buying), buying.account(STOCK), buying.state(invoice)) == (0, D("264.00"), "posted")
    doctor()


def test_goods_ordered_by_the_box_are_invoiced_by_the_piece_and_go_back_by_the_box(buying, doctor):
    from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

    boxes(buying)
    (order,) = commands.write_orders([commands.OrderInput(
        HeaderInput(party=buying.wood, day=TODAY), (LineInput(product=buying.panel, quantity=D(3), unit="op", price=D("120.00")),), warehouse=buying.warehouse)], acting=buying.acting)  # fmt: skip
    commands.confirm_orders([order], acting=buying.acting)
    receipt = buying.receive(order)
    assert buying.account(STOCK) == D("360.00")
    invoice = booked(buying, (buying.panel, "24", "264.00"))
    assert open_rows(buying) == [("receipt", D("-120.00"))]
    assert buying.firm.rows("SELECT sum(quantity) FROM documents_flow WHERE kind = 'invoiced' AND source_id = %s", [buying.lines(receipt)[0]]) == [(D(2),)]
    commands.return_goods(receipt, [SentBack(buying.lines(receipt)[0], D(2))], reason="wada", acting=buying.acting)
    assert open_rows(buying) == [("return", D("132.00"))]
    credit(buying, invoice, (buying.panel, "-12", "-132.00"))
    assert (open_rows(buying), settled(buying), buying.account(STOCK)) == ([], 0, D("132.00"))
    doctor()


def test_an_unknown_unit_is_a_sentence(buying):
    receipt = buying.receive(buying.order((buying.panel, "24", "10.00")))
    invoice = in_unit(buying, "paleta", "1", "240.00")
    assert commands.match_invoices([invoice], acting=buying.acting) == 0
    with pytest.raises(Refused) as refused:
        commands.match_lines(invoice, [LineMatch(buying.lines(invoice)[0], buying.lines(receipt)[0], D(24))], acting=buying.acting)
    (error,) = refused.value.errors
    assert error.code == "purchasing.unknown_unit" and "paleta" in error.sentence()


def test_the_form_of_matching_by_hand_fills_in_what_the_code_says(buying):
    receipt = buying.receive(buying.order((buying.panel, "10", "10.00"), (buying.screw, "100", "0.40")))
    invoice = buying.invoice(("Coś z kodem TB-2002", "4", "44.00"))
    with reading(buying.acting):
        rows = match_form(invoice, acting=buying.acting)["lines"]
    assert [(r["theirs"], r["paper"], r["open"], r["price"], r["quantity"]) for r in rows] == [
        ("TB-2002", "PZ/2026/00001 ZD/2026/00001", D(10), D("10.0000"), D(4)), ("TB-1001", "PZ/2026/00001 ZD/2026/00001", D(100), D("0.4000"), D(0)),
    ]  # fmt: skip
    commands.match_lines(invoice, [LineMatch(r["invoice_line"], r["receipt_line"], r["quantity"]) for r in rows], acting=buying.acting)
    assert buying.firm.rows("SELECT receipt_line_id, quantity, how FROM purchasing_match") == [(buying.lines(receipt)[0], D(4), "hand")]
    assert buying.state(invoice) == "matched"


def test_statements_do_not_grow(buying, doctor):
    def act(count, first):
        invoices = [buying.invoice((buying.panel, "2", "22.00"), number=f"{first}{n}") for n in range(count)]
        post_invoices(invoices, acting=buying.acting)
        order = buying.order(*[(buying.panel, "2", "10.00")] * count)
        counts = []

        def counted(run):
            before = Counter.sent
            made = run()
            counts.append(Counter.sent - before)
            return made

        (receipt,) = counted(lambda: commands.receive_orders([ReceiptInput(order, TODAY)], acting=buying.acting))
        counted(lambda: void_purchase_invoices(invoices, reason="x", acting=buying.acting))
        counted(lambda: commands.return_goods(receipt, [SentBack(line, D(2)) for line in buying.lines(receipt)], reason="x", acting=buying.acting))
        return counts

    act(1, "warm")
    one, many = act(1, "A"), act(20, "B")
    assert all(b - a <= 2 for a, b in zip(one, many, strict=True)), (one, many)
    assert settled(buying) == 0
    doctor()
