"""The ledger's stage of the books: drafts of entries become lines, shares, open items, settlements and entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ogniwo.finance.ledger import errors
from ogniwo.finance.ledger.commands.determination import (
    LOCKED_ITEMS,
    Found,
    Wanted,
    accounts_by_id,
    dimension_sets,
    hash_of,
    locked_items,
    no_rule,
    rules_for,
)
from ogniwo.finance.ledger.models import Entry, Line, OpenItem, Settlement, Share
from ogniwo.finance.ledger.rules import ZERO, AccountFacts, Side, asked, differences
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.books.writer import journals, seal_for
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import CENT
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

LineDraft, ShareDraft, ItemDraft, SettlementDraft, PostedDraft = draft(Line), draft(Share), draft(OpenItem), draft(Settlement), draft(Entry)
TRIED = "tried amounts"
"""The note in which who tries documents gathers what they would book, accounts found or not."""
PHASE = 15
"""Entries are written after the numbers and before the seals, once an act: so hot balances are locked late and in one order."""


@dataclass(slots=True)
class Resolved:
    """An amount with its account, its dimensions, and what it says in document currency."""

    amount: Amount
    account: AccountFacts
    dimensions: dict[str, str]
    amount_doc: Decimal
    currency: str
    party_id: Any
    asked: str = ""


def book(drafts: Sequence[EntryDraft], *, unit: Unit) -> None:
    """Post entries: the same number of statements for one and for ten thousand.

    Raises Refused with every reason: no account for a role, one not in use, no party, not balanced, no journal.
    Amounts of nothing are left out; an entry of nothing is none.
    """
    pairs = [(d, [a for a in d.amounts if a.debit or a.credit or a.amount_doc]) for d in drafts]
    pairs = [(d, amounts) for d, amounts in pairs if amounts]
    if not pairs:
        return
    if TRIED in unit.notes:
        unit.notes[TRIED] += pairs
    found = _look_up(unit, pairs)
    home = company_currency(unit)
    known = journals(unit)
    wrong: list[BusinessError] = list(_over_settled(pairs, found))
    fine: set[Decimal] = set()
    ready: list[tuple[EntryDraft, list[Resolved]]] = []
    for d, amounts in pairs:
        if d.journal not in known:
            wrong.append(errors.NoJournal(record=d.document_id, journal=d.journal))
        resolved = [one for one in (_resolve(d, a, found, home, wrong) for a in amounts) if one]
        if len(resolved) == len(amounts):
            wrong += _refusals(d, resolved, fine)
        ready.append((d, resolved))
    if wrong:
        raise Refused(wrong)
    _write(unit, ready)


def company_currency(unit: Unit) -> str:
    """The currency of the books: who acts carries it."""
    return str(unit.acting.currency)


def _look_up(unit: Unit, pairs: Iterable[tuple[EntryDraft, list[Amount]]]) -> Found:
    wanted: dict[Wanted, None] = {}
    by_hand: set[int] = set()
    settled: set[int] = set()
    for d, amounts in pairs:
        for a in amounts:
            if a.settles is not None:
                settled.add(a.settles)
            if a.account_id is not None:
                by_hand.add(a.account_id)
            elif a.settles is None:
                wanted[a.role, a.keys, d.day] = None
    items = unit.notes.pop(LOCKED_ITEMS, {})
    if not settled <= items.keys():
        items = locked_items(unit, settled)
    return Found(rules_for(unit, wanted), accounts_by_id(unit, by_hand), items)


def _resolve(d: EntryDraft, a: Amount, found: Found, home: str, wrong: list[BusinessError]) -> Resolved | None:
    """The account of an amount: chosen by hand, else the settled item's own, else by its role."""
    dimensions = dict(a.dimensions)
    item = found.items.get(a.settles) if a.settles is not None else None
    by_role = ""
    where = {"record": d.document_id, "line": a.line_id}
    if a.settles is not None and item is None:
        wrong.append(errors.UnknownItem(**where))
        return None
    if a.account_id is not None:
        account = found.accounts.get(a.account_id)
        if account is None:
            wrong.append(errors.UnknownAccount(account=a.account_id, **where))
            return None
    elif item:
        account = item.account
    else:
        wanted = (a.role, a.keys, d.day)
        rules = found.roles[wanted]
        if len(rules) != 1:
            wrong.append(no_rule(wanted, rules, **where))
            return None
        account, dimensions, by_role = rules[0].account, {**rules[0].dimensions, **dimensions}, asked(a.role, a.keys)
    if a.amount_doc is None:
        currency, amount_doc = home, a.debit - a.credit
    else:
        currency, amount_doc = d.currency, a.amount_doc
    return Resolved(a, account, dimensions, amount_doc, currency, a.party_id or (item.party_id if item else None), by_role)


def _over_settled(pairs: Iterable[tuple[EntryDraft, list[Amount]]], found: Found) -> Iterable[BusinessError]:
    """Amounts that would settle more than is open. Reversals undo settlements in the same act: the database judges them."""
    left = {number: item.open for number, item in found.items.items()}
    for d, amounts in pairs:
        for a in amounts:
            if a.settles in left and d.reverses is None:
                before, left[a.settles] = left[a.settles], left[a.settles] + a.debit - a.credit
                if before * left[a.settles] < 0 or abs(left[a.settles]) > abs(before):
                    yield errors.OverSettled(record=d.document_id, line=a.line_id)


