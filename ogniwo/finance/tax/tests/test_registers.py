"""The registers: posted with their entry, equal to their accounts, taken back, attacked."""

from datetime import date
from uuid import uuid4

import psycopg
import pytest

from ogniwo.finance.ledger.queries.reading import positions, report_again, saved_reports
from ogniwo.finance.ledger.tests.books import act, dec, found, statements
from ogniwo.finance.tax.drafts import TaxDraft
from ogniwo.finance.tax.queries import corrected_months, differences, register, register_sums
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.models import Area
from ogniwo.kernel.books.writer import reverse, write
from ogniwo.kernel.commands.acts import reading
from ogniwo.kernel.documents import commands as documents

DAY = date(2026, 2, 10)


@pytest.fixture
def books(db_clone):
    return found()


def invoices(books, count=1, *, lie="0.00", share="23.00"):
    with act(books.acting) as unit:
        drafts, made = [], []
        for _ in range(count):
            document, (line,) = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN", lines=[documents.NewLine("Desk", amount=dec("100.00"))])
            (number,) = unit.ids(1)
            drafts.append(TaxDraft(
                id=number, document_id=document.id, journal="SALE", day=DAY, register="sale", tax_class="standard", rate=dec(23), net=dec("100.00"), tax=dec("23.00") + dec(lie),
                tax_period=DAY, tax_point=DAY, currency="PLN", party_id=books.alfa, shares=[(line.id, dec("100.00"), dec(share))]))  # fmt: skip
            amounts = [Amount(role="receivable", debit=dec("123.00"), party_id=books.alfa), Amount(role="revenue", credit=dec("100.00"), line_id=line.id), Amount(role="tax_due", credit=dec("23.00"), tax_line_id=number)]
            drafts.append(EntryDraft(document_id=document.id, journal="SALE", day=DAY, document_day=DAY, operation_day=DAY, text="Invoice", currency="PLN", amounts=amounts))
            made.append(document.id)
        write(unit, drafts)
    return made


def test_a_register_line_equals_what_is_booked(books):
    invoices(books)
    (row,) = register(period=DAY, acting=books.acting)
    assert (row.party, row.net, row.tax, row.booked, row.tax_period) == ("Customer A", dec("100.00"), dec("23.00"), dec("23.00"), date(2026, 2, 1))
    assert register(register="purchase", period=DAY, acting=books.acting) == []
    assert differences(acting=books.acting) == []
    sums = register_sums(period=DAY, acting=books.acting)
    assert [(s.register, s.tax_class, s.net, s.tax, s.strong) for s in sums] == [("sale", "standard", dec("100.00"), dec("23.00"), False), ("sale", "", dec("100.00"), dec("23.00"), True)]
    with act(books.acting) as unit:
        assert unit.rows("SELECT count(DISTINCT seal_id) FROM (SELECT seal_id FROM ledger_line UNION ALL SELECT seal_id FROM tax_taxregisterline) s") == [(1,)]


def test_a_difference_is_found(books):
    invoices(books, lie="0.01", share="23.01")
    (row,) = differences(acting=books.acting)
    assert (row.tax, row.booked) == (dec("23.01"), dec("23.00"))


def test_taken_back_in_its_period_which_is_corrected_once_it_is_locked(books):
    first, second = invoices(books, 2)
    known = positions(acting=books.acting)
    before = register(period=DAY, acting=books.acting)
    with act(books.acting) as unit:
        reverse(unit, [first], on=date(2026, 3, 2))
    assert [r.tax for r in register(period=DAY, acting=books.acting)] == [dec("23.00"), dec("23.00"), dec("-23.00")]
    lock_month(DAY, area=Area.VAT, acting=books.acting)
    with act(books.acting) as unit:
        reverse(unit, [second], on=date(2026, 3, 2))
    assert register(period=date(2026, 3, 1), acting=books.acting) == []
    assert [(r.tax, r.corrected_on, r.correction_of) for r in register(period=DAY, acting=books.acting)][3:] == [(dec("-23.00"), date(2026, 3, 2), "2026-02")]
    (month,) = corrected_months(since=date(2026, 3, 1), until=date(2026, 3, 31), acting=books.acting)
    assert (month.register, month.declared_tax, month.added_tax, month.tax, month.lines, month.last) == ("sale", dec("23.00"), dec("-23.00"), 0, 1, date(2026, 3, 2))
    assert differences(acting=books.acting) == []
    assert [(r.net, r.tax) for r in register(period=DAY, known=known, acting=books.acting)] == [(r.net, r.tax) for r in before]


