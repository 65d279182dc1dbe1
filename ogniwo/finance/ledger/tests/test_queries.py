"""Reports: kept balances equal facts, journals equal the trial balance, what was known stays known."""

from datetime import date

import pytest

from ogniwo.finance.ledger.commands.drafts import DraftEntryInput, save_draft_entries
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.commands.reports import digest, save_report
from ogniwo.finance.ledger.commands.settling import Pair, settle
from ogniwo.finance.ledger.queries.ledgers import account_ledger, journal_lines, journal_sums, open_items, subledger
from ogniwo.finance.ledger.queries.lists import (
    account_codes,
    account_rules,
    accounts,
    draft_entries,
    draft_form,
    draft_lines,
    entry_lines,
    journal,
)
from ogniwo.finance.ledger.queries.reading import positions, saved_report
from ogniwo.finance.ledger.queries.trial import trial_balance
from ogniwo.finance.ledger.queries.trying import try_accounts
from ogniwo.finance.ledger.tests.books import dec, found
from ogniwo.kernel.commands.acts import reading


@pytest.fixture(scope="module")
def books(db_module):
    made = found()
    a, b = {"party": made.alfa}, {"party": made.beta}

    def post(day, journal, *lines):
        post_entries([NewEntry(journal, day, tuple(EntryLine(code, debit=dec(d), credit=dec(c), **more) for code, d, c, more in lines), "T")], acting=made.acting)

    post(date(2025, 11, 5), "SALE", ("201", "100.00", 0, a), ("700", 0, "100.00", {}))
    post(date(2026, 1, 10), "SALE", ("201", "40.00", 0, b), ("700", 0, "40.00", {}))
    post(date(2026, 2, 10), "GEN", ("130", "70.00", 0, {}), ("201", 0, "70.00", b))
    post(date(2026, 2, 20), "GEN", ("402", "12.50", 0, {}), ("130", 0, "12.50", {}))
    return made


def by_code(found):
    return {row.code: row for row in found}


def test_trial_balance_has_openings_turnovers_and_two_sided_balances(books):
    customers = by_code(trial_balance(as_of=date(2026, 2, 28), acting=books.acting))["201"]
    assert (customers.opening_debit, customers.opening_credit) == (dec("100.00"), 0)
    assert (customers.debit, customers.credit) == (0, dec("70.00"))
    assert (customers.year_debit, customers.year_credit) == (dec("40.00"), dec("70.00"))
    assert (customers.closing_debit, customers.closing_credit) == (dec("100.00"), dec("30.00"))


@pytest.mark.parametrize("as_of", [date(2026, 2, 28), date(2026, 2, 15), date(2026, 1, 31), date(2025, 12, 31)])
def test_kept_balances_equal_facts(books, as_of):
    now = positions(acting=books.acting)
    assert now == {"GEN/2026": 2, "SALE/2025": 1, "SALE/2026": 1}
    assert trial_balance(as_of=as_of, acting=books.acting) == trial_balance(as_of=as_of, known=now, acting=books.acting)
    middle = trial_balance(as_of=as_of, since=date(as_of.year, 1, 5), acting=books.acting)
    assert [(r.code, r.closing_debit, r.closing_credit) for r in middle] == [(r.code, r.closing_debit, r.closing_credit) for r in trial_balance(as_of=as_of, acting=books.acting)]


def test_trial_balance_equals_the_journals(books):
    as_of = date(2026, 2, 28)
    trial, sums = trial_balance(as_of=as_of, acting=books.acting), journal_sums(as_of=as_of, acting=books.acting)
    assert sum(r.year_debit for r in trial) == sum(s.debit for s in sums) == sum(s.credit for s in sums) == dec("122.50")
    assert [(s.journal, s.month.month, s.entries, s.debit) for s in sums] == [("SALE", 1, 1, dec("40.00")), ("GEN", 2, 2, dec("82.50"))]


