"""Two clients want the same thing at the same moment: one gets it, the other is told so; and two who take the same rows in opposite order never deadlock.

Covered elsewhere and not repeated: the last ten pieces (sales, inventory), one bank line matched twice and one statement imported twice
(treasury), two payment runs, a settlement twice in SQL and a month being locked in SQL (ledger).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections

from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.site.testing import found
from tests.access.furnished import Furnished
from tests.crash.client import camt

DAY = "2026-03-02"
OURS = "PL61109010140000071219812874"


@pytest.fixture(scope="module")
def firm(db_module: Any) -> Iterator[Furnished]:
    """A company with goods and a chain behind it; at the end all proofs hold."""
    furnished = Furnished(found("Alfa"), "Alfa", Decimal("333.00"), Decimal("271.83")).build()
    yield furnished
    from ogniwo.site.doctor import examine

    red = [f for f in examine() if not f.well]
    assert not red, red


@pytest.fixture(autouse=True)
def no_deadlock(firm: Furnished) -> Iterator[None]:
    yield
    assert firm.firm.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()") == [(0,)]


def together(*works: Callable[[], Any]) -> tuple[list[Any], list[str]]:
    """All at once, each on its own connection: what the winners got, and the codes the others were refused with."""
    start = threading.Barrier(len(works))
    won: list[Any] = []
    lost: list[str] = []
    odd: list[BaseException] = []

    def one(work: Callable[[], Any]) -> None:
        try:
            start.wait(30)
            won.append(work())
        except Refused as no:
            lost.append(no.errors[0].code)
        except BusinessError as no:
            lost.append(no.code)
        except Exception as broken:  # noqa: BLE001 - told below
            odd.append(broken)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not odd, odd
    assert len(won) + len(lost) == len(works)
    return won, lost


def sell(firm: Furnished, *, until: str = "order") -> Any:
    """A confirmed order of one piece of each of two products, or its delivery or invoice."""
    lines = [{"product": p, "quantity": "1", "price": "100"} for p in firm.ids["products"][:2]]
    (order,) = firm.do("sales.write_order", head={"party": firm.ids["customers"][0], "day": DAY}, lines=lines)
    firm.do("sales.confirm_orders", orders=[order], on=DAY)
    if until == "order":
        return order
    (delivery,) = firm.do("sales.deliver_orders", orders=[order], on=DAY)
    return delivery if until == "delivery" else firm.do("sales.invoice_deliveries", deliveries=[delivery], issued_on=DAY)[0]


def item_of(firm: Furnished, document: Any) -> tuple[int, Decimal]:
    ((item, left),) = firm.firm.rows("SELECT i.id, b.open FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id WHERE i.document_id = %s", [document])
    return item, left


def statement(firm: Furnished, mark: str, amount: Decimal) -> tuple[Any, int]:
    content = camt(OURS, mark, [(str(amount), "zapłata", "", 0)])
    (made,) = firm.do("treasury.import_statements", files=[{"name": f"{mark}.xml", "content": content, "media_type": "application/xml"}])
    (line,) = firm.lines(made)
    return made, line


def test_one_item_paid_by_two_statements(firm: Furnished) -> None:
    """Two people match the whole invoice with lines of two statements at once: one may; and so it is settled once."""
    item, left = item_of(firm, sell(firm, until="invoice"))
    pairs = [statement(firm, f"DP{n}", left) for n in range(2)]
    matched = [lambda line=line: firm.do("treasury.match_line", line=line, matches=[{"item": item}]) for _made, line in pairs]
    together(*matched)
    won, lost = together(*[lambda made=made: firm.do("treasury.post_statements", statements=[made]) for made, _line in pairs])
    assert len(won) == 1 and len(lost) == 1, (won, lost)
    with pytest.raises(Refused, match=r"treasury\.(item_gone|not_to_match)"):
        [work() for work in matched]
    ((open_now,),) = firm.firm.rows("SELECT open FROM ledger_openitembalance WHERE item_id = %s", [item])
    ((settled,),) = firm.firm.rows("SELECT sum(amount) FROM ledger_settlement WHERE item_id = %s OR counter_id = %s", [item, item])
    assert open_now == 0 and abs(settled) == left


def test_two_set_off_one_item(firm: Furnished) -> None:
    """An invoice and its correction are set off by two people at once."""
    invoice = sell(firm, until="invoice")
    (correction,) = firm.do("invoicing.correct_invoice", invoice=invoice, lines=[{"line": firm.lines(invoice)[0], "price": "10"}], reason="x", issued_on=DAY)
    firm.do("invoicing.post_invoices", invoices=[correction])
    (item, left), (counter, back) = item_of(firm, invoice), item_of(firm, correction)
    pair = {"item": item, "counter": counter, "amount": str(-back)}
    won, lost = together(*[lambda: firm.do("treasury.settle_items", pairs=[pair], on=DAY)] * 2)
    assert len(won) == 1 and len(lost) == 1, (won, lost)
    assert item_of(firm, invoice)[1] == left + back and item_of(firm, correction)[1] == 0


def test_one_file_by_two_people_under_two_keys(firm: Furnished) -> None:
    """The same received invoice entered twice at once is here once; so is the same bank file."""
    stated = {"description": "x", "quantity": "1", "net": "10.00", "price": "10.00", "tax_class": "23"}
    paper = {"party": firm.ids["supplier"], "number": "TWICE/1", "issued_on": DAY, "received_on": DAY, "lines": [stated], "payable_total": "12.30"}
    won, lost = together(*[lambda: firm.do("invoicing.receive_invoice", invoice=paper)] * 2)
    ((count,),) = firm.firm.rows("SELECT count(*) FROM trade_tradedocument WHERE their_reference = 'TWICE/1'")
    assert (len(won), count) == (1, 1), (won, lost, count)


def test_the_same_click_twice(firm: Furnished) -> None:
    """One key, sent by two clients at once: one effect; the other is told it is under way, or given the same answer."""
    from ogniwo.kernel.commands import run

    order = sell(firm)
    acting = firm.firm.acting
    won, lost = together(*[lambda: run("sales.deliver_orders", acting, {"orders": [order], "on": DAY}, key="click-1")] * 4)
    assert set(lost) <= {"kernel.in_flight"} and sum(not outcome.replayed for outcome in won) == 1
    ((count,),) = firm.firm.rows("SELECT count(DISTINCT t.document_id) FROM documents_flow f JOIN documents_line s ON s.id = f.source_id JOIN documents_line t ON t.id = f.target_id"
                                 " WHERE s.document_id = %s AND f.kind = 'shipped'", [order])  # fmt: skip
    assert count == 1


def test_a_month_is_locked_while_people_post(firm: Furnished) -> None:
    """Every act stands whole before the lock or is refused after it; nothing is dated in the locked month afterwards."""
    firm.do("invoicing.post_invoices", invoices=[firm.ids["correction"]])  # a month with drafts is not locked
    deliveries = [sell(firm, until="delivery") for _n in range(6)]
    works = [lambda d=d: firm.do("sales.invoice_deliveries", deliveries=[d], issued_on=DAY) for d in deliveries]
    lock = [lambda: ("lock", firm.do("books.lock_month", month="2026-03-31", area="sales"))]
    won, lost = together(*works[:3], *lock, *works[3:])
    try:
        assert any(isinstance(w, tuple) for w in won), (won, lost)
        invoices = [w[0] for w in won if not isinstance(w, tuple)]
        assert len(invoices) + len(lost) == 6
        posted = firm.firm.rows("SELECT count(DISTINCT e.document_id), count(DISTINCT n.document_id) FROM ledger_entry e JOIN numbering_number n ON n.document_id = e.document_id WHERE e.document_id = ANY(%s)",
                                [invoices])  # fmt: skip
        assert posted == [(len(invoices), len(invoices))]
    finally:
        firm.do("books.unlock_month", month="2026-03-31", area="sales", reason="test")


def pairs_of(firm: Furnished, act: str) -> tuple[Sequence[Any], Callable[[Any, list[Any]], Any]]:
    """Two rows an act of the chain takes, and the act."""
    do = firm.do
    line = [{"product": p, "quantity": "1", "price": "100"} for p in firm.ids["products"][:2]]
    head = {"party": firm.ids["customers"][0], "day": DAY}

    def drafts() -> list[Any]:
        return [do("sales.write_order", head=head, lines=line)[0] for _n in range(2)]

    def bought(*, confirmed: bool) -> list[Any]:
        made = [do("purchasing.write_order", head={"party": firm.ids["supplier"], "day": DAY, "warehouse": firm.ids["warehouse"]}, lines=line)[0] for _n in range(2)]
        if confirmed:
            do("purchasing.confirm_orders", orders=made)
        return made

    def paper(n: int) -> Any:
        stated = [{"description": "x", "quantity": "1", "net": "100", "price": "100", "tax_class": "23", "product": p} for p in firm.ids["products"][:2]]
        return do("invoicing.receive_invoice", invoice={"party": firm.ids["supplier"], "number": f"{act}/{n}", "issued_on": DAY, "received_on": DAY, "lines": stated, "payable_total": "246"})[0]

    def lines_of_bank() -> list[Any]:
        made = [statement(firm, f"{act}-{n}", Decimal(50)) for n in range(2)]
        for _statement, n in made:
            do("treasury.match_line", line=n, matches=[{"party": firm.ids["customers"][0]}])
        return [s for s, _n in made]

    prepared: dict[str, tuple[Callable[[], list[Any]], Callable[[Any, list[Any]], Any]]] = {
        "sales.confirm_orders": (drafts, lambda name, rows: do(name, orders=rows, on=DAY)),
        "sales.reserve_orders": (lambda: [sell(firm), sell(firm)], lambda name, rows: do(name, orders=rows)),
        "sales.deliver_orders": (lambda: [sell(firm), sell(firm)], lambda name, rows: do(name, orders=rows, on=DAY)),
        "sales.invoice_deliveries": (lambda: [sell(firm, until="delivery"), sell(firm, until="delivery")], lambda name, rows: do(name, deliveries=rows, issued_on=DAY)),
        "sales.invoice_together": (lambda: [sell(firm, until="delivery"), sell(firm, until="delivery")], lambda name, rows: do(name, deliveries=rows, issued_on=DAY)),
        "sales.return_lines": (lambda: [firm.lines(sell(firm, until="delivery"))[0] for _n in range(2)],
                               lambda name, rows: do(name, lines=[{"line": n, "quantity": "1"} for n in rows], reason="x", on=DAY)),
        "purchasing.confirm_orders": (lambda: bought(confirmed=False), lambda name, rows: do(name, orders=rows)),
        "purchasing.receive_orders": (lambda: bought(confirmed=True), lambda name, rows: do(name, receipts=[{"order": r, "on": DAY} for r in rows])),
        "purchasing.match_invoices": (lambda: [paper(1), paper(2)], lambda name, rows: do(name, invoices=rows)),
        "invoicing.post_invoices": (lambda: [paper(3), paper(4)], lambda name, rows: do(name, invoices=rows)),
        "treasury.post_statements": (lines_of_bank, lambda name, rows: do(name, statements=rows)),
        "treasury.settle_items": (lambda: [_corrected(firm) for _n in range(2)], lambda name, rows: do(name, pairs=[{"item": i, "counter": c} for i, c in rows], on=DAY)),
    }  # fmt: skip
    make, call = prepared[act]
    return make(), call


def _corrected(firm: Furnished) -> tuple[int, int]:
    invoice = sell(firm, until="invoice")
    (correction,) = firm.do("invoicing.correct_invoice", invoice=invoice, lines=[{"line": firm.lines(invoice)[0], "price": "10"}], reason="x", issued_on=DAY)
    firm.do("invoicing.post_invoices", invoices=[correction])
    return item_of(firm, invoice)[0], item_of(firm, correction)[0]


ACTS = ("sales.confirm_orders", "sales.reserve_orders", "sales.deliver_orders", "sales.invoice_deliveries", "sales.invoice_together", "sales.return_lines", "purchasing.confirm_orders",
        "purchasing.receive_orders", "purchasing.match_invoices", "invoicing.post_invoices", "treasury.post_statements", "treasury.settle_items")  # fmt: skip
REPEATABLE = {"purchasing.match_invoices"}  # asked again it finds nothing left to match, which is no fault


@pytest.mark.parametrize("act", ACTS)
def test_the_same_rows_in_opposite_order(firm: Furnished, act: str) -> None:
    """Two clients, one taking a then b, the other b then a: one does it, the other is refused; no deadlock."""
    rows, call = pairs_of(firm, act)
    won, lost = together(lambda: call(act, list(rows)), lambda: call(act, list(reversed(rows))))
    assert (len(won), len(lost)) == ((2, 0) if act in REPEATABLE else (1, 1)), (won, lost)


def test_two_people_do_the_whole_chain_on_the_same_goods(firm: Furnished) -> None:
    """Eight sellers and storekeepers at once, goods named in either order: all of it goes through."""
    goods = firm.ids["products"]

    def chain(n: int) -> Any:
        lines = [{"product": p, "quantity": "1", "price": "100"} for p in (goods if n % 2 else list(reversed(goods)))]
        (order,) = firm.do("sales.write_order", head={"party": firm.ids["customers"][n % 2], "day": DAY}, lines=lines)
        firm.do("sales.confirm_orders", orders=[order], on=DAY)
        firm.do("sales.reserve_orders", orders=[order])
        (delivery,) = firm.do("sales.deliver_orders", orders=[order], on=DAY)
        return firm.do("sales.invoice_deliveries", deliveries=[delivery], issued_on=DAY)

    won, lost = together(*[lambda n=n: chain(n) for n in range(8)])
    assert (len(won), lost) == (8, [])


def test_an_approval_is_given_once(firm: Furnished) -> None:
    """Two owners approve one payment run at the same moment."""
    ((request,),) = firm.firm.rows("SELECT id FROM approvals_request WHERE document_id = %s", [firm.ids["run"]])
    second = replace(firm.firm.acting_as("buyer"), permissions=frozenset({"*"}))
    from ogniwo.kernel.commands import run

    won, lost = together(lambda: firm.do("approvals.approve", requests=[request]), lambda: run("approvals.approve", second, {"requests": [request]}).result)
    assert (len(won), len(lost)) == (1, 1), (won, lost)


def test_one_run_is_sent_to_the_bank_once(firm: Furnished) -> None:
    """The run approved above: two people make its file for the bank at the same moment; one file is made."""
    run = firm.ids["run"]
    assert firm.firm.rows("SELECT state FROM documents_document WHERE id = %s", [run]) == [("approved",)]
    won, lost = together(*[lambda: firm.do("treasury.export_payments", runs=[run])] * 2)
    assert (len(won), lost) == (1, ["documents.wrong_state"]), (won, lost)
    assert firm.firm.rows("SELECT count(*) FROM files_file WHERE document_id = %s", [run]) == [(1,)]


def test_one_bank_file_by_two_people(firm: Furnished) -> None:
    """The same statement read by two at once is here once, and so are its lines."""
    file = {"name": "twice.xml", "content": camt(OURS, "TWICE", [("77.70", "zapłata", "", 0)]), "media_type": "application/xml"}
    won, lost = together(*[lambda: firm.do("treasury.import_statements", files=[file])] * 2)
    assert (len(won), lost) == (1, ["treasury.imported_already"]), (won, lost)
    assert firm.firm.rows("SELECT count(*) FROM treasury_statementline WHERE amount = 77.70") == [(1,)]


def test_64_clients_take_the_last_ten(firm: Furnished) -> None:
    """All at once, each on its own connection: ten deliveries go out, 54 are told there is no stock, none is left over."""
    product = firm.ids["products"][2]
    ((left,),) = firm.firm.rows("SELECT sum(quantity) FROM inventory_stock WHERE product_id = %s", [product])
    head = {"party": firm.ids["customers"][0], "day": DAY}
    if left > 10:
        (rest,) = firm.do("sales.write_order", head=head, lines=[{"product": product, "quantity": str(left - 10), "price": "1"}])
        firm.do("sales.confirm_orders", orders=[rest], on=DAY)
        firm.do("sales.deliver_orders", orders=[rest], on=DAY)
    orders = [firm.do("sales.write_order", head=head, lines=[{"product": product, "quantity": "1", "price": "1"}])[0] for _n in range(64)]
    firm.do("sales.confirm_orders", orders=orders, on=DAY)
    won, lost = together(*[lambda order=order: firm.do("sales.deliver_orders", orders=[order], on=DAY) for order in orders])
    assert (len(won), len(lost)) == (10, 54), (len(won), lost[:3])
    assert len(set(lost)) == 1, set(lost)
    assert firm.firm.rows("SELECT sum(quantity) FROM inventory_stock WHERE product_id = %s", [product]) == [(0,)]
