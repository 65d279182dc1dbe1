"""From what we owe to the bank's file and back: proposed, approved by somebody else, sent once, settled by the statement."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connections
from lxml import etree

from ogniwo.finance.ledger.tests.books import act, dec, statements
from ogniwo.finance.treasury import hooks
from ogniwo.finance.treasury.commands import (
    accept_matches,
    cancel_runs,
    change_transfer,
    export_payments,
    let_transfers_go,
    post_statements,
    propose_payments,
    send_for_approval,
)
from ogniwo.finance.treasury.hooks import Titled, titles
from ogniwo.finance.treasury.tests.desk import THEIRS, red
from ogniwo.kernel.access.models import User
from ogniwo.kernel.approvals.commands import approve, refuse
from ogniwo.kernel.errors import Refused

UNTIL = date(2026, 3, 31)


def codes(refused):
    return [e.code for e in refused.value.errors]


@pytest.fixture
def second(desk):
    """Another person who may approve."""
    user = User.objects.create(email="second@example.com", name="Second")
    return replace(desk.acting, user_id=user.pk)


def state(desk, document):
    ((found,),) = desk.rows("SELECT state FROM documents_document WHERE id = %s", document)
    return found


def waiting(desk):
    return [row[0] for row in desk.rows("SELECT id FROM approvals_request WHERE state = 'waiting'")]


def test_from_what_we_owe_to_the_statement(desk, second, as_role):
    item, number = desk.invoice("123.00", sale=False)
    later, _number = desk.invoice("50.00", sale=False, due=date(2026, 6, 1))
    run = propose_payments(UNTIL, acting=desk.acting)
    with pytest.raises(Refused) as refused:
        send_for_approval([run], acting=desk.acting)
    assert codes(refused) == ["treasury.no_payee_account"]
    ((line, found),) = desk.rows("SELECT line_id, item_id FROM treasury_runline WHERE document_id = %s", run)
    assert found == item
    change_transfer(line, payee_account=THEIRS, acting=desk.acting)
    send_for_approval([run], acting=desk.acting)
    with pytest.raises(Refused) as refused:
        export_payments([run], acting=desk.acting)
    assert codes(refused) == ["documents.wrong_state"]
    with pytest.raises(Refused) as refused:
        approve(waiting(desk), acting=desk.acting)
    assert codes(refused) == ["approvals.own_request"]
    approve(waiting(desk), acting=second)
    assert state(desk, run) == "approved"
    (file,) = export_payments([run], acting=desk.acting)
    with pytest.raises(Refused):
        export_payments([run], acting=desk.acting)
    ((body,),) = desk.rows("SELECT c.body FROM files_file f JOIN files_content c ON c.digest = f.content_id WHERE f.id = %s", file)
    root = etree.fromstring(bytes(body))
    assert [e.text for e in root.findall(".//{*}CdtTrfTxInf//{*}IBAN")] == [THEIRS]
    assert [e.text for e in root.findall(".//{*}InstdAmt")] == ["123.00"]
    ((reference,),) = [[e.text for e in root.findall(".//{*}EndToEndId")]]
    statement = desk.read(("-123.00", "Przelew", "Somebody", THEIRS, reference))
    assert [(i, a) for _l, i, a, _acc, _s in desk.matches(statement)] == [(item, dec("-123.00"))]
    accept_matches(desk.lines(statement), acting=desk.acting)
    post_statements([statement], acting=desk.acting)
    assert desk.open(item)[0] == 0
    assert desk.open(later)[0] == dec("-50.00")
    assert desk.rows("SELECT live, paid_on::text FROM treasury_runline") == [(False, "2026-02-20")]
    assert red(as_role) == {}


def test_an_item_is_in_one_run_only(desk):
    desk.party_account(desk.books.alfa, THEIRS)
    desk.invoice("123.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    with pytest.raises(Refused) as refused:
        propose_payments(UNTIL, acting=desk.acting)
    assert codes(refused) == ["treasury.nothing_to_pay"]
    cancel_runs([run], acting=desk.acting)
    run = propose_payments(UNTIL, acting=desk.acting)
    ((line,),) = desk.rows("SELECT line_id FROM treasury_runline WHERE document_id = %s", run)
    let_transfers_go([line], acting=desk.acting)
    with pytest.raises(Refused) as refused:
        send_for_approval([run], acting=desk.acting)
    assert codes(refused) == ["treasury.nothing_to_pay"]


def test_two_people_propose_one_run_wins(desk):
    desk.invoice("123.00", sale=False)
    results: list[object] = []
    start = threading.Barrier(2)

    def propose():
        try:
            start.wait()
            results.append(propose_payments(UNTIL, acting=desk.acting))
        except Refused as no:
            results.append(no)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=propose) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]
    assert desk.rows("SELECT count(*) FROM treasury_runline WHERE live") == [(1,)]


def test_refused_is_a_draft_again_and_what_was_paid_meanwhile_is_not_paid_twice(desk, second):
    desk.party_account(desk.books.alfa, THEIRS)
    item, number = desk.invoice("123.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    send_for_approval([run], acting=desk.acting)
    refuse(waiting(desk), answer="Not yet", acting=second)
    assert state(desk, run) == "draft"
    send_for_approval([run], acting=desk.acting)
    approve(waiting(desk), acting=second)
    statement = desk.read(("-123.00", number, "Customer A", THEIRS))
    accept_matches(desk.lines(statement), acting=desk.acting)
    post_statements([statement], acting=desk.acting)
    with pytest.raises(Refused) as refused:
        export_payments([run], acting=desk.acting)
    assert codes(refused) == ["treasury.over_paid"]


def test_an_approved_transfer_does_not_change(desk, second, as_role):
    desk.party_account(desk.books.alfa, THEIRS)
    desk.invoice("123.00", sale=False)
    run = propose_payments(UNTIL, acting=desk.acting)
    ((line,),) = desk.rows("SELECT line_id FROM treasury_runline WHERE document_id = %s", run)
    send_for_approval([run], acting=desk.acting)
    with pytest.raises(Refused):
        change_transfer(line, payee_account=THEIRS[:-1] + "4", acting=desk.acting)
    app = as_role("app")
    app.execute("SELECT set_config('ogniwo.company', %s, false)", [str(desk.acting.company_id)])
    with pytest.raises(Exception, match="waits for approval"):
        app.execute("UPDATE treasury_runline SET payee_account = 'PL00'")
    with pytest.raises(Exception, match="waits for approval"):
        app.execute("UPDATE treasury_runline SET amount = 9")
    with pytest.raises(Exception, match="waits for approval"):
        app.execute("INSERT INTO treasury_runcredit (company_id, id, line_id, item_id, amount) SELECT company_id, 999999, line_id, item_id, 5 FROM treasury_runline")
    with pytest.raises(Exception, match="permission denied"):
        app.execute("UPDATE treasury_runline SET item_id = 9")


def test_a_country_gives_titles(desk, monkeypatch):
    monkeypatch.setattr(hooks, "TITLERS", [])
    titles(lambda items, *, unit: {items[0].item_id: Titled(f"/SPLIT/{items[0].amount}", "SPLIT", THEIRS)})
    desk.invoice("123.00", sale=False)
    propose_payments(UNTIL, acting=desk.acting)
    assert desk.rows("SELECT title, local_instrument, payee_account FROM treasury_runline") == [("/SPLIT/123.00", "SPLIT", THEIRS)]


def test_statements_do_not_grow_with_the_set(desk, second):
    desk.party_account(desk.books.alfa, THEIRS)

    def run_of(count):
        for _n in range(count):
            desk.invoice("10.00", sale=False)
        counted = [statements(lambda: propose_payments(UNTIL, acting=desk.acting), desk.acting)]
        ((run,),) = desk.rows("SELECT id FROM documents_document WHERE type = 'treasury.payment_run' ORDER BY id DESC LIMIT 1")
        counted.append(statements(lambda: send_for_approval([run], acting=desk.acting), desk.acting))
        counted.append(statements(lambda: approve(waiting(desk), acting=second), desk.acting))
        counted.append(statements(lambda: export_payments([run], acting=desk.acting), desk.acting))
        return counted

    run_of(1)
    assert run_of(1) == run_of(9)


def test_only_who_may_approves(desk):
    nobody = replace(desk.acting, user_id=999, permissions=frozenset({"approvals.approve"}))
    desk.party_account(desk.books.alfa, THEIRS)
    desk.invoice("9.00", sale=False)
    send_for_approval([propose_payments(UNTIL, acting=desk.acting)], acting=desk.acting)
    with act(desk.acting) as unit:
        (request,) = unit.rows("SELECT id FROM approvals_request")[0]
    with pytest.raises(Refused) as refused:
        approve([request], acting=nobody)
    assert codes(refused) == ["access.denied"]
