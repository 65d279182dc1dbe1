"""Orders, deliveries, invoices and returns: documents, stock, flow, ledger and tax together, on a real database."""

from datetime import date
from decimal import Decimal as D

import pytest

from ogniwo.kernel.books.proofs import PROOFS
from ogniwo.kernel.errors import Refused
from ogniwo.masterdata.trade.rules import Take
from ogniwo.supply.inventory import commands as stock
from ogniwo.supply.inventory.commands import ReceiptLine
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.queries import delivery_progress, order_progress
from ogniwo.supply.sales.tests.conftest import DAY


@pytest.fixture(autouse=True)
def proved(request, shop, as_role):
    yield
    root = as_role("auditor")
    for proof in PROOFS:
        if proof.sql:
            assert root.execute(proof.sql).fetchall() == [], proof.name


def progress(shop, order):
    with shop.firm.act() as unit:
        return [(p.shipped, p.invoiced, p.returned) for _line, p in sorted(order_progress(unit, [order]).items())]


def codes(no):
    return [e.code for e in no.value.errors]


def moved(shop, until=date(2026, 12, 31)):
    """Balances but for what opening the stock booked."""
    return {code: amount for code, amount in shop.firm.balances(until=until).items() if code != "890"}


def test_delivery_books_cost_and_revenue_and_the_invoice_meets_it(shop):
    a, b, *_rest = shop.goods
    order = shop.order((a, "5", "30"), (b, "2", "50"))
    (delivery,) = commands.deliver_orders([order], on=DAY, acting=shop.acting)
    assert progress(shop, order) == [(5, 0, 0), (2, 0, 0)]
    assert shop.on_hand(a) == 95
    assert moved(shop) == {"330": D("4930.00"), "735": D("70.00"), "304": D("250.00"), "700": D("-250.00")}
    (invoice,) = commands.invoice_deliveries([delivery], issued_on=date(2026, 3, 5), acting=shop.acting)
    assert moved(shop) == {"330": D("4930.00"), "735": D("70.00"), "700": D("-250.00"), "201": D("307.50"), "221": D("-57.50")}
    assert progress(shop, order) == [(5, 5, 0), (2, 2, 0)]
    numbers = shop.firm.rows("SELECT text FROM numbering_number WHERE document_id = ANY(%s) ORDER BY text", [[order, delivery, invoice]])
    assert [n for (n,) in numbers] == ["FV/2026/00001", "WZ/2026/00001", "ZK/2026/00001"]
    with pytest.raises(Refused) as no:
        commands.invoice_deliveries([delivery], acting=shop.acting)
    assert codes(no) == ["sales.nothing_to_invoice"]
    with pytest.raises(Refused) as no:
        commands.deliver_orders([order], acting=shop.acting)
    assert codes(no) == ["sales.nothing_to_deliver"]


def test_partial_delivery_is_a_second_document(shop):
    a = shop.goods[0]
    order = shop.order((a, "5", "9.99"))
    (first,) = commands.deliver(order, shop.take(order, "2"), on=DAY, acting=shop.acting)
    with pytest.raises(Refused) as no:
        commands.deliver(order, shop.take(order, "4"), on=DAY, acting=shop.acting)
    assert codes(no) == ["documents.too_much"] and no.value.errors[0].line == shop.lines(order)[0]
    (second,) = commands.deliver_orders([order], on=DAY, acting=shop.acting)
    assert first != second and progress(shop, order) == [(5, 0, 0)]
    invoices = commands.invoice_together([first, second], issued_on=DAY, acting=shop.acting)
    assert len(invoices) == 1 and moved(shop)["700"] == D("-49.95") and "304" not in moved(shop)


def test_deliveries_of_two_months_never_share_an_invoice(shop):
    """December's goods and January's, invoiced together in January: two invoices, so December keeps its tax."""
    days = [date(2025, 12, 29), date(2025, 12, 30), date(2026, 1, 5)]
    deliveries = [pk for day in days for pk in commands.deliver_orders([shop.order((shop.goods[0], "4", "25"), on=day)], on=day, acting=shop.acting)]
    commands.invoice_together(deliveries, issued_on=date(2026, 1, 8), acting=shop.acting)
    found = shop.firm.rows("SELECT i.supplied_on, i.tax_period, t.net FROM invoicing_invoice i JOIN trade_tradedocument t ON t.document_id = i.document_id ORDER BY 1")
    assert found == [(date(2025, 12, 30), date(2025, 12, 1), D("200.00")), (date(2026, 1, 5), date(2026, 1, 1), D("100.00"))]
    assert moved(shop, date(2025, 12, 31))["221"] == D("-46.00")


