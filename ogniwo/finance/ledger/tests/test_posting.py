"""Entries are posted, found by roles, reversed, settled: what stands in the ledger then."""

from datetime import date
from decimal import Decimal

import pytest

from ogniwo.finance.ledger.commands.accounts import set_account_rule, use_accounts
from ogniwo.finance.ledger.commands.drafts import DraftEntryInput, discard_draft_entries, post_draft_entries, save_draft_entries
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.ledger.commands.reversal import ReversalKind, reverse_entries
from ogniwo.finance.ledger.commands.settling import Pair, settle
from ogniwo.finance.ledger.tests.books import act, dec, statements
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.books.drafts import ANY, Amount, EntryDraft, RoleKeys
from ogniwo.kernel.books.writer import reverse, write
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import Refused

DAY = date(2026, 2, 10)


def rows(books, sql, *params):
    with act(books.acting) as unit:
        return unit.rows(sql, params)


def entry(*lines, journal="GEN", day=DAY, **more):
    return NewEntry(journal, day, tuple(EntryLine(account, debit=dec(d), credit=dec(c), **extra) for account, d, c, extra in lines), "Test", **more)


def balances(books):
    return {code: (d, c) for code, d, c in rows(books, "SELECT a.code, sum(b.debit), sum(b.credit) FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id GROUP BY 1")}


def codes(refused):
    return [e.code for e in refused.value.errors]


def invoice(books, unit, gross="123.00", net="100.00", currency="PLN", doc=None, keys=ANY):
    document, (line,) = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency=currency, lines=[documents.NewLine("Desk", amount=dec(net))])
    tax = dec(gross) - dec(net)
    amounts = [
        Amount(role="receivable", debit=dec(gross), party_id=books.alfa, open_item=True, due=date(2026, 3, 10), shares=[(line.id, dec(gross))], amount_doc=doc and dec(doc)),
        Amount(role="revenue", credit=dec(net), line_id=line.id, keys=keys, dimensions={"order": "7"}, amount_doc=doc and -dec(doc)),
        Amount(role="tax_due", credit=tax, shares=[(line.id, -tax)]),
    ]
    write(unit, [EntryDraft(document_id=document.id, journal="SALE", day=DAY, document_day=DAY, operation_day=DAY, text="Invoice", currency=currency, amounts=amounts)])
    return document.id, amounts


def test_roles_find_accounts_and_lines_their_causes(books):
    with act(books.acting) as unit:
        invoice(books, unit)
    assert balances(books) == {"201": (dec("123.00"), 0), "700": (0, dec("100.00")), "221": (0, dec("23.00"))}
    assert rows(books, "SELECT b.amount, open, party_id FROM ledger_openitem JOIN ledger_openitembalance b ON b.item_id = id") == [(dec("123.00"), dec("123.00"), books.alfa)]
    ((members,),) = rows(books, "SELECT members FROM ledger_dimensionset")
    assert "7" in str(members)
    assert rows(books, "SELECT count(*) FROM ledger_share") == [(2,)]
    ((position, facts),) = rows(books, "SELECT s.position, (SELECT count(*) FROM ledger_line l WHERE l.seal_id = s.id) FROM books_seal s")
    assert (position, facts) == (1, 3)


def test_a_product_class_has_its_own_account_from_a_day_on(books):
    with act(books.acting) as unit:
        set_account_rule("revenue", "702", valid_from=DAY, product_class="X", unit=unit)
    with act(books.acting) as unit:
        invoice(books, unit, keys=RoleKeys(product_class="X"))
        invoice(books, unit, keys=RoleKeys(product_class="Y"))
    assert {"702": dec("100.00"), "700": dec("100.00")} == {code: c for code, (_d, c) in balances(books).items() if code.startswith("7")}


