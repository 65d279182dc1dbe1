"""From the bank's file to settled items: read, proposed, accepted, posted, proved."""

import contextlib
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connections

from ogniwo.finance.ledger.tests.books import act, dec, statements
from ogniwo.finance.treasury.commands import (
    MatchInput,
    PairInput,
    accept_matches,
    clear_lines,
    discard_statements,
    import_statements,
    match_line,
    post_lines,
    post_statements,
    propose_matches,
    settle_items,
    unmatch_lines,
    write_off,
)
from ogniwo.finance.treasury.queries.desk import desk_items, desk_lines
from ogniwo.finance.treasury.queries.money import aging, cash_of_lines, overdue_of_party
from ogniwo.finance.treasury.tests.desk import DAY, EUROS, THEIRS, red
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.writer import write
from ogniwo.kernel.commands import reading
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.files.commands import NewFile

CASES = Path(__file__).parents[5] / "shared" / "cases"
shared = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not on this machine")


def codes(refused):
    return [e.code for e in refused.value.errors]


def test_from_file_to_settled_items(desk, as_role):
    whole, number = desk.invoice("246.00")
    part, second = desk.invoice("100.00", party=desk.books.beta)
    statement = desk.read(("246.00", f"Zaplata za {number}", "Customer A"), ("60.00", f"zaliczka {second}", "CUSTOMER B SP"), ("-12.50", "Oplata", "Bank"))
    one, two, fee = desk.lines(statement)
    proposed = desk.matches(statement)
    assert [(line, item, amount, accepted) for line, item, amount, accepted, _s in proposed] == [(one, whole, dec("246.00"), False), (two, part, dec("60.00"), False)]
    assert accept_matches([one, two], acting=desk.acting) == 2
    match_line(fee, [MatchInput(account="402")], acting=desk.acting)
    payments = post_statements([statement], acting=desk.acting)
    assert len(payments) == 3
    assert desk.open(whole) == (0, 0)
    assert desk.open(part) == (dec("40.00"), dec("40.00"))
    assert desk.balance("130") == dec("293.50")
    assert desk.balance("201") == dec("40.00")
    assert desk.balance("402") == dec("12.50")
    assert desk.rows("SELECT state FROM documents_document WHERE id = %s", statement) == [("posted",)]
    assert desk.rows("SELECT count(*) FROM documents_cause WHERE kind = 'statement' AND source_id = %s", statement) == [(3,)]
    assert desk.rows("SELECT count(*) FROM files_file WHERE document_id = %s AND kind = 'source'", statement) == [(1,)]
    assert red(as_role) == {}


def test_the_same_file_twice_is_one_effect(desk):
    file = desk.file(("10.00", "x"), ("10.00", "x"))
    import_statements([file], acting=desk.acting)
    with pytest.raises(Refused) as refused:
        import_statements([file], acting=desk.acting)
    assert codes(refused) == ["treasury.imported_already"]
    with pytest.raises(Refused) as refused:
        import_statements([NewFile("other.xml", file.content.replace(b"<MsgId>M1", b"<MsgId>M9").replace(b"<Id>S1", b"<Id>S9"))], acting=desk.acting)
    assert codes(refused) == ["treasury.imported_already"]
    assert desk.rows("SELECT count(*) FROM treasury_statementline") == [(2,)]
    with pytest.raises(Refused):
        import_statements([desk.file(("7.00", "y")), (twin := desk.file(("8.00", "z"))), twin], acting=desk.acting)
    assert desk.rows("SELECT count(*) FROM treasury_statement") == [(1,)]


def test_the_database_itself_refuses_a_movement_twice(desk, as_role):
    desk.read(("10.00", "x"))
    with pytest.raises(Exception, match="treasury_statementline_once"):
        as_role("superuser").execute("""INSERT INTO treasury_statementline (company_id, line_id, document_id, bank_account_id, amount, currency, booked_on, counterparty,
            counterparty_account, title, "references", operation, file_line, key, state) SELECT company_id, line_id + 100000, document_id, bank_account_id, amount, currency, booked_on,
            counterparty, counterparty_account, title, "references", operation, file_line, key, state FROM treasury_statementline""")


def test_a_statement_that_does_not_add_up_is_held(desk, as_role):
    statement = desk.read(("10.00", "x"), ("25.00", "y"), closing="1010.00")
    assert desk.rows("SELECT state FROM documents_document WHERE id = %s", statement) == [("held",)]
    ((problem,),) = desk.rows("SELECT problem->>'line' FROM treasury_statement")
    assert int(problem) > 0
    for act_ in (post_statements, propose_matches):
        with pytest.raises(Refused) if act_ is post_statements else contextlib.nullcontext():
            act_([statement], acting=desk.acting)
    with pytest.raises(Refused) as refused:
        clear_lines(desk.lines(statement), acting=desk.acting)
    assert set(codes(refused)) == {"treasury.not_to_match"}
    assert desk.balance("130") == 0
    discard_statements([statement], acting=desk.acting)
    desk.statements -= 1
    assert desk.rows("SELECT state FROM documents_document WHERE id = %s", desk.read(("10.00", "x"), ("25.00", "y"))) == [("read",)]
    assert red(as_role) == {}


