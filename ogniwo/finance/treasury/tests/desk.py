"""A company with bank accounts for tests of the treasury: invoices by plain entries, statements by the writer of camt.053."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.commands.accounts import NewAccount, NewRule, add_accounts, set_account_rules
from ogniwo.finance.ledger.tests.books import Books, act, dec, found
from ogniwo.finance.treasury.commands import NewBankAccount, add_bank_accounts, import_statements
from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement
from ogniwo.finance.treasury.proofs import PROOFS
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.proofs import KERNEL
from ogniwo.kernel.books.writer import write
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.files.commands import NewFile
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.writing.drafts import draft
from ogniwo.masterdata.parties.models import PartyBankAccount
from ogniwo.masterdata.parties.rules import account_key
from ogniwo.masterdata.taxation.models import ExchangeRate

DAY = date(2026, 2, 10)
PAID = date(2026, 2, 20)
OURS = "PL61109010140000071219812874"
EUROS = "PL27114020040000300201355387"
MORE = [
    ("131", "Bank in euros", "asset", ""), ("139", "To be explained", "asset", "clearing"), ("751", "Exchange losses", "expense", "exchange_loss"),
    ("762", "Small differences", "expense", "write_off"), ("402", "Services", "expense", "purchase_cost"),
]  # fmt: skip
THEIRS = "PL10105000997603123456789123"


@dataclass
class Desk:
    """The company at its desk: what it can do in a test."""

    books: Books
    accounts: dict[str, int] = field(default_factory=dict)
    statements: int = 0

    @property
    def acting(self):
        return self.books.acting

    def rows(self, sql, *params):
        with act(self.acting) as unit:
            return unit.rows(sql, params)

    def invoice(self, gross, *, party=None, currency="PLN", home=None, sale=True, day=DAY, due=date(2026, 3, 1)):
        """An open item by a plain entry; returns its id and its number."""
        gross, home = dec(gross), dec(home or gross)
        party = party or self.books.alfa
        doc = gross if currency != "PLN" else None
        with act(self.acting) as unit:
            document, (line,) = documents.new(unit, "ledger.draft_entry", state="posted", day=day, currency=currency, subject_id=party, lines=[documents.NewLine("Desk", amount=gross)])
            item = Amount(role="receivable" if sale else "payable", debit=home if sale else 0 * home, credit=0 * home if sale else home, party_id=party, due=due, open_item=True,
                          amount_doc=doc and (doc if sale else -doc), shares=[(line.id, home if sale else -home)])  # fmt: skip
            other = Amount(role="revenue" if sale else "purchase_cost", debit=0 * home if sale else home, credit=home if sale else 0 * home, line_id=line.id, amount_doc=doc and (-doc if sale else doc))
            write(unit, [EntryDraft(document_id=document.id, journal="GEN", day=day, document_day=day, operation_day=day, text="Invoice", currency=currency, amounts=[item, other])])
            number(unit, [ToNumber(document.id, "ledger.draft_entry", None, day)])
        ((found_item, label),) = self.rows("SELECT i.id, n.text FROM ledger_openitem i JOIN numbering_number n ON n.document_id = i.document_id WHERE i.document_id = %s", document.id)
        return found_item, label

    def file(self, *entries, opening="1000.00", closing=None, account=OURS, currency="PLN", name="bank.xml"):
        """A statement's file of (amount, title, counterparty, account) entries."""
        self.statements += 1
        made = tuple(
            Entry(position=n, amount=dec(e[0]), booking_day=PAID, bank_reference=f"B{self.statements}-{n}", details=(Detail(
                amount=dec(e[0]), title=e[1], name=e[2] if len(e) > 2 else None, account=e[3] if len(e) > 3 else None, end_to_end=e[4] if len(e) > 4 else None),))
            for n, e in enumerate(entries, 1)
        )  # fmt: skip
        end = dec(closing) if closing else dec(opening) + sum((e.amount for e in made), Decimal(0))
        statement = Statement(
            statement_id=f"S{self.statements}", account=account, currency=currency, opening=Balance(code="OPBD", amount=dec(opening), day=PAID),
            closing=Balance(code="CLBD", amount=end, day=PAID), entries=made, number=str(self.statements),
        )  # fmt: skip
        return NewFile(name, write_camt053([statement], message_id=f"M{self.statements}", made_at=datetime(2026, 2, 21, tzinfo=UTC)), "application/xml")

    def read(self, *entries, **more) -> UUID:
        (statement,) = import_statements([self.file(*entries, **more)], acting=self.acting)
        return statement

    def lines(self, statement):
        return [row[0] for row in self.rows("SELECT line_id FROM treasury_statementline WHERE document_id = %s ORDER BY line_id", statement)]

    def matches(self, statement):
        return self.rows(
            "SELECT m.line_id, m.item_id, m.amount, m.accepted, m.score FROM treasury_match m JOIN treasury_statementline l ON l.line_id = m.line_id WHERE l.document_id = %s ORDER BY m.id", statement)

    def open(self, item):
        ((left, left_doc),) = self.rows("SELECT open, open_doc FROM ledger_openitembalance WHERE item_id = %s", item)
        return left, left_doc

    def balance(self, code):
        ((found_balance,),) = self.rows("SELECT coalesce(sum(b.debit - b.credit), 0) FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id WHERE a.code = %s", code)
        return found_balance

    def rate(self, currency, rate, day=date(2026, 2, 19)):
        with act(self.acting) as unit:
            unit.add(draft(ExchangeRate)(currency=currency, day=day, rate=dec(rate), per=1, source="NBP-A", number=""))

    def party_account(self, party, account, currency="PLN"):
        with act(self.acting) as unit:
            unit.add(draft(PartyBankAccount)(party_id=party, number=account, key=account_key(account), currency=currency))


def open_desk(name="Alfa") -> Desk:
    desk = Desk(found(name))
    with act(desk.acting) as unit:
        add_accounts([NewAccount(code, {"en": title}, kind) for code, title, kind, _role in MORE if code not in desk.books.accounts], unit=unit)  # type: ignore[arg-type]
        set_account_rules([NewRule(role, code, date(2026, 1, 1)) for code, _title, _kind, role in MORE if role], unit=unit)
    numbers = add_bank_accounts([NewBankAccount(OURS), NewBankAccount(EUROS, currency="EUR", account="131")], acting=desk.acting)
    desk.accounts = dict(zip(("PLN", "EUR"), numbers, strict=True))
    return desk


def red(as_role, *names):
    """Proofs of the kernel and the treasury that find something wrong, read as the auditor."""
    connection = as_role("auditor")
    chosen = [p for p in (*KERNEL, *PROOFS) if p.sql and (not names or p.name in names)]
    return {p.name: rows for p in chosen if (rows := connection.execute(p.sql).fetchall())}