def test_statements_do_not_grow_with_the_set(books):
    one = statements(lambda: invoices(books, 1), books.acting)
    assert statements(lambda: invoices(books, 100), books.acting) - one == 0

    def take_back(made):
        with act(books.acting) as unit:
            reverse(unit, made, on=DAY)

    few, many = invoices(books, 1), invoices(books, 100)
    one = statements(lambda: take_back(few), books.acting)
    assert statements(lambda: take_back(many), books.acting) - one == 0


def broken(books, attack):
    with pytest.raises(Exception) as refused, act(books.acting) as unit:
        attack(unit)
        unit.do("SET CONSTRAINTS ALL IMMEDIATE")
    cause = refused.value if isinstance(refused.value, psycopg.Error) else refused.value.__cause__
    return cause.diag.constraint_name or cause.sqlstate


INSERT = """INSERT INTO tax_taxregisterline (company_id, id, seal_id, document_id, register, tax_class, rate, net, tax, net_doc, tax_doc, currency, tax_period, tax_point)
  SELECT company_id, id + 700000, seal_id, document_id, register, tax_class, rate, {net}, tax, net_doc, tax_doc, currency, {period}, tax_point FROM tax_taxregisterline LIMIT 1"""


@pytest.mark.parametrize(("sql", "name"), [
    (INSERT.format(net="'NaN'", period="tax_period"), "tax_taxregisterline_net_number"),
    (INSERT.format(net="net", period="'2026-02-02'"), "tax_taxregisterline_period"),
    (INSERT.format(net="net", period="'2031-02-01'"), "books_period_missing"),
    ("INSERT INTO tax_taxshare (company_id, tax_line_id, document_line_id, net, tax) SELECT company_id, tax_line_id, document_line_id, 0, 0 FROM tax_taxshare", "tax_taxshare_after_line"),
    ("UPDATE tax_taxregisterline SET net = 0", "42501"), ("DELETE FROM tax_taxregisterline", "42501"), ("TRUNCATE tax_taxregisterline CASCADE", "42501"),
    ("UPDATE tax_taxshare SET net = 0", "42501"), ("DELETE FROM tax_taxshare", "42501"),
])  # fmt: skip
def test_attacked_in_sql_as_the_apps_role(books, sql, name):
    invoices(books)
    assert broken(books, lambda unit: unit.do(sql)) == name


CORRECTION = """INSERT INTO tax_taxregisterline (company_id, id, seal_id, document_id, register, tax_class, rate, net, tax, net_doc, tax_doc, currency, tax_period, tax_point, corrected_on)
  SELECT company_id, id + 700000, seal_id, document_id, register, tax_class, rate, net, tax, net_doc, tax_doc, currency, tax_period, tax_point, {on} FROM tax_taxregisterline LIMIT 1"""


def test_only_a_locked_month_is_corrected_and_only_in_an_open_one(books):
    invoices(books)
    assert broken(books, lambda unit: unit.do(CORRECTION.format(on="'2026-03-02'"))) == "tax_taxregisterline_correction"
    lock_month(DAY, area=Area.VAT, acting=books.acting)
    assert broken(books, lambda unit: unit.do(CORRECTION.format(on="'2026-01-02'"))) == "books_period_locked"
    assert broken(books, lambda unit: unit.do(CORRECTION.format(on="'2031-01-02'"))) == "books_period_missing"
    with act(books.acting) as unit:
        unit.do(CORRECTION.format(on="'2026-03-02'"))


def test_a_locked_month_keeps_its_registers_as_they_were_declared(books):
    first, _second = invoices(books, 2)
    lock_month(DAY, area=Area.VAT, acting=books.acting)
    with reading(books.acting):
        kept = {r.title: r.pk for r in saved_reports(acting=books.acting)}
    assert [title for title in kept if "2026-02" in title] == list(kept) and len(kept) == 3
    with act(books.acting) as unit:
        reverse(unit, [first], on=date(2026, 3, 2))
    for report in kept.values():
        again = report_again(report, acting=books.acting)
        assert again.equal
    assert len(again.then) in (0, 2)


def test_a_locked_month_of_vat_and_shares_that_do_not_sum(books):
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        invoices(books, share="22.99")
    assert refused.value.diag.constraint_name == "tax_taxshare_sum"
    lock_month(DAY, area=Area.VAT, acting=books.acting)
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        invoices(books)
    assert refused.value.diag.constraint_name == "books_period_locked"


def test_a_ledger_line_names_a_register_line_that_is_there(books):
    with pytest.raises(Exception) as refused, act(books.acting) as unit:
        document, _ = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN")
        amounts = [Amount(role="bank", debit=dec(1)), Amount(role="tax_due", credit=dec(1), tax_line_id=uuid4().int % 10**9)]
        write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=DAY, document_day=DAY, operation_day=DAY, text="", currency="PLN", amounts=amounts)])
    assert "ledger_line_tax_line_id_own" in str(refused.value)