def test_a_rule_set_again_ends_the_old_the_day_before(books):
    with act(books.acting) as unit:
        set_account_rule("revenue", "702", valid_from=DAY, unit=unit)
    found = rows(books, "SELECT a.code, r.valid_to FROM ledger_accountrule r JOIN ledger_account a ON a.id = r.account_id WHERE role = 'revenue' ORDER BY r.id")
    assert found == [("700", date(2026, 2, 9)), ("702", None)]
    with act(books.acting) as unit:
        set_account_rule("revenue", "700", valid_from=date(2026, 2, 1), unit=unit)
    found = rows(books, "SELECT a.code, r.valid_to FROM ledger_accountrule r JOIN ledger_account a ON a.id = r.account_id WHERE role = 'revenue' ORDER BY r.id")
    assert found == [("700", date(2026, 1, 31)), ("702", None), ("700", date(2026, 2, 9))]


@pytest.mark.parametrize(("lines", "code"), [
    ([("130", "5.00", 0, {}), ("700", 0, "4.00", {})], "ledger.unbalanced"),
    ([("130", "5.00", 0, {})], "ledger.too_few_lines"),
    ([("201", "5.00", 0, {}), ("700", 0, "5.00", {})], "ledger.party_missing"),
    ([("999", "5.00", 0, {}), ("700", 0, "5.00", {})], "ledger.unknown_account"),
    ([("100", "5.00", "5.00", {}), ("700", 0, "0", {"amount_doc": dec(1)})], "ledger.two_sides"),
    ([("130", "5.001", 0, {}), ("700", 0, "5.001", {})], "ledger.too_fine"),
])  # fmt: skip
def test_what_is_wrong_is_said(books, lines, code):
    with pytest.raises(Refused) as refused:
        post_entries([entry(*lines)], acting=books.acting)
    assert code in codes(refused)
    for e in refused.value.errors:
        assert e.sentence() and e.advice() is not None


def test_no_account_a_tie_an_account_out_of_use_a_wrong_journal(books):
    with act(books.acting) as unit:
        set_account_rule("revenue", "702", valid_from=DAY, product_class="X", unit=unit)
        set_account_rule("revenue", "700", valid_from=DAY, place="abroad", unit=unit)
    with pytest.raises(Refused) as refused, act(books.acting) as unit:
        invoice(books, unit, keys=RoleKeys(product_class="X", place="abroad"))
    assert codes(refused) == ["ledger.ambiguous_rule"]
    use_accounts(["700"], active=False, acting=books.acting)
    with pytest.raises(Refused) as refused:
        post_entries([entry(("130", "1.00", 0, {}), ("700", 0, "1.00", {}), journal="NONE")], acting=books.acting)
    assert codes(refused) == ["ledger.no_journal", "ledger.account_inactive"]
    with pytest.raises(Refused) as refused, act(books.acting) as unit:
        document, _ = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN")
        write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=DAY, document_day=DAY, operation_day=DAY, text="", currency="PLN", amounts=[Amount(role="moon", debit=dec(1))])])
    assert "ledger.no_account" in codes(refused)


def test_a_locked_month_takes_nothing(books):
    lock_month(DAY, acting=books.acting)
    with pytest.raises(Refused) as refused:
        post_entries([entry(("130", "1.00", 0, {}), ("700", 0, "1.00", {}))], acting=books.acting)
    assert codes(refused) == ["books.period_locked"]


def test_a_draft_is_written_changed_and_posted_and_keeps_the_month_open(books):
    (draft,) = save_draft_entries([DraftEntryInput("GEN", DAY, (EntryLine("130", debit=dec("7.00")),), "Half")], acting=books.acting)
    assert balances(books) == {}
    with pytest.raises(Refused) as refused:
        lock_month(DAY, acting=books.acting)
    assert codes(refused) == ["books.drafts_left"]
    with pytest.raises(Refused) as refused:
        post_draft_entries([draft], acting=books.acting)
    assert codes(refused) == ["ledger.too_few_lines"]
    save_draft_entries([DraftEntryInput("GEN", DAY, (EntryLine("130", debit=dec("7.00")), EntryLine("700", credit=dec("7.00"))), "Whole", draft)], acting=books.acting)
    post_draft_entries([draft], acting=books.acting)
    assert balances(books) == {"130": (dec("7.00"), 0), "700": (0, dec("7.00"))}
    assert rows(books, "SELECT text FROM numbering_number") == [("PK/00001/2026",)]
    assert rows(books, "SELECT count(*) FROM ledger_line WHERE document_line_id IS NOT NULL") == [(2,)]
    with pytest.raises(Refused) as refused:
        post_draft_entries([draft], acting=books.acting)
    assert codes(refused) == ["documents.wrong_state"]
    (other,) = save_draft_entries([DraftEntryInput("GEN", DAY, (), "Gone")], acting=books.acting)
    discard_draft_entries([other], acting=books.acting)
    lock_month(DAY, acting=books.acting)


