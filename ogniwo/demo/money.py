"""Money: opening entries, wages and rent, runs of transfers, the bank's statements read, matched and posted, September closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ogniwo.demo.stage import FIRST, TODAY, ZERO, Partner, Stage, cents, working
from ogniwo.finance.ledger.commands.drafts import DraftEntryInput, post_draft_entries, save_draft_entries
from ogniwo.finance.ledger.commands.entries import EntryLine, NewEntry, post_entries
from ogniwo.finance.treasury.commands import (
    MatchInput,
    NewBankAccount,
    PairInput,
    accept_matches,
    add_bank_accounts,
    export_payments,
    import_statements,
    match_line,
    post_lines,
    post_statements,
    propose_payments,
    send_for_approval,
    settle_items,
)
from ogniwo.finance.treasury.formats.camt053_writer import write_camt053
from ogniwo.finance.treasury.formats.statement import Balance, Detail, Entry, Statement
from ogniwo.kernel.approvals.commands import approve
from ogniwo.kernel.books.commands import lock_month
from ogniwo.kernel.books.models import Area
from ogniwo.kernel.files.commands import NewFile
from ogniwo.masterdata.taxation.commands import NewExchangeRate, set_exchange_rates

PLN, EUR = "PL90999000090000000000000101", "PL79999000090000000000000202"
RECEIVABLE = """SELECT i.id, i.document_id, n.text, i.party_id, i.day, i.due, b.open_doc, i.currency FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id
  JOIN ledger_account a ON a.id = i.account_id AND a.control = 'receivable' JOIN numbering_number n ON n.document_id = i.document_id WHERE b.open_doc <> 0 AND i.day <= %s ORDER BY i.day, i.id"""
CORRECTED = "SELECT document_id, corrects_id FROM invoicing_invoice WHERE corrects_id IS NOT NULL"
TRANSFERS = """SELECT l.reference, l.amount, l.payee, l.payee_account, l.title, p.pay_on FROM treasury_runline l JOIN treasury_paymentrun p ON p.document_id = l.document_id
  JOIN documents_document d ON d.id = l.document_id WHERE l.live AND d.state = 'sent' AND p.pay_on BETWEEN %s AND %s ORDER BY p.pay_on, l.line_id"""
LINES = """SELECT l.line_id, l.amount, EXISTS (SELECT 1 FROM treasury_match m WHERE m.line_id = l.line_id AND m.item_id IS NOT NULL) FROM treasury_statementline l
  WHERE l.document_id = %s ORDER BY l.line_id"""
BALANCE = "SELECT coalesce(sum(l.debit - l.credit), 0) FROM ledger_line l JOIN ledger_account a ON a.id = l.account_id WHERE a.code = ANY(%s) AND l.day BETWEEN %s AND %s"
REQUEST = "SELECT id FROM approvals_request WHERE document_id = %s AND state = 'waiting'"
PAYABLE = """SELECT i.id FROM ledger_openitem i JOIN ledger_openitembalance b ON b.item_id = i.id JOIN ledger_account a ON a.id = i.account_id AND a.control = 'payable'
  WHERE b.open_doc < 0 AND i.currency = 'PLN' AND i.due <= %s AND NOT EXISTS (SELECT 1 FROM treasury_runline r WHERE r.item_id = i.id AND r.live)"""
DAYS = {"prompt": (-3, 2), "late": (8, 24), "slow": (20, 45), "parts": (-2, 4)}
WAGES, INSURANCE, TAX = Decimal("58400.00"), Decimal("11960.00"), Decimal("5140.00")
OPENING = (
    ("012", "1850000.00", "D"), ("013", "640000.00", "D"), ("014", "210000.00", "D"), ("070", "512000.00", "C"), ("130", "486500.00", "D"), ("131", "0.00", "D"),
    ("134", "400000.00", "C"), ("230", "44600.00", "C"), ("229", "19800.00", "C"), ("801", "500000.00", "C"), ("802", "1250000.00", "C"),
)  # fmt: skip


@dataclass(slots=True)
class Movement:
    """A movement of an account to be: what it is for (an account's code, or an open item), and whether it waits unmatched."""

    day: date
    amount: Decimal
    name: str
    title: str
    account: str = ""
    end_to_end: str | None = None
    ledger: str = ""
    item: int | None = None
    dimensions: dict[str, str] = field(default_factory=dict)
    mystery: bool = False


@dataclass(slots=True)
class Money:
    """The accountant's desk."""

    stage: Stage
    balance: dict[str, Decimal] = field(default_factory=lambda: {"PLN": Decimal("486500.00"), "EUR": ZERO})
    number: dict[str, int] = field(default_factory=lambda: {"PLN": 0, "EUR": 0})
    plans: dict[int, list[tuple[date, Decimal]]] = field(default_factory=dict)
    until: date = FIRST - timedelta(days=1)
    accounts: dict[str, int] = field(default_factory=dict)

    def open(self) -> None:
        """Bank accounts, rates of the euro for each working day, and the opening entries; their counter account ends at zero."""
        accountant = self.stage.by("accountant", FIRST)
        pln, euro = add_bank_accounts([NewBankAccount(PLN, "Rachunek bieżący"), NewBankAccount(EUR, "Rachunek w euro", "EUR", "131")], acting=accountant)
        self.accounts = {"PLN": pln, "EUR": euro}
        days = [FIRST - timedelta(days=4) + timedelta(days=n) for n in range((TODAY - FIRST).days + 5)]
        rates, rate = [], Decimal("4.2650")
        for day in (d for d in days if d.weekday() < 5):
            rate += Decimal(self.stage.rng.randint(-60, 65)) / 10000
            rates.append(NewExchangeRate("EUR", day, rate, source="NBP-A", number=f"{day.timetuple().tm_yday:03}/A/NBP/2026"))
        set_exchange_rates(rates, acting=accountant)
        lines = [EntryLine(code, debit=Decimal(amount) if side == "D" else ZERO, credit=Decimal(amount) if side == "C" else ZERO) for code, amount, side in OPENING if Decimal(amount)]
        ((stock,),) = self.stage.rows(BALANCE, ["890"], FIRST, FIRST)
        rest = -sum((line.debit - line.credit for line in lines), ZERO)
        lines += [EntryLine("890", debit=max(-stock, ZERO), credit=max(stock, ZERO)), EntryLine("820", debit=max(rest + stock, ZERO), credit=max(-rest - stock, ZERO))]
        post_entries([NewEntry("BO", FIRST, tuple(lines), "Bilans otwarcia ksiąg")], acting=accountant)

    def book(self, day: date, entries: Iterable[tuple[str, tuple[EntryLine, ...]]], *, journal: str = "PK") -> None:
        """Entries written as drafts and posted, in two acts."""
        accountant = self.stage.by("accountant", day)
        drafts = save_draft_entries([DraftEntryInput(journal, day, lines, text) for text, lines in entries], acting=accountant)
        post_draft_entries(drafts, acting=accountant)

    def month_costs(self, day: date, made: Decimal) -> None:
        """Wages, rent, depreciation; then costs by kind cleared to costs by function, and what was made taken out of production."""
        net = WAGES - TAX - cents(WAGES * Decimal("0.1371"))
        wages = (EntryLine("404", debit=WAGES), EntryLine("230", credit=net), EntryLine("225", credit=TAX), EntryLine("229", credit=WAGES - TAX - net))
        rent = (EntryLine("402", debit=Decimal("6400.00"), dimensions={"cost_center": "SALON"}), EntryLine("240", credit=Decimal("6400.00")))
        self.book(day, [
            (f"Lista płac {day:%m/%Y}", wages), (f"Składki pracodawcy {day:%m/%Y}", (EntryLine("405", debit=INSURANCE), EntryLine("229", credit=INSURANCE))),
            (f"Czynsz najmu salonu {day:%m/%Y} (osoba prywatna)", rent), (f"Amortyzacja {day:%m/%Y}", (EntryLine("400", debit=Decimal("7850.00")), EntryLine("070", credit=Decimal("7850.00")))),
        ])  # fmt: skip
        kinds = ["400", "401", "402", "404", "405", "407", "409"]
        ((total,),) = self.stage.rows(BALANCE, kinds, day.replace(day=1), day)
        production = min(made, total)
        rest = total - production
        selling = cents(rest * Decimal("0.55"))
        lines = [("Rozliczenie kosztów w układzie kalkulacyjnym", (
            EntryLine("500", debit=production), EntryLine("527", debit=selling), EntryLine("550", debit=rest - selling), EntryLine("490", credit=total)))]  # fmt: skip
        if production:
            lines.append(("Wytworzenie wyrobów", (EntryLine("580", debit=production), EntryLine("500", credit=production))))
        self.book(day, lines)

    def settle_tax(self, day: date) -> None:
        """The month's tax due and input tax go to the account of the tax office, which is paid on the 25th of the next month."""
        ((due,),) = self.stage.rows(BALANCE, ["221"], day.replace(day=1), day)
        ((paid,),) = self.stage.rows(BALANCE, ["222"], day.replace(day=1), day)
        lines = (EntryLine("221", debit=-due), EntryLine("224", credit=-due), EntryLine("224", debit=paid), EntryLine("222", credit=paid))
        self.book(day, [(f"Rozliczenie VAT {day:%m/%Y}", lines)])

    def pay_suppliers(self, day: date) -> None:
        """A run of transfers for what is due within a week: proposed by the accountant, approved by the owner, sent to the bank."""
        if not self.stage.rows(PAYABLE, day + timedelta(days=7)):
            return
        accountant = self.stage.by("accountant", day)
        run = propose_payments(day + timedelta(days=7), bank_account=self.accounts["PLN"], pay_on=working(day + timedelta(days=1)), acting=accountant)
        send_for_approval([run], acting=accountant)
        if day >= TODAY - timedelta(days=3):
            return  # the last one waits for the owner
        ((request,),) = self.stage.rows(REQUEST, run)
        approve([request], answer="Zatwierdzam", acting=self.stage.by("owner", day))
        export_payments([run], acting=accountant)

    def set_off(self, day: date) -> None:
        """Corrections of invoices not paid yet are set off against them."""
        items = {row[1]: row for row in self.stage.rows(RECEIVABLE, day)}
        corrected = dict(self.stage.rows(CORRECTED))
        left = {row[0]: row[6] for row in items.values()}
        pairs = []
        for correction, invoice in corrected.items():
            if correction in items and invoice in items and left[items[invoice][0]] > 0 > left[items[correction][0]]:
                part = min(left[items[invoice][0]], -left[items[correction][0]])
                pairs.append(PairInput(items[invoice][0], items[correction][0]))
                left[items[invoice][0]] -= part
                left[items[correction][0]] += part
        if pairs:
            settle_items(pairs, on=day, acting=self.stage.by("accountant", day))

    def _paid(self, since: date, until: date, currency: str) -> list[Movement]:
        """What customers pay in those days: by habit on time, late, in parts, now and then too much."""
        rng, by_party = self.stage.rng, {c.id: c for c in self.stage.customers}
        moves = []
        for item, _document, number, party, _day, due, left, money in self.stage.rows(RECEIVABLE, until):
            if money != currency or left <= 0:
                continue
            customer = by_party.get(party) or Partner(party, "Klient", "")
            if item not in self.plans:
                lag = rng.randint(*DAYS[customer.habit])
                first = working(due + timedelta(days=lag))
                parts = [(first, Decimal("0.5")), (working(first + timedelta(days=16)), Decimal(1))] if customer.habit == "parts" and rng.random() < 0.7 else [(first, Decimal(1))]
                self.plans[item] = parts
            for day, share in [p for p in self.plans[item] if p[0] <= until]:
                self.plans[item].remove((day, share))
                amount = left if share == 1 else cents(left * share)
                over = Decimal(100) if share == 1 and rng.random() < 0.03 else ZERO
                left -= amount
                if amount > 0:
                    moves.append(Movement(max(day, since), amount + over, customer.name, f"Zapłata za {number}", customer.account, item=item))
        return moves

    def _usual(self, since: date, until: date) -> list[Movement]:
        """Transfers of our runs, wages, offices, rent, the bank's charges."""
        moves = [Movement(working(day), -amount, payee, title, account, reference) for reference, amount, payee, account, title, day in self.stage.rows(TRANSFERS, since, until)]
        fixed = ((10, "230", "Pracownicy", "Wynagrodzenia"), (15, "229", "Urząd – składki", "Składki"), (20, "225", "Urząd Skarbowy", "Zaliczka na podatek"), (25, "224", "Urząd Skarbowy", "VAT za poprzedni miesiąc"))
        for of_month, code, name, title in fixed:
            day = working(since.replace(day=of_month))
            ((owed,),) = self.stage.rows(BALANCE, [code], FIRST, since - timedelta(days=1)) if since > FIRST else self.stage.rows(BALANCE, [code], FIRST, FIRST)
            if since <= day <= until and owed < 0:
                moves.append(Movement(day, owed, name, title, ledger=code))
        rent = working(since.replace(day=5))
        if since > FIRST and rent <= until:
            moves.append(Movement(rent, Decimal("-6400.00"), "Wynajmujący salon", "Czynsz za poprzedni miesiąc", ledger="240"))
        moves.append(Movement(until if until.weekday() < 5 else working(until - timedelta(days=2)), Decimal("-86.50"), "Bank", "Opłata za prowadzenie rachunku", ledger="409"))
        return moves

    def statement(self, until: date, day: date, extra: Iterable[Movement] = ()) -> None:
        """The bank's statements of both accounts up to a day: written as camt.053, imported, matched and posted on ``day``."""
        since, self.until = self.until + timedelta(days=1), until
        moves = {"PLN": [*self._paid(since, until, "PLN"), *self._usual(since, until), *extra], "EUR": self._paid(since, until, "EUR")}
        for currency, found in moves.items():
            kept = sorted((m for m in found if since <= m.day <= until), key=lambda m: (m.day, m.title))
            if kept:
                self._reconcile(currency, kept, since, day)

    def _file(self, currency: str, moves: list[Movement], since: date) -> NewFile:
        self.number[currency] += 1
        opening, n = self.balance[currency], self.number[currency]
        self.balance[currency] = opening + sum((m.amount for m in moves), ZERO)
        entries = tuple(
            Entry(position=k, amount=m.amount, booking_day=m.day, value_day=m.day, bank_reference=f"{currency}{n:02}{k:05}", details=(
                Detail(amount=m.amount, name=m.name, account=m.account or None, title=m.title, end_to_end=m.end_to_end),))
            for k, m in enumerate(moves, 1)
        )  # fmt: skip
        statement = Statement(
            statement_id=f"{currency}/2026/{n:02}", account=PLN if currency == "PLN" else EUR, currency=currency, opening=Balance(code="OPBD", amount=opening, day=since),
            closing=Balance(code="CLBD", amount=self.balance[currency], day=self.until), entries=entries, number=str(n),
        )  # fmt: skip
        at = datetime(self.until.year, self.until.month, self.until.day, 22, tzinfo=UTC)
        return NewFile(f"wyciag-{currency}-{self.until:%Y-%m}.xml", write_camt053([statement], message_id=f"{currency}-{n}", made_at=at), "application/xml")

    def _reconcile(self, currency: str, moves: list[Movement], since: date, day: date) -> None:
        accountant = self.stage.by("accountant", day)
        (statement,) = import_statements([self._file(currency, moves, since)], acting=accountant)
        rows: list[tuple[Any, ...]] = self.stage.rows(LINES, statement)
        left = set()
        proposed = []
        for (line, amount, has), move in zip(rows, moves, strict=True):
            if amount != move.amount:
                raise LookupError("a statement's lines are not in the order they were written")
            if move.mystery:
                left.add(line)
            elif move.ledger:
                match_line(line, [MatchInput(move.amount, account=move.ledger, dimensions=move.dimensions)], acting=accountant)
            elif has:
                proposed.append(line)
            elif move.item:
                match_line(line, [MatchInput(item=move.item)], acting=accountant)
            else:
                left.add(line)
        fresh = self.until >= TODAY - timedelta(days=5)
        open_yet = set(proposed[-6:]) if fresh and currency == "PLN" else set()
        if chosen := [line for line in proposed if line not in open_yet]:
            accept_matches(chosen, acting=accountant)
        left |= open_yet
        if left:
            post_lines([line for line, _amount, _has in rows if line not in left], acting=accountant)
        else:
            post_statements([statement], acting=accountant)

    def lock_september(self, day: date) -> None:
        """September is closed."""
        lock_month(date(2026, 9, 30), area=Area.BOOKS, acting=self.stage.by("accountant", day))