def test_the_journal_line_by_line_runs_on_and_equals_its_sums(books):
    lines = journal_lines(as_of=date(2026, 2, 28), since=date(2026, 2, 1), acting=books.acting)
    assert [(r.journal, r.position, r.account, r.debit, r.credit, r.running) for r in lines] == [
        ("GEN", 1, "130", dec("70.00"), 0, dec("70.00")), ("GEN", 1, "201", 0, dec("70.00"), dec("70.00")),
        ("GEN", 2, "402", dec("12.50"), 0, dec("82.50")), ("GEN", 2, "130", 0, dec("12.50"), dec("82.50"))]  # fmt: skip
    whole = journal_lines(as_of=date(2026, 2, 28), since=date(2026, 1, 1), acting=books.acting)
    sums = journal_sums(as_of=date(2026, 2, 28), since=date(2026, 1, 1), acting=books.acting)
    assert sum(r.debit for r in whole) == sum(s.debit for s in sums) == sum(r.credit for r in whole)
    now = positions(acting=books.acting)
    assert journal_lines(as_of=date(2026, 2, 28), known=now, acting=books.acting) == journal_lines(as_of=date(2026, 2, 28), acting=books.acting)
    assert [r.position for r in journal_lines(journal="GEN", as_of=date(2026, 2, 28), known={**now, "GEN/2026": 1}, acting=books.acting)] == [1, 1]


def test_account_ledger_runs_on_from_what_was_brought_forward(books):
    lines = account_ledger(account="201", as_of=date(2026, 2, 28), acting=books.acting)
    assert [(r.debit, r.credit, r.balance) for r in lines] == [(dec("100.00"), 0, dec("100.00")), (dec("40.00"), 0, dec("140.00")), (0, dec("70.00"), dec("70.00"))]
    row = by_code(trial_balance(as_of=date(2026, 2, 28), acting=books.acting))["201"]
    assert lines[-1].balance == row.closing_debit - row.closing_credit
    assert [r.balance for r in account_ledger(account="201", party=books.beta, as_of=date(2026, 2, 28), acting=books.acting)] == [dec("40.00"), dec("-30.00")]


def test_subledger_equals_its_account(books):
    found = subledger(as_of=date(2026, 2, 28), acting=books.acting)
    assert {r.party: r.closing for r in found} == {"Customer A": dec("100.00"), "Customer B": dec("-30.00")}


def test_lists_and_forms_read(books):
    (draft,) = save_draft_entries([DraftEntryInput("GEN", date(2026, 3, 1), (EntryLine("130", "in", debit=dec("7.00")),), "Half")], acting=books.acting)
    with reading(books.acting):
        assert accounts(acting=books.acting).count() == 9
        assert account_rules(acting=books.acting).count() == 6
        entry = journal(acting=books.acting).order_by("-day").first()
        assert (entry.number, entry.total, entry.seal.position) == ("PK/00003/2026", dec("12.50"), 2)
        assert [line.account.code for line in entry_lines(entry.pk, acting=books.acting)] == ["402", "130"]
        assert [(d.state, d.total) for d in draft_entries(acting=books.acting)] == [("draft", dec("7.00"))]
        assert draft_lines(draft, acting=books.acting).count() == 1
        assert draft_form(draft, acting=books.acting)["lines"][0]["account"] == "130"
        assert account_codes("70", acting=books.acting) == [("700", "Sales"), ("702", "Sales of X")]
        assert account_codes("", ids=["402"], acting=books.acting) == [("402", "Services")]
        (tried,) = try_accounts(role="revenue", product_class="X", acting=books.acting)
        assert tried.account == "700"


def test_what_was_known_stays_to_the_byte(books):
    """Runs last: it posts into the past."""
    as_of = date(2026, 2, 28)
    before, items = trial_balance(as_of=as_of, acting=books.acting), open_items(as_of=as_of, acting=books.acting)
    assert [(i.party, i.open) for i in items] == [("Customer A", dec("100.00")), ("Customer B", dec("40.00")), ("Customer B", dec("-70.00"))]
    known = positions(acting=books.acting)
    saved = [save_report(q, {"as_of": "2026-02-28"}, acting=books.acting) for q in ("ledger.trial_balance", "ledger.open_items", "ledger.journal_sums")]
    settle([Pair(items[1].item_id, items[2].item_id)], on=date(2026, 2, 25), acting=books.acting)
    post_entries([NewEntry("SALE", date(2026, 2, 3), (EntryLine("201", debit=dec("9.00"), party=books.alfa), EntryLine("700", credit=dec("9.00"))))], acting=books.acting)
    assert trial_balance(as_of=as_of, known=known, acting=books.acting) == before != trial_balance(as_of=as_of, acting=books.acting)
    assert open_items(as_of=as_of, known=known, acting=books.acting) == items != open_items(as_of=as_of, acting=books.acting)
    with reading(books.acting):
        from ogniwo.finance.ledger.models import SavedReport

        for report in saved:
            assert digest(saved_report(report, acting=books.acting)) == SavedReport.objects.get(pk=report).digest
    assert sum(i.open for i in open_items(as_of=as_of, acting=books.acting)) == sum(r.closing for r in subledger(as_of=as_of, acting=books.acting))