@pytest.mark.parametrize(("kind", "turnover"), [(ReversalKind.RED_STORNO, "0.00"), (ReversalKind.REVERSAL, "50.00")])
def test_a_reversal_opens_what_was_settled(books, kind, turnover):
    party = {"party": books.alfa}
    post_entries([entry(("201", "50.00", 0, party), ("700", 0, "50.00", {})), entry(("130", "50.00", 0, {}), ("201", 0, "50.00", party))], acting=books.acting)
    one, two = (i for (i,) in rows(books, "SELECT id FROM ledger_openitem ORDER BY id"))
    settle([Pair(one, two)], on=DAY, acting=books.acting)
    assert rows(books, "SELECT DISTINCT open FROM ledger_openitembalance") == [(dec("0.00"),)]
    ((payment,),) = rows(books, "SELECT entry_id FROM ledger_line l JOIN ledger_openitem o ON o.line_id = l.id WHERE o.id = %s", two)
    reverse_entries([payment], on=DAY, kind=kind, acting=books.acting)
    assert rows(books, "SELECT open FROM ledger_openitembalance ORDER BY item_id") == [(dec("50.00"),), (0,), (0,)]
    debit, credit = balances(books)["130"]
    assert (debit - credit, credit) == (0, dec(turnover))
    with pytest.raises(Refused) as refused:
        reverse_entries([payment], on=DAY, acting=books.acting)
    assert codes(refused) == ["ledger.already_reversed"]


def test_documents_are_taken_back_whole(books):
    with act(books.acting) as unit:
        document, _ = invoice(books, unit, gross="492.00", net="400.00", currency="PLN")
    with act(books.acting) as unit:
        reverse(unit, [document], on=DAY)
    assert all((d, c) == (0, 0) for d, c in balances(books).values())
    assert rows(books, "SELECT sum(amount) FROM ledger_share") == [(0,)]
    assert rows(books, "SELECT DISTINCT open FROM ledger_openitembalance") == [(0,)]
    with act(books.acting) as unit:
        reverse(unit, [document], on=DAY)  # nothing is left to take back


def test_a_payment_settles_the_item_on_the_items_own_account(books):
    with act(books.acting) as unit:
        invoice(books, unit)
    ((item,),) = rows(books, "SELECT id FROM ledger_openitem")
    with act(books.acting) as unit:
        set_account_rule("receivable", "202", valid_from=DAY, unit=unit)
        document, _ = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN")
        amounts = [Amount(role="bank", debit=dec("100.00")), Amount(role="receivable", credit=dec("100.00"), settles=item)]
        write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=DAY, document_day=DAY, operation_day=DAY, text="", currency="PLN", amounts=amounts)])
    assert rows(books, "SELECT open FROM ledger_openitembalance ORDER BY item_id") == [(dec("23.00"),), (0,)]
    with pytest.raises(Refused) as refused, act(books.acting) as unit:
        document, _ = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN")
        write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=DAY, document_day=DAY, operation_day=DAY, text="", currency="PLN", amounts=amounts)])
    assert codes(refused) == ["ledger.over_settled"]


def test_settling_more_than_open_or_the_same_side_is_refused(books):
    party = {"party": books.alfa}
    post_entries([entry(("201", "50.00", 0, party), ("700", 0, "50.00", {})), entry(("130", "30.00", 0, {}), ("201", 0, "30.00", party)), entry(("201", "9.00", 0, party), ("700", 0, "9.00", {}))], acting=books.acting)
    one, two, three = (i for (i,) in rows(books, "SELECT id FROM ledger_openitem ORDER BY id"))
    for pair, code in ((Pair(one, two, dec("31.00")), "ledger.over_settled"), (Pair(one, three), "ledger.cannot_settle"), (Pair(one, 1), "ledger.unknown_item")):
        with pytest.raises(Refused) as refused:
            settle([pair], on=DAY, acting=books.acting)
        assert codes(refused) == [code]