def _refusals(d: EntryDraft, resolved: list[Resolved], fine: set[Decimal]) -> Iterable[BusinessError]:
    """What is wrong with an entry; ``fine``: amounts of the act already seen to be whole cents."""
    for one in resolved:
        a, where = one.amount, {"record": d.document_id, "line": one.amount.line_id}
        if not one.account.active and d.reverses is None:
            yield errors.AccountInactive(account=one.account.code, **where)
        if one.account.control != "none" and one.party_id is None:
            yield errors.PartyMissing(account=one.account.code, **where)
        if a.debit and a.credit:
            yield errors.TwoSides(**where)
        for amount in (a.debit, a.credit, one.amount_doc):
            if not amount.is_finite() or (amount not in fine and amount.as_tuple().exponent < -2 and amount != amount.quantize(CENT)):  # type: ignore[operator]
                yield errors.TooFine(amount=amount, **where)
                return
            fine.add(amount)
    if len(resolved) < 2:
        yield errors.TooFewLines(record=d.document_id)
        return
    home, shared = differences([Side(one.amount.debit, one.amount.credit, one.amount_doc, one.currency) for one in resolved])
    if home:
        debit, credit = sum((o.amount.debit for o in resolved), ZERO), sum((o.amount.credit for o in resolved), ZERO)
        yield errors.EntryUnbalanced(record=d.document_id, difference=abs(home), debit=debit, credit=credit)
    elif shared:
        yield errors.CurrencyUnbalanced(record=d.document_id, currency=resolved[0].currency, difference=abs(shared))


def _write(unit: Unit, ready: Sequence[tuple[EntryDraft, list[Resolved]]]) -> None:
    sets = dimension_sets(unit, (one.dimensions for _d, resolved in ready for one in resolved))
    known = journals(unit)
    numbers = iter(unit.ids(len(ready) + sum(len(resolved) for _d, resolved in ready)))
    lines: list[Any] = []
    made: list[Any] = []
    rows = Rows(unit)
    for d, resolved in ready:
        entry, seal = next(numbers), seal_for(unit, d.document_id, d.journal, d.day)
        made.append(PostedDraft(
            id=entry, seal_id=seal, journal_id=known[d.journal][0], day=d.day, document_day=d.document_day, operation_day=d.operation_day,
            document_id=d.document_id, text=d.text[:300], currency=d.currency, reverses_id=d.reverses,
        ))  # fmt: skip
        for one in resolved:
            a, number = one.amount, next(numbers)
            lines.append(LineDraft(
                id=number, entry_id=entry, seal_id=seal, day=d.day, account_id=one.account.id, party_id=one.party_id, document_line_id=a.line_id,
                debit=a.debit, credit=a.credit, amount_doc=one.amount_doc, currency=one.currency, tax_line_id=a.tax_line_id, due=a.due,
                dimension_set_id=sets[hash_of(one.dimensions)] if one.dimensions else None, text=a.text[:300], asked=one.asked,
            ))  # fmt: skip
            if a.shares:
                rows.shares += [ShareDraft(line_id=number, document_line_id=line, amount=amount) for line, amount in a.shares]
            if one.account.control != "none" or a.open_item or a.settles is not None:
                rows.item(d, one, number, seal)
    unit.add(lines, rows.shares, rows.finished())
    unit.notes.setdefault("ledger entries", []).extend(made)
    unit.at_end("ledger entries", PHASE, _write_entries)


def _write_entries(unit: Unit) -> None:
    unit.add(unit.notes.pop("ledger entries"))
    unit.flush()


class Rows:
    """Open items and settlements of the lines being written; their ids are taken at once, at the end."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.shares: list[Any] = []
        self.items: list[Any] = []
        self.settles: list[tuple[int, Any, Decimal, Decimal, date]] = []

    def item(self, d: EntryDraft, one: Resolved, line: int, seal: int) -> None:
        """The open item of a line, and what it settles: the whole of it settles its item."""
        made = ItemDraft(
            id=0, seal_id=seal, line_id=line, document_id=d.document_id, account_id=one.account.id, party_id=one.party_id, day=d.day,
            due=one.amount.due or d.document_day, amount=one.amount.debit - one.amount.credit, amount_doc=one.amount_doc, currency=one.currency,
        )  # fmt: skip
        self.items.append(made)
        if one.amount.settles is not None:
            self.settles.append((one.amount.settles, made, -made.amount, -made.amount_doc, d.day))

    def finished(self) -> list[Any]:
        """Items and settlements with their ids."""
        numbers = iter(self.unit.ids(len(self.items) + len(self.settles)))
        for made in self.items:
            made.id = next(numbers)
        self.unit.notes.setdefault("open items", {}).update({made.line_id: made.id for made in self.items})
        return self.items + [
            SettlementDraft(id=next(numbers), seal_id=made.seal_id, item_id=item, counter_id=made.id, amount=amount, amount_doc=amount_doc, day=day, document_id=made.document_id)
            for item, made, amount, amount_doc, day in self.settles
        ]
