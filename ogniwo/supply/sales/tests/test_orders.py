"""Credit, offers, campaigns, races, and statements that do not grow."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from itertools import chain
from types import MappingProxyType

import pytest
from django.db import connections

from ogniwo.kernel.access.errors import NoRight
from ogniwo.kernel.approvals import commands as approvals
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents import hooks as types
from ogniwo.kernel.documents.commands import cause
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.writing import ids
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.unit import Counter
from ogniwo.masterdata.parties.models import PartyTerms
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.sales import commands
from ogniwo.supply.sales.queries import campaigns_of, order_progress
from ogniwo.supply.sales.rules import OrderHead
from ogniwo.supply.sales.tests.conftest import DAY


def codes(no):
    return [e.code for e in no.value.errors]


def limit(shop, customer, amount):
    with shop.firm.act() as unit:
        change(unit, PartyTerms, {shop.customers[customer]: {"credit_limit": D(amount)}})


def test_credit_counts_receivables_and_orders(shop):
    a = shop.goods[0]
    limit(shop, 0, "1000")
    order = shop.order((a, "10", "40"))  # 492.00 gross, delivered and invoiced: owed
    commands.invoice_deliveries(commands.deliver_orders([order], acting=shop.acting), issued_on=DAY, acting=shop.acting)
    shop.order((a, "10", "40"))  # 492.00 ordered; 16.00 left
    draft = shop.order((a, "1", "20"), confirm=False)
    with pytest.raises(Refused) as no:
        commands.confirm_orders([draft], acting=shop.acting)
    assert codes(no) == ["sales.over_credit"] and "8.60" in no.value.errors[0].sentence()
    shop.order((a, "1", "13"))  # 15.99
    with pytest.raises(NoRight):
        commands.release_credit([draft], reason="stały klient", acting=shop.firm.acting_as("seller"))
    commands.release_credit([draft], reason="stały klient", acting=shop.firm.acting_as("accountant"))
    commands.confirm_orders([draft], acting=shop.acting)


def test_credit_of_a_set_is_judged_one_after_another(shop):
    limit(shop, 0, "200")
    two = [shop.order((shop.goods[0], "1", "100"), confirm=False) for _n in range(2)]
    with pytest.raises(Refused) as no:
        commands.confirm_orders(two, acting=shop.acting)
    assert [e.record for e in no.value.errors] == [two[1]]


def test_credit_asked_of_another_person(shop):
    limit(shop, 0, "0")
    order = shop.order((shop.goods[0], "1", "100"), confirm=False)
    seller, accountant = shop.firm.acting_as("seller"), shop.firm.acting_as("accountant")
    requests = commands.ask_credit([order], why="płaci zawsze w terminie", acting=seller)
    with pytest.raises(Refused) as no:
        commands.confirm_orders([order], acting=seller)
    assert codes(no) == ["sales.over_credit"]
    approvals.approve(requests, answer="zgoda", acting=accountant)
    commands.confirm_orders([order], acting=seller)


def test_changing_a_draft_ends_its_release(shop):
    limit(shop, 0, "0")
    order = shop.order((shop.goods[0], "1", "100"), confirm=False)
    commands.release_credit([order], reason="raz", acting=shop.acting)
    commands.change_order(order, OrderHead(shop.customers[0], DAY), [LineInput(product=shop.goods[0], quantity=D(9), price=D(100))], acting=shop.acting)
    with pytest.raises(Refused) as no:
        commands.confirm_orders([order], acting=shop.acting)
    assert codes(no) == ["sales.over_credit"]
    assert shop.firm.rows("SELECT total FROM documents_document WHERE id = %s", [order]) == [(D("1107.00"),)]


def test_offer_becomes_an_order_with_its_campaign_all_the_way(shop):
    from ogniwo.crm.offers import commands as offers
    from ogniwo.kernel.documents.commands import new

    with shop.firm.act() as unit:
        campaign, _lines = new(unit, "marketing.campaign", state=next(iter(types.TYPES["marketing.campaign"].states)), day=DAY, currency="PLN")
    header = HeaderInput(party=shop.customers[0], day=DAY)
    (offer,) = offers.write_offer(header, [LineInput(product=shop.goods[0], quantity=D(2), price=D(50))], acting=shop.acting)
    with shop.firm.act() as unit:
        cause(unit, [(campaign.id, offer, "campaign")])
    with pytest.raises(Refused) as no:
        commands.order_offers([offer], on=DAY, acting=shop.acting)
    assert codes(no) == ["documents.wrong_state"]
    offers.send_offers([offer], acting=shop.acting)
    offers.accept_offers([offer], acting=shop.acting)
    (order,) = commands.order_offers([offer], on=DAY, acting=shop.acting)
    with pytest.raises(Refused) as no:
        commands.order_offers([offer], on=DAY, acting=shop.acting)
    assert codes(no) == ["sales.nothing_to_order"]
    commands.change_order(order, OrderHead(shop.customers[0], DAY), [LineInput(product=shop.goods[0], quantity=D(2), price=D(50))], acting=shop.acting)
    commands.confirm_orders([order], acting=shop.acting)
    deliveries = commands.deliver_orders([order], acting=shop.acting)
    invoices = commands.invoice_deliveries(deliveries, issued_on=DAY, acting=shop.acting)
    with shop.firm.act() as unit:
        assert campaigns_of(unit, [*invoices, order]) == {invoices[0]: campaign.id, order: campaign.id}
    by_account = shop.firm.rows("""SELECT a.code, sum(l.debit - l.credit) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id JOIN ledger_dimensionset s ON s.id = l.dimension_set_id
      WHERE s.members::text LIKE %s GROUP BY 1 ORDER BY 1""", [f"%{campaign.id}%"])
    assert dict(by_account)["700"] == D("-100.00") and dict(by_account)["735"] == D("20.00")


def test_offers_and_orders_expect_the_cost_of_what_is_held(shop):
    """Two pieces held at 10.00 sold at 50.00; of goods sold out, what they cost when they last came; of a service nobody knows."""
    from ogniwo.crm.offers import commands as offers
    from ogniwo.crm.offers import queries

    a, b = shop.goods[:2]
    commands.deliver_orders([shop.order((b, "100", "30"))], acting=shop.acting)
    header = HeaderInput(party=shop.customers[0], day=DAY)
    lines = [LineInput(product=p, quantity=D(2), price=D(50)) for p in (a, b, shop.service)]
    (offer,) = offers.write_offer(header, lines, acting=shop.acting)
    with reading(shop.acting):
        seen = queries.offer_lines(offer, acting=shop.acting)
        unseen = queries.offer_lines(offer, acting=replace(shop.acting, sensitivities=frozenset()))
    assert [(line.margin, line.margin_percent) for line in seen] == [(D("80.00"), D("80.0")), (D("80.00"), D("80.0")), (None, None)]
    assert [line.margin for line in unseen] == [None] * 3
    order = shop.order((a, "2", "50"), (b, "2", "50"), confirm=False)
    ((expected,),) = shop.firm.rows("SELECT sum(cost_estimate) FROM trade_tradeline WHERE document_id = %s", [order])
    assert expected == D("40.00")


def test_64_clients_for_the_last_ten(shop):
    """Each order wants ten of what ten are left: one gets them; each wants one: ten get one."""
    a = shop.goods[0]
    commands.deliver_orders([shop.order((a, "90", "1"))], acting=shop.acting)
    orders = [shop.order((a, "1", "1"), customer=n % 3) for n in range(64)]
    won, lost, odd = [], [], []

    def client(order):
        try:
            won.append(commands.deliver_orders([order], acting=shop.acting))
        except Refused as no:
            lost.append(codes_of(no))
        except Exception as broken:  # noqa: BLE001 - told below
            odd.append(broken)
        finally:
            connections.close_all()

    def codes_of(no):
        return [e.code for e in no.errors]

    for start in range(0, 64, 16):
        threads = [threading.Thread(target=client, args=[order]) for order in orders[start : start + 16]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not odd, odd[:1]
    assert len(won) == 10 and len(lost) == 54 and shop.on_hand(a) == 0
    assert shop.firm.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == [(0,)]


def statements(shop, work):
    """Statements of an act, with ids enough at hand."""
    with shop.firm.act() as unit:
        blocks = unit.rows("SELECT nextval('writing_row_id') FROM generate_series(1, 60)")
    ids._block.free = chain.from_iterable(range(first, first + ids.BLOCK) for (first,) in blocks)
    before = Counter.sent
    made = work()
    return Counter.sent - before, made


def test_statements_do_not_grow_with_the_set(shop):
    """The whole chain for 1 and for 100 orders of 5 lines: the same number of statements an act."""
    acting = shop.acting
    counts = {}
    from ogniwo.supply.inventory import commands as stock
    from ogniwo.supply.inventory.commands import ReceiptLine

    stock.open_stock(shop.warehouses[0], [ReceiptLine(p, D(1000), D(9000)) for p in shop.goods], on=date(2026, 1, 2), acting=acting)
    for size in (1, 100):
        found = {}
        found["write"], orders = statements(shop, lambda size=size: shop.orders_of_five(size))
        found["confirm"], _o = statements(shop, lambda orders=orders: commands.confirm_orders(orders, acting=acting))
        found["reserve"], _o = statements(shop, lambda orders=orders: commands.reserve_orders(orders, acting=acting))
        found["deliver"], deliveries = statements(shop, lambda orders=orders: commands.deliver_orders(orders, acting=acting))
        found["invoice"], _i = statements(shop, lambda deliveries=deliveries: commands.invoice_deliveries(deliveries, issued_on=DAY, acting=acting))
        takes = [take for d in deliveries for take in shop.take(d, "1")]
        found["return"], _r = statements(shop, lambda takes=takes: commands.return_lines(takes, reason="x", acting=acting))
        found["close"], _o = statements(shop, lambda orders=orders: commands.close_orders(orders, acting=acting))
        counts[size] = found
    assert counts[1] == counts[100]
    with shop.firm.act() as unit:
        assert all(p.shipped == p.invoiced == 1 for p in order_progress(unit, orders).values())
    print(counts)  # noqa: T201 - the figures of the report


def test_orders_of_others_are_not_there(shop):
    """A record rule "own" holds for acts too."""
    order = shop.order((shop.goods[0], "1", "1"), confirm=False)
    seller = replace(shop.firm.acting_as("seller"), rules=MappingProxyType({"sales.order": "own"}))
    for act in (commands.confirm_orders, commands.cancel_orders):
        with pytest.raises(Refused) as no:
            act([order], acting=seller)
        assert codes(no) == ["kernel.not_found"]


def test_credit_of_one_order_taken_by_eight_at_once(shop):
    """The customer's terms are locked: one order takes the limit, the others are refused."""
    limit(shop, 0, "150")
    orders = [shop.order((shop.goods[0], "1", "100"), confirm=False) for _n in range(8)]
    won, lost = [], []

    def client(order):
        try:
            won.append(commands.confirm_orders([order], acting=shop.acting))
        except Refused as no:
            lost.append([e.code for e in no.errors])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, args=[order]) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1 and lost == [["sales.over_credit"]] * 7