@pytest.mark.parametrize("what", ["post", "save", "change", "post drafts", "reverse", "settle", "roles"])
def test_statements_do_not_grow_with_the_set(books, what):
    party = {"party": books.alfa}

    def entries(n):
        return [entry(("201", "5.00", 0, party), ("700", 0, "5.00", {})) for _ in range(n)] + [entry(("130", "5.00", 0, {}), ("201", 0, "5.00", party)) for _ in range(n)]

    def inputs(n):
        return [DraftEntryInput("GEN", DAY, (EntryLine("130", debit=dec(1)), EntryLine("700", credit=dec(1))), "D") for _ in range(n)]

    def prepared(n):
        acting = books.acting
        if what == "post":
            return lambda: post_entries(entries(n), acting=acting)
        if what == "save":
            return lambda: save_draft_entries(inputs(n), acting=acting)
        if what in ("change", "post drafts"):
            made = save_draft_entries(inputs(n), acting=acting)
            if what == "post drafts":
                return lambda: post_draft_entries(made, acting=acting)
            changes = [DraftEntryInput("GEN", DAY, (EntryLine("130", debit=dec(2)),), "C", one) for one in made]
            return lambda: save_draft_entries(changes, acting=acting)
        if what == "roles":
            def run():
                with act(acting) as unit:
                    for _ in range(n):
                        document, (line,) = documents.new(unit, "ledger.draft_entry", state="posted", day=DAY, currency="PLN", lines=[documents.NewLine("x")])
                        unit.notes.setdefault("all", []).append(EntryDraft(document_id=document.id, journal="SALE", day=DAY, document_day=DAY, operation_day=DAY, text="", currency="PLN", amounts=[
                            Amount(role="receivable", debit=dec(5), party_id=books.alfa, dimensions={"order": str(line.id)}), Amount(role="revenue", credit=dec(5), line_id=line.id)]))
                    write(unit, unit.notes.pop("all"))
            return run
        post_entries(entries(n), acting=acting)
        open_ = rows(books, "SELECT o.id, l.entry_id, b.open FROM ledger_openitem o JOIN ledger_line l ON l.id = o.line_id JOIN ledger_openitembalance b ON b.item_id = o.id WHERE b.open <> 0 ORDER BY o.id")
        plus, minus = [r for r in open_ if r[2] > 0], [r for r in open_ if r[2] < 0]
        pairs = [Pair(a[0], b[0]) for a, b in zip(plus, minus, strict=True)]
        if what == "settle":
            return lambda: settle(pairs, on=DAY, acting=acting)
        settle(pairs, on=DAY, acting=acting)
        return lambda: reverse_entries([r[1] for r in open_], on=DAY, acting=acting)

    one = statements(prepared(1), books.acting)
    assert statements(prepared(100), books.acting) - one == 0


def test_hashes_can_be_computed_again_from_the_rows(books):
    """The seal's digest over rows read back equals the one written: drafts and columns say the same."""
    from ogniwo.finance.ledger.models import Entry, Line, OpenItem, Share
    from ogniwo.kernel.books.rules import canonical, digest
    from ogniwo.kernel.commands.acts import reading
    from ogniwo.kernel.writing.drafts import draft

    with act(books.acting) as unit:
        invoice(books, unit)
    ((seal, written),) = rows(books, "SELECT id, digest FROM books_seal")
    with reading(books.acting):
        facts = []
        for model in (Entry, Line, OpenItem):
            names = draft(model).plan.names
            facts += [canonical(model._meta.db_table, names, values) for values in model.objects.filter(seal_id=seal).values_list(*names)]
    assert digest(facts) == bytes(written)
    assert Decimal(Share.objects.count()) == 0  # without context nothing is seen