@shared
@pytest.mark.parametrize("name", ["billion_laughs.xml", "xxe_file.xml", "mt940_truncated.sta", "csv_formula.csv"])
def test_hostile_files_are_refused_whole(desk, name):
    good = desk.file(("10.00", "x"))
    with pytest.raises(Refused) as refused:
        import_statements([good, NewFile(name, (CASES / "hostile" / name).read_bytes())], acting=desk.acting)
    assert refused.value.errors[0].line
    assert desk.rows("SELECT count(*) FROM treasury_statement") == [(0,)]


def test_a_truncated_file_names_its_line_and_another_account_is_refused(desk):
    file = desk.file(("10.00", "x"))
    with pytest.raises(Refused) as refused:
        import_statements([NewFile("cut.xml", file.content[: len(file.content) // 2])], acting=desk.acting)
    assert codes(refused) == ["xml.broken"]
    with pytest.raises(Refused) as refused:
        desk.read(("10.00", "x"), account=THEIRS)
    assert codes(refused) == ["treasury.unknown_account"]


def test_t03_parts_and_a_small_difference(desk):
    item, _number = desk.invoice("240.00")
    opened = []
    for n, amount in enumerate(("120.00", "20.00", "99.00")):
        line = desk.lines(desk.read((amount, "-")))[0]
        last = n == 2
        match_line(line, [MatchInput(dec(amount), item=item, write_off=dec("1.00") if last else dec("0"))], acting=desk.acting)
        post_lines([line], acting=desk.acting)
        opened.append(desk.open(item)[0])
    assert opened == [dec("120.00"), dec("100.00"), dec("0.00")]
    assert sorted(a for (a,) in desk.rows("SELECT amount FROM ledger_settlement WHERE item_id = %s", item)) == [dec(a) for a in ("1.00", "20.00", "99.00", "120.00")]


def test_t05_overpayment_written_off_or_kept(desk):
    first, _number = desk.invoice("100.00")
    line = desk.lines(desk.read(("110.00", "-")))[0]
    match_line(line, [MatchInput(dec("100.00"), item=first), MatchInput(role="write_off")], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    assert (desk.open(first)[0], desk.balance("201")) == (0, 0)
    second, _number = desk.invoice("100.00")
    line = desk.lines(desk.read(("110.00", "-")))[0]
    match_line(line, [MatchInput(dec("100.00"), item=second)], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    assert (desk.open(second)[0], desk.balance("201")) == (0, dec("-10.00"))
    assert desk.rows("SELECT open FROM ledger_openitembalance WHERE open <> 0") == [(dec("-10.00"),)]


def test_t07_foreign_invoice_paid_at_another_rate(desk, as_role):
    """400 EUR, worth 333.33 at the invoice and 363.64 at the payment: a gain of 30.31."""
    item, number = desk.invoice("400.00", currency="EUR", home="333.33")
    desk.rate("EUR", "0.909091")
    statement = desk.read(("400.00", f"Invoice {number}", "Customer A"), account=EUROS, currency="EUR")
    accept_matches(desk.lines(statement), acting=desk.acting)
    gain = desk.balance("750") + desk.balance("755")
    post_statements([statement], acting=desk.acting)
    assert desk.open(item) == (0, 0)
    assert desk.balance("201") == 0
    assert desk.balance("750") + desk.balance("755") - gain == dec("-30.31")
    assert red(as_role) == {}


def test_t09_clearing_at_two_rates(desk, as_role):
    """50.00 owed for 90 EUR, 45.00 paid for them: clearing brings 5.00."""
    owed, _number = desk.invoice("90.00", currency="EUR", home="50.00", sale=False)
    desk.rate("EUR", "0.500000")
    line = desk.lines(desk.read(("-90.00", "-"), account=EUROS, currency="EUR"))[0]
    match_line(line, [MatchInput(party=desk.books.alfa)], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    ((paid,),) = desk.rows("SELECT id FROM ledger_openitem WHERE amount = 45.00")
    settle_items([PairInput(owed, paid)], on=desk.acting.today, acting=desk.acting)
    assert (desk.open(owed), desk.open(paid)) == ((0, 0), (0, 0))
    assert desk.balance("750") + desk.balance("755") == dec("-5.00")
    assert desk.rows("SELECT count(*) FROM ledger_entry") == [(3,)]
    assert red(as_role) == {}


def test_a_foreign_item_paid_in_zloty(desk, as_role):
    item, _number = desk.invoice("100.00", currency="EUR", home="430.00")
    line = desk.lines(desk.read(("425.00", "-")))[0]
    match_line(line, [MatchInput(item=item, item_amount=dec("100.00"))], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    assert desk.open(item) == (0, 0)
    assert desk.balance("751") == dec("5.00")
    assert red(as_role) == {}


def test_a_receivable_is_set_off_with_a_payable_and_the_rest_written_off(desk):
    owed, _n = desk.invoice("100.00")
    owing, _n = desk.invoice("97.00", sale=False)
    settle_items([PairInput(owed, owing)], on=desk.acting.today, acting=desk.acting)
    assert desk.open(owed)[0] == dec("3.00")
    with pytest.raises(Refused) as refused:
        write_off([desk.invoice("6.00")[0]], on=desk.acting.today, acting=desk.acting)
    assert codes(refused) == ["treasury.too_much_to_write_off"]
    write_off([owed], on=desk.acting.today, acting=desk.acting)
    assert desk.open(owed)[0] == 0
    assert desk.balance("762") == dec("3.00")


def test_what_is_matched_can_be_undone_until_it_is_posted(desk, as_role):
    item, number = desk.invoice("50.00")
    statement = desk.read(("50.00", number))
    (line,) = desk.lines(statement)
    accept_matches([line], acting=desk.acting)
    other = desk.read(("50.00", number))
    with pytest.raises(Refused) as refused:
        match_line(desk.lines(other)[0], [MatchInput(item=item, amount=dec("50.00"))], acting=desk.acting)
    assert codes(refused) == ["treasury.item_gone"]
    unmatch_lines([line], acting=desk.acting)
    assert desk.rows("SELECT state FROM treasury_statementline WHERE line_id = %s", line) == [("open",)]
    with pytest.raises(Refused) as refused:
        post_statements([statement], acting=desk.acting)
    assert codes(refused) == ["treasury.not_matched"]
    propose_matches(acting=desk.acting)
    assert desk.matches(statement) == []  # two lines say the same of one item: no guess
    match_line(line, [MatchInput(item=item)], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    for act_ in (unmatch_lines, post_lines, clear_lines):
        with pytest.raises(Refused):
            act_([line], acting=desk.acting)
    with pytest.raises(Exception, match="a match of a posted line"), as_role("app") as app:
        app.execute("SELECT set_config('ogniwo.company', %s, false)", [str(desk.acting.company_id)])
        app.execute("DELETE FROM treasury_match WHERE line_id = %s", [line])


def test_a_locked_month_takes_no_payment(desk):
    _item, number = desk.invoice("50.00")
    statement = desk.read(("50.00", number))
    accept_matches(desk.lines(statement), acting=desk.acting)
    lock_month(desk.acting.today.replace(month=2), acting=desk.acting)
    with pytest.raises(Refused) as refused:
        post_statements([statement], acting=desk.acting)
    assert "period" in codes(refused)[0] or "locked" in codes(refused)[0]
    assert desk.balance("130") == 0


@pytest.mark.parametrize("same_line", [True, False])
def test_double_settlement_has_one_winner(desk, same_line, as_role):
    item, _number = desk.invoice("50.00")
    lines = [desk.lines(desk.read(("50.00", "-")))[0] for _n in range(1 if same_line else 2)]
    match_line(lines[0], [MatchInput(item=item)], acting=desk.acting)
    if not same_line:  # planted behind the product's back: two lines matched to one item
        with as_role("superuser") as root:
            root.execute("""INSERT INTO treasury_match (company_id, id, line_id, item_id, account_id, role, party_id, amount, item_amount, dimensions, text, accepted, reasons)
                SELECT company_id, id + 100000, %s, item_id, account_id, role, party_id, amount, item_amount, dimensions, text, accepted, reasons FROM treasury_match""", [lines[1]])
            root.execute("UPDATE treasury_statementline SET state = 'matched' WHERE line_id = %s", [lines[1]])
    results: list[object] = []
    start = threading.Barrier(2)

    def post(line):
        try:
            start.wait()
            results.append(post_lines([line], acting=desk.acting))
        except Refused as no:
            results.append(no)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post, args=(line,)) for line in (lines * 2)[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]
    assert desk.open(item)[0] == 0
    assert desk.balance("130") == dec("50.00")


def test_two_importers_one_winner(desk):
    file = desk.file(("10.00", "x"))
    results: list[object] = []
    start = threading.Barrier(2)

    def read():
        try:
            start.wait()
            results.append(import_statements([file], acting=desk.acting))
        except Refused as no:
            results.append(no)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=read) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]
    assert [e.code for r in results if isinstance(r, Refused) for e in r.errors] == ["treasury.imported_already"]
    assert desk.rows("SELECT count(*) FROM treasury_statement") == [(1,)]


def test_statements_do_not_grow_with_the_set(desk):
    def prepared(count):
        numbers = [desk.invoice("50.00")[1] for _n in range(count)]
        file = desk.file(*((f"{50:.2f}", number, "Customer A") for number in numbers))
        importing = statements(lambda: import_statements([file], acting=desk.acting), desk.acting)
        ((statement,),) = desk.rows("SELECT id FROM documents_document WHERE type = 'treasury.statement' ORDER BY id DESC LIMIT 1")
        lines = desk.lines(statement)
        accepting = statements(lambda: accept_matches(lines, acting=desk.acting), desk.acting)
        posting = statements(lambda: post_statements([statement], acting=desk.acting), desk.acting)
        return importing, accepting, posting

    prepared(1)
    assert prepared(1) == prepared(12)


def test_access(desk):
    nobody = replace(desk.acting, permissions=frozenset({"sales.*"}))
    with pytest.raises(Exception, match="access.denied"):
        import_statements([desk.file(("1.00", "x"))], acting=nobody)


def test_cash_of_lines_is_spread_by_gross(desk):
    """An invoice of two lines, 100.00 and 23.45, paid in two parts: the parts of the lines sum to the cash, then to the gross."""
    with act(desk.acting) as unit:
        document, (one, two) = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN", lines=[documents.NewLine("A"), documents.NewLine("B")])
        whole = Amount(role="receivable", debit=dec("123.45"), party_id=desk.books.alfa, open_item=True, due=DAY, shares=[(one.id, dec("100.00")), (two.id, dec("23.45"))])
        other = Amount(role="revenue", credit=dec("123.45"), shares=[(one.id, dec("-100.00")), (two.id, dec("-23.45"))])
        write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=DAY, document_day=DAY, operation_day=DAY, text="Invoice", currency="PLN", amounts=[whole, other])])
    ((item,),) = desk.rows("SELECT id FROM ledger_openitem WHERE document_id = %s", document.id)
    found = []
    for amount in ("50.01", "73.44"):
        line = desk.lines(desk.read((amount, "-")))[0]
        match_line(line, [MatchInput(item=item)], acting=desk.acting)
        post_lines([line], acting=desk.acting)
        with reading(desk.acting):
            found.append([row.cash for row in cash_of_lines([one.id, two.id], as_of=desk.acting.today, acting=desk.acting)])
    assert [sum(cash) for cash in found] == [dec("50.01"), dec("123.45")]
    assert found[1] == [dec("100.00"), dec("23.45")]
    with reading(desk.acting):
        assert [row.cash for row in cash_of_lines([one.id, two.id], as_of=DAY, acting=desk.acting)] == [0, 0]


def test_a_prepayment_settles_a_later_invoice_and_is_its_cash(desk, as_role):
    line = desk.lines(desk.read(("30.00", "zaliczka")))[0]
    match_line(line, [MatchInput(party=desk.books.alfa)], acting=desk.acting)
    post_lines([line], acting=desk.acting)
    item, _number = desk.invoice("100.00")
    ((prepaid,),) = desk.rows("SELECT id FROM ledger_openitem WHERE amount = -30.00")
    settle_items([PairInput(item, prepaid)], on=desk.acting.today, acting=desk.acting)
    assert desk.open(item)[0] == dec("70.00")
    ((source,),) = desk.rows("SELECT s.document_line_id FROM ledger_share s JOIN ledger_openitem i ON i.line_id = s.line_id WHERE i.id = %s", item)
    with reading(desk.acting):
        assert [(row.gross, row.cash) for row in cash_of_lines([source], as_of=desk.acting.today, acting=desk.acting)] == [(dec("100.00"), dec("30.00"))]
        (aged,) = aging(as_of=date(2026, 4, 15), acting=desk.acting)
        assert (aged.days_60, aged.total) == (dec("70.00"), dec("70.00"))
        assert dict(overdue_of_party(desk.books.alfa, acting=replace(desk.acting, today=date(2026, 4, 15))))["Overdue"] == dec("70.00")
    assert red(as_role) == {}


def test_the_desk_says_what_and_why(desk):
    _item, number = desk.invoice("50.00")
    desk.read(("50.00", number, "Customer A"), ("7.00", "?"))
    with reading(desk.acting):
        one, two = desk_lines(acting=desk.acting)
        assert [(p.text, p.amount) for p in one.purposes] == [(number, dec("50.00"))]
        assert one.score == 80
        assert f"The number {number} stands in the payment's text." in [reason.sentence() for reason in one.reasons]
        assert two.purposes == ()
        assert [i.number for i in desk_items(two.id, acting=desk.acting)] == [number]
        assert desk_items(two.id, search="nobody", acting=desk.acting) == []