def test_december_delivery_invoiced_in_january(shop):
    """Revenue, cost and tax in December, nothing in January (UoR art. 6; VAT act art. 19a)."""
    december, january = date(2025, 12, 30), date(2026, 1, 8)
    order = shop.order((shop.goods[0], "4", "25"), on=december)
    (delivery,) = commands.deliver_orders([order], on=december, acting=shop.acting)
    commands.invoice_deliveries([delivery], issued_on=january, acting=shop.acting)
    assert moved(shop, date(2025, 12, 31)) == {"330": D("4960.00"), "735": D("40.00"), "700": D("-100.00"), "201": D("123.00"), "221": D("-23.00")}
    assert moved(shop, date(2025, 12, 31)) == moved(shop)


def test_delivery_takes_what_is_there_and_leaves_what_others_reserved(shop):
    a, b, *_rest = shop.goods
    other = shop.order((a, "95", "1"), customer=1)
    commands.reserve_orders([other], acting=shop.acting)
    order = shop.order((a, "8", "30"), (b, "1", "1"), (shop.service, "1", "100"))
    commands.deliver_orders([order], acting=shop.acting)
    assert progress(shop, order) == [(5, 0, 0), (1, 0, 0), (1, 0, 0)]
    commands.deliver_orders([other], acting=shop.acting)
    assert shop.on_hand(a) == 0
    with pytest.raises(Refused) as no:
        commands.deliver_orders([order], acting=shop.acting)
    assert codes(no) == ["sales.nothing_to_deliver"]
    stock.open_stock(shop.warehouses[1], [ReceiptLine(a, D(10), D(120))], on=DAY, acting=shop.acting)
    commands.deliver(order, shop.take(order, "3"), warehouse=shop.warehouses[1], acting=shop.acting)
    assert shop.on_hand(a) == 7 and progress(shop, order)[0] == (8, 0, 0)


def test_partial_return_of_what_was_invoiced(shop):
    """Goods back at the cost they left with; the correction takes back revenue, tax and receivable."""
    a, b, *_rest = shop.goods
    order = shop.order((a, "5", "30"), (b, "2", "50"))
    (delivery,) = commands.deliver_orders([order], acting=shop.acting)
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    stock.open_stock(shop.warehouses[0], [ReceiptLine(a, D(10), D(990))], on=DAY, acting=shop.acting)
    before = moved(shop)
    (back,) = commands.return_lines(shop.take(delivery, "2"), reason="Uszkodzone w transporcie", on=date(2026, 3, 9), acting=shop.acting)
    after = moved(shop)
    assert {code: after.get(code, D(0)) - before.get(code, D(0)) for code in {*before, *after}} == {
        "330": D("20.00"), "735": D("-20.00"), "700": D("60.00"), "221": D("13.80"), "201": D("-73.80")}
    assert progress(shop, order) == [(5, 5, 2), (2, 2, 0)]
    (correction,) = shop.firm.rows("SELECT d.state, n.text, i.reason FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id JOIN numbering_number n USING (document_id) WHERE d.type = 'invoicing.correction'")
    assert correction == ("posted", "FK/2026/00001", "Uszkodzone w transporcie")
    with pytest.raises(Refused) as no:
        commands.return_lines(shop.take(delivery, "4"), reason="?", acting=shop.acting)
    assert codes(no) == ["sales.too_much_returned"]
    assert shop.firm.rows("SELECT reason FROM sales_return WHERE document_id = %s", [back]) == [("Uszkodzone w transporcie",)]


def test_return_before_the_invoice_is_never_invoiced(shop):
    a = shop.goods[0]
    order = shop.order((a, "3", "33.33"))
    (delivery,) = commands.deliver_orders([order], acting=shop.acting)
    commands.return_lines(shop.take(delivery, "1"), reason="Pomyłka", acting=shop.acting)
    assert moved(shop) == {"330": D("4980.00"), "735": D("20.00"), "304": D("66.66"), "700": D("-66.66")}
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    assert "304" not in moved(shop) and moved(shop)["700"] == D("-66.66")
    with shop.firm.act() as unit:
        (line,) = delivery_progress(unit, [delivery]).values()
    assert (line.invoiced, line.uninvoiced, line.to_invoice) == (2, 1, 0)


