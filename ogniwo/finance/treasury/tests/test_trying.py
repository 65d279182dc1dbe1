"""Trying accounts on a bank statement and on a payment."""

from ogniwo.finance.ledger.commands.trying import try_document
from ogniwo.finance.ledger.queries.trying import Way
from ogniwo.finance.treasury import commands


def test_a_statement_and_its_payment(desk):
    item, label = desk.invoice("500.00")
    statement = desk.read(("500.00", f"za {label}"))
    (line,) = desk.lines(statement)
    commands.match_line(line, [{"item": item}], acting=desk.acting) if not desk.matches(statement) else commands.accept_matches([line], acting=desk.acting)
    trial = try_document(statement, acting=desk.acting)
    assert not trial.posted and trial.problems == ()
    assert {(one.role, one.way) for one in trial.amounts} == {("", Way.HAND)} and {one.booked for one in trial.amounts} >= {"130"}
    assert desk.open(item)[0] == 500
    (payment,) = commands.post_lines([line], acting=desk.acting)
    trial = try_document(payment, acting=desk.acting)
    assert trial.posted and {one.booked for one in trial.amounts} == {"130", "201"}
