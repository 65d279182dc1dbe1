"""Payments taken back, and credits that lower what is paid."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ogniwo.finance.ledger.tests.books import dec, statements
from ogniwo.finance.treasury.commands import (
    MatchInput,
    TransferInput,
    accept_matches,
    change_transfers,
    export_payments,
    match_line,
    post_statements,
    propose_payments,
    send_for_approval,
    take_back_payments,
)
from ogniwo.finance.treasury.rules import Due, net
from ogniwo.finance.treasury.tests.desk import PAID, THEIRS, red
from ogniwo.kernel.access.models import User
from ogniwo.kernel.approvals.commands import approve
from ogniwo.kernel.errors import Refused

UNTIL = date(2026, 3, 31)
LATER = date(2026, 2, 25)


def paid(desk, *entries):
    statement = desk.read(*entries)
    accept_matches(desk.lines(statement), acting=desk.acting)
    return statement, post_statements([statement], acting=desk.acting)


def state(desk, document):
    return desk.rows("SELECT state FROM documents_document WHERE id = %s", document)[0][0]


def test_a_line_accepted_wrongly_waits_again_and_is_matched_rightly(desk, as_role):
    wrong, number = desk.invoice("123.00")
    right, _number = desk.invoice("123.00", party=desk.books.beta)
    statement, (payment,) = paid(desk, ("123.00", number, "Customer B", None))
    assert (desk.open(wrong)[0], desk.balance("130")) == (0, dec("123.00"))
    take_back_payments([payment], reason="nie ten klient", on=LATER, acting=desk.acting)
    assert (desk.open(wrong)[0], desk.balance("130"), state(desk, payment), state(desk, statement)) == (dec("123.00"), 0, "void", "read")
    (line,) = desk.lines(statement)
    assert desk.rows("SELECT state, payment_id FROM treasury_statementline") == [("open", None)]
    assert red(as_role) == {}
    with pytest.raises(Refused):
        take_back_payments([payment], reason="x", acting=desk.acting)
    match_line(line, [MatchInput(item=right)], acting=desk.acting)
    (again,) = post_statements([statement], acting=desk.acting)
    assert (desk.open(wrong)[0], desk.open(right)[0], state(desk, statement)) == (dec("123.00"), 0, "posted")
    assert desk.rows("SELECT document_id, nth FROM treasury_payment ORDER BY nth") == [(payment, 0), (again, 1)]
    assert red(as_role) == {}
    take_back_payments([again], reason="x", on=LATER, acting=desk.acting)
    assert red(as_role) == {}


def test_a_foreign_payment_is_taken_back_with_its_exchange_difference(desk, as_role):
    desk.rate("EUR", "4.3000")
    item, number = desk.invoice("100.00", currency="EUR", home="420.00")
    statement = desk.read(("100.00", number, "Customer A", None), account="PL27114020040000300201355387", currency="EUR")
    accept_matches(desk.lines(statement), acting=desk.acting)
    (payment,) = post_statements([statement], acting=desk.acting)
    assert desk.open(item) == (0, 0)
    take_back_payments([payment], reason="x", acting=desk.acting)
    assert desk.open(item) == (dec("420.00"), dec("100.00"))
    assert desk.balance("131") == 0
    assert red(as_role) == {}


def test_in_a_locked_month_the_first_open_day(desk, as_role):
    item, number = desk.invoice("50.00")
    _statement, (payment,) = paid(desk, ("50.00", number, "Customer A", None))
    desk.rows("UPDATE books_period SET locked = true WHERE month = '2026-02-01' RETURNING id")
    take_back_payments([payment], reason="x", on=PAID, acting=desk.acting)
    assert desk.rows("SELECT day::text FROM ledger_entry WHERE reverses_id IS NOT NULL") == [("2026-03-01",)]
    assert desk.open(item)[0] == dec("50.00")
    assert red(as_role) == {}


def test_the_database_lets_a_posted_line_wait_only_for_a_void_payment(desk, as_role):
    _item, number = desk.invoice("50.00")
    paid(desk, ("50.00", number, "Customer A", None))
    app = as_role("app")
    app.execute("SELECT set_config('ogniwo.company', %s, false)", [str(desk.acting.company_id)])
    with pytest.raises(Exception, match="is posted"):
        app.execute("UPDATE treasury_statementline SET state = 'open', payment_id = NULL")


def test_statements_do_not_grow(desk):
    def back(count):
        numbers = [desk.invoice("10.00")[1] for _n in range(count)]
        _statement, payments = paid(desk, *[("10.00", number, "Customer A", None) for number in numbers])
        return statements(lambda: take_back_payments(payments, reason="x", acting=desk.acting), desk.acting)

    back(1)
    one, many = back(1), back(9)
    assert many - one <= 2, (one, many)


@pytest.fixture
def second(desk):
    return replace(desk.acting, user_id=User.objects.create(email="second@example.com", name="Second").pk)


def sent(desk, second, run):
    send_for_approval([run], acting=desk.acting)
    approve([row[0] for row in desk.rows("SELECT id FROM approvals_request WHERE state = 'waiting'")], acting=second)
    (file,) = export_payments([run], acting=desk.acting)
    ((body,),) = desk.rows("SELECT c.body FROM files_file f JOIN files_content c ON c.digest = f.content_id WHERE f.id = %s", file)
    return etree.fromstring(bytes(body))


def transfers(desk):
    return desk.rows("SELECT r.amount, coalesce(sum(c.amount), 0) FROM treasury_runline r LEFT JOIN treasury_runcredit c ON c.line_id = r.line_id GROUP BY r.line_id, r.amount ORDER BY r.line_id")


def test_a_suppliers_correction_lowers_the_transfer_and_the_banks_line_settles_both(desk, second, as_role):
    desk.party_account(desk.books.alfa, THEIRS)
    item, number = desk.invoice("100.00", sale=False)
    credit, credit_number = desk.invoice("-30.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    assert transfers(desk) == [(dec("70.00"), dec("30.00"))]
    assert desk.rows("SELECT total FROM documents_document WHERE id = %s", run) == [(dec("70.00"),)]
    root = sent(desk, second, run)
    assert [e.text for e in root.findall(".//{*}InstdAmt")] == ["70.00"]
    assert [e.text for e in root.findall(".//{*}Ustrd")] == [f"{number} - {credit_number}"]
    ((reference,),) = [[e.text for e in root.findall(".//{*}EndToEndId")]]
    statement, (payment,) = paid(desk, ("-70.00", "Przelew", "Somebody", THEIRS, reference))
    assert (desk.open(item)[0], desk.open(credit)[0]) == (0, 0)
    assert desk.rows("SELECT live, paid_on::text FROM treasury_runline") == [(False, "2026-02-20")]
    take_back_payments([payment], reason="x", acting=desk.acting)
    assert (desk.open(item)[0], desk.open(credit)[0]) == (dec("-100.00"), dec("30.00"))
    assert desk.rows("SELECT live, paid_on FROM treasury_runline") == [(True, None)]  # waits for the bank's line again, so no other run pays it
    with pytest.raises(Refused):
        propose_payments(UNTIL, acting=desk.acting)
    accept_matches(desk.lines(statement), acting=desk.acting)
    post_statements([statement], acting=desk.acting)
    assert red(as_role) == {}


def test_never_below_zero_and_what_credits_cover_is_set_off(desk, second, as_role):
    desk.party_account(desk.books.alfa, THEIRS)
    first, _n = desk.invoice("20.00", sale=False, due=date(2026, 2, 20))
    last, _n = desk.invoice("30.00", sale=False)
    credit, _n = desk.invoice("-40.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    assert transfers(desk) == [(dec("0.00"), dec("20.00")), (dec("10.00"), dec("20.00"))]
    root = sent(desk, second, run)
    assert [e.text for e in root.findall(".//{*}InstdAmt")] == ["10.00"]
    assert [desk.open(i)[0] for i in (first, last, credit)] == [0, dec("-30.00"), dec("20.00")]
    ((reference,),) = [[e.text for e in root.findall(".//{*}EndToEndId")]]
    paid(desk, ("-10.00", "Przelew", "Somebody", THEIRS, reference))
    assert [desk.open(i)[0] for i in (first, last, credit)] == [0, 0, 0]
    assert red(as_role) == {}


def test_where_credits_cover_all_nothing_is_paid(desk):
    desk.invoice("20.00", sale=False)
    desk.invoice("-40.00", sale=False)
    with pytest.raises(Refused) as refused:
        propose_payments(UNTIL, acting=desk.acting)
    assert [e.code for e in refused.value.errors] == ["treasury.nothing_to_pay"]


def test_a_person_pays_in_full_and_leaves_one_out(desk):
    desk.party_account(desk.books.alfa, THEIRS)
    desk.invoice("100.00", sale=False)
    desk.invoice("-30.00", sale=False)
    desk.invoice("7.00", sale=False, party=desk.books.beta)
    run = propose_payments(UNTIL, acting=desk.acting)
    lines = [row[0] for row in desk.rows("SELECT line_id FROM treasury_runline ORDER BY line_id")]
    change_transfers(run, [TransferInput(lines[0], THEIRS, "tytuł", netted=False), TransferInput(lines[1], "", kept=False)], acting=desk.acting)
    assert desk.rows("SELECT amount, live, title, payee_account FROM treasury_runline ORDER BY line_id")[0] == (dec("100.00"), True, "tytuł", THEIRS)
    assert desk.rows("SELECT count(*) FROM treasury_runcredit") == [(0,)]
    assert desk.rows("SELECT total FROM documents_document WHERE id = %s", run) == [(dec("100.00"),)]
    assert send_for_approval([run], acting=desk.acting) == 1


def test_a_credit_used_elsewhere_meanwhile_is_named(desk):
    from ogniwo.finance.treasury.commands import PairInput, settle_items

    desk.party_account(desk.books.alfa, THEIRS)
    item, _n = desk.invoice("100.00", sale=False)
    other, _n = desk.invoice("30.00", sale=False, due=date(2026, 9, 1))
    credit, _n = desk.invoice("-30.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    settle_items([PairInput(credit, other)], on=PAID, acting=desk.acting)
    with pytest.raises(Refused) as refused:
        send_for_approval([run], acting=desk.acting)
    assert [e.code for e in refused.value.errors] == ["treasury.credit_gone"] and desk.open(item)[0] == dec("-100.00")


amounts = st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 50)), max_size=6)


@given(amounts, amounts)
def test_netting_never_falls_below_zero_nor_over_a_credit(owed, given_back):
    payments = [Due(n, party, Decimal(q)) for n, (party, q) in enumerate(owed)]
    credit = [Due(n, party, Decimal(q)) for n, (party, q) in enumerate(given_back)]
    found = net(payments, credit)
    for p in payments:
        assert sum(n.amount for n in found if n.payment == p.key) <= p.amount
    for c in credit:
        assert sum(n.amount for n in found if n.credit == c.key) <= c.amount
        assert {payments[n.payment].party for n in found if n.credit == c.key} <= {c.party}
    for party in "ab":
        whole, back = (sum(x.amount for x in some if x.party == party) for some in (payments, credit))
        assert sum(n.amount for n in found if payments[n.payment].party == party) == min(whole, back)
