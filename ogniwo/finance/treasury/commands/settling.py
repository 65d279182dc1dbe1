"""Setting items off against each other, and writing off what is too small to chase."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import company_currency
from ogniwo.finance.ledger.commands.determination import as_json, locked_items
from ogniwo.finance.ledger.commands.settling import Pair, first_journal, settle
from ogniwo.finance.ledger.errors import OverSettled, UnknownItem
from ogniwo.finance.treasury.errors import CannotCompensate, TooMuchToWriteOff
from ogniwo.finance.treasury.posting import SetOff, note_entry, set_off_amounts, written_off_amounts
from ogniwo.finance.treasury.queries.loading import Open, open_items
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

NOTE, GENERAL = "treasury.note", "PK"
SMALL = Decimal("5.00")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PairInput:
    """Two open items of a party to set off; ``amount`` in their currency, above zero; empty for as much as goes."""

    item: int
    counter: int
    amount: Decimal | None = None


@command("treasury.settle_items", _("Set off items"), roles=("accountant",))
def settle_items(pairs: Sequence[PairInput], *, on: date, unit: Unit, acting: Acting) -> list[UUID]:
    """Set off a party's items against each other (kompensata): a receivable with a payable, an invoice with a prepayment.

    Items of one account in company currency settle each other directly; others by a note with what the two sides are
    worth at their own rates, the difference a realised exchange difference. Returns the documents made. Raises Refused: not the same party and currency, or more than is open.
    """
    items = _items(unit, [number_ for pair in pairs for number_ in (pair.item, pair.counter)])
    left = {item.id: item.open_doc for item in items.values()}
    wrong: list[BusinessError] = []
    found: list[SetOff] = []
    for pair in pairs:
        debit, credit = items[pair.item], items[pair.counter]
        if debit.open_doc < 0:
            debit, credit = credit, debit
        most = min(left[debit.id], -left[credit.id])
        amount = most if pair.amount is None else pair.amount
        if (debit.party_id, debit.currency) != (credit.party_id, credit.currency) or debit.open_doc <= 0 or credit.open_doc >= 0:
            wrong.append(CannotCompensate(record=pair.item, line=pair.item))
        elif amount <= 0 or amount > most:
            wrong.append(OverSettled(record=pair.item, line=pair.item))
        else:
            found.append(SetOff(debit, credit, amount))
            left[debit.id] -= amount
            left[credit.id] += amount
    if wrong:
        raise Refused(wrong)
    home = company_currency(unit)
    direct = [one for one in found if one.debit.account_id == one.credit.account_id and one.debit.currency == home]
    noted: dict[str, list[SetOff]] = defaultdict(list)
    for one in found:
        if one not in direct:
            noted[one.debit.currency].append(one)
    made = [settle([Pair(one.debit.id, one.credit.id, one.amount) for one in direct], on=on, unit=unit)] if direct else []
    if noted:
        amounts = {currency: set_off_amounts(group, home=home) for currency, group in noted.items()}
        made.append(_note(unit, amounts, [item for group in noted.values() for one in group for item in (one.debit, one.credit)], on=on, title=_("Items set off")))
    return made


@command("treasury.write_off", _("Write off small differences"), roles=("accountant",), sets="items")
def write_off(items: Sequence[int], *, on: date, unit: Unit, acting: Acting) -> UUID:
    """Write off what is left of items, each at most the company's limit (policy ``write_off_limit``, 5.00 where unset).

    Returns the note. Raises Refused: an item with more left than that, or none.
    """
    found = list(_items(unit, items).values())
    ((policies,),) = unit.rows("SELECT policies FROM tenancy_company WHERE id = %s", [unit.company_id])
    limit = Decimal(str((as_json(policies) or {}).get("write_off_limit", SMALL)))
    wrong: list[BusinessError] = [TooMuchToWriteOff(record=i.id, line=i.id, open=abs(i.open), limit=limit) for i in found if abs(i.open) > limit]
    wrong += [OverSettled(record=i.id, line=i.id) for i in found if not i.open and not i.open_doc]
    if wrong:
        raise Refused(wrong)
    home = company_currency(unit)
    by_currency: dict[str, list[Open]] = defaultdict(list)
    for item in found:
        by_currency[item.currency].append(item)
    return _note(unit, {currency: written_off_amounts(group, home=home) for currency, group in by_currency.items()}, found, on=on, title=_("Small differences written off"))


def _items(unit: Unit, wanted: Sequence[int]) -> dict[int, Open]:
    """Items locked in one order, then read."""
    locked = locked_items(unit, set(wanted))
    if missing := [i for i in dict.fromkeys(wanted) if i not in locked]:
        raise Refused(UnknownItem(record=i, line=i) for i in missing)
    return {item.id: item for item in open_items(unit, items=set(wanted))}


def _note(unit: Unit, amounts: dict[str, list[Amount]], items: Sequence[Open], *, on: date, title: str) -> UUID:
    parties = {item.party_id for item in items}
    home = company_currency(unit)
    currency = next(iter(amounts)) if len(amounts) == 1 else home
    document, _lines = documents.new(unit, NOTE, state="posted", day=on, currency=currency, title=title, subject_id=parties.pop() if len(parties) == 1 else None)
    documents.cause(unit, ((source, document.id, "settled") for source in sorted({item.document_id for item in items})))
    number(unit, [ToNumber(document.id, NOTE, None, on)])
    journal = GENERAL if GENERAL in books.journals(unit) else first_journal(unit)
    entries: list[EntryDraft] = [replace(note_entry(document.id, found, on=on, text=title, currency=code), journal=journal) for code, found in amounts.items()]
    books.write(unit, entries)
    return document.id