def test_void_invoice_waits_again(shop):
    from ogniwo.finance.invoicing.commands import void_invoices

    order = shop.order((shop.goods[0], "3", "10"))
    (delivery,) = commands.deliver_orders([order], acting=shop.acting)
    invoices = commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    assert "304" not in moved(shop)
    void_invoices(invoices, on=DAY, reason="odrzucona", acting=shop.acting)
    assert moved(shop)["304"] == D("30.00")
    assert shop.firm.rows("SELECT sum(quantity), sum(amount) FROM sales_accrual") == [(3, D("30.00"))]
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    assert "304" not in moved(shop) and moved(shop)["700"] == D("-30.00")


def test_price_changed_on_the_draft_invoice_stays_revenue(shop):
    """What the delivery booked is met; the difference of price stays on revenue."""
    from ogniwo.finance.invoicing.commands import post_invoices
    from ogniwo.finance.invoicing.commands.write_invoices import add_invoices
    from ogniwo.kernel.documents.commands import lock
    from ogniwo.masterdata.trade.commands import derive_documents, replace_lines
    from ogniwo.masterdata.trade.rules import Derivation, HeaderInput, LineInput

    order = shop.order((shop.goods[0], "4", "25"))
    (delivery,) = commands.deliver_orders([order], acting=shop.acting)
    takes = shop.take(delivery, "3")
    with shop.firm.act() as unit:
        (made,) = derive_documents(unit, takes, Derivation("invoicing.invoice", "draft", "invoiced", DAY))
        add_invoices(unit, [made], [DAY])
        unit.flush()
        locked = lock(unit, [made.id], type="invoicing.invoice")
        line = LineInput(product=shop.goods[0], quantity=D(2), price=D(24), line=made.document_lines[0].id)
        replace_lines(unit, [(locked[0], HeaderInput(party=shop.customers[0], day=DAY), [line])])
        unit.flush()
        unit.do("UPDATE invoicing_invoice SET payable_total = 59.04 WHERE document_id = %s", [made.id])
    post_invoices([made.id], acting=shop.acting)
    assert moved(shop)["304"] == D("50.00") and moved(shop)["700"] == D("-98.00")
    commands.invoice_deliveries([delivery], issued_on=DAY, acting=shop.acting)
    assert "304" not in moved(shop) and moved(shop)["700"] == D("-98.00")


def test_foreign_currency(shop):
    from ogniwo.masterdata.taxation import commands as taxation
    from ogniwo.masterdata.taxation.commands import NewExchangeRate

    taxation.set_exchange_rates([NewExchangeRate("EUR", date(2026, 2, 27), D("4.2")), NewExchangeRate("EUR", date(2026, 3, 4), D("4.3"))], acting=shop.acting)
    order = shop.order((shop.goods[0], "2", "10"), currency="EUR")
    (delivery,) = commands.deliver_orders([order], on=DAY, acting=shop.acting)
    assert moved(shop)["304"] == D("84.00")
    commands.invoice_deliveries([delivery], issued_on=date(2026, 3, 5), acting=shop.acting)
    assert "304" not in moved(shop)


def test_lines_of_another_order_and_unknown_lines(shop):
    a = shop.goods[0]
    one, two = shop.order((a, "1", "1")), shop.order((a, "1", "1"))
    with pytest.raises(Refused) as no:
        commands.deliver(one, shop.take(two, "1"), acting=shop.acting)
    assert codes(no) == ["sales.other_order"]
    with pytest.raises(Refused) as no:
        commands.deliver(one, [Take(999999999, D(1))], acting=shop.acting)
    assert codes(no) == ["kernel.not_found"]
    with pytest.raises(Refused) as no:
        commands.return_lines([Take(999999999, D(1))], reason="x", acting=shop.acting)
    assert codes(no) == ["kernel.not_found"]


def test_cancel_and_close(shop):
    a = shop.goods[0]
    gone, kept = shop.order((a, "4", "1")), shop.order((a, "4", "1"))
    commands.reserve_orders([gone, kept], acting=shop.acting)
    commands.deliver(kept, shop.take(kept, "1"), acting=shop.acting)
    commands.cancel_orders([gone], acting=shop.acting)
    with pytest.raises(Refused) as no:
        commands.cancel_orders([kept], acting=shop.acting)
    assert codes(no) == ["sales.shipped_already"]
    commands.close_orders([kept], acting=shop.acting)
    assert shop.firm.rows("SELECT sum(quantity) FROM inventory_reservation") == [(0,)]
    with pytest.raises(Refused) as no:
        commands.deliver_orders([kept], acting=shop.acting)
    assert codes(no) == ["documents.wrong_state"]
