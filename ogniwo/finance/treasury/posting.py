"""From matched lines of statements, and from items set off, to drafts for the books: amounts and roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.treasury.errors import ItemGone, TooManyCurrencies
from ogniwo.finance.treasury.queries.loading import Left, Matched, Open
from ogniwo.finance.treasury.rules import OpenSide, share_of
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.money.rules import convert, product, quotient

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Booking:
    """A line about to be booked: its matches, its payment document with the payment's own line, its rate."""

    line: Left
    matches: Sequence[Matched]
    payment_id: UUID
    payment_line: int
    rate: Decimal | None = None
    rate_per: int = 1


def statement_entries(bookings: Sequence[Booking], items: Mapping[int, Open], *, home: str) -> list[EntryDraft]:
    """Dr bank, Cr items and accounts, exchange differences with nothing in document currency (IAS 21.28); no tax.

    Each item gives up its own value in company currency, the last part all that is left. Raises Refused:
    ItemGone, TooManyCurrencies.
    """
    left = {number: OpenSide(item.open_doc, item.open) for number, item in items.items()}
    wrong = list(_gone(bookings, items))
    if wrong:
        raise Refused(wrong)
    made = []
    for booking in bookings:
        line = booking.line
        currencies = {line.currency, *(items[m.item_id].currency for m in booking.matches if m.item_id)} - {home}
        if len(currencies) > 1:
            wrong.append(TooManyCurrencies(record=line.id, line=line.id, currencies=", ".join(sorted(currencies))))
            continue
        made.append(_entry(booking, items, left, currencies.pop() if currencies else home, home))
    if wrong:
        raise Refused(wrong)
    return made


def _gone(bookings: Sequence[Booking], items: Mapping[int, Open]) -> Iterator[BusinessError]:
    """Matches that ask more of an item than is open now, taken in their order."""
    left = {number: item.open_doc for number, item in items.items()}
    for booking in bookings:
        for m in booking.matches:
            if m.item_id is None:
                continue
            taken, before = m.item_amount or ZERO, left[m.item_id]
            if taken * before <= 0 or abs(taken) > abs(before):
                yield ItemGone(record=booking.line.id, line=booking.line.id, number=items[m.item_id].number, open=abs(before))
            else:
                left[m.item_id] = before - taken


def _entry(booking: Booking, items: Mapping[int, Open], left: dict[int, OpenSide], currency: str, home: str) -> EntryDraft:
    line = booking.line
    foreign = line.currency != home
    whole = convert(line.amount, booking.rate, per=Decimal(booking.rate_per)) if foreign and booking.rate else line.amount
    text = f"{line.statement}/{line.position} {line.counterparty}: {line.title}".strip(" :")[:300]
    amounts = [_signed(whole, "bank", account_id=line.account_id, amount_doc=line.amount if foreign else None, line_id=booking.payment_line)]
    rest = whole
    for n, m in enumerate(booking.matches, 1):
        money = rest if n == len(booking.matches) else quotient(product(whole, m.amount), line.amount)
        rest -= money
        more = {"party_id": m.party_id, "line_id": booking.payment_line, "dimensions": m.dimensions, "text": m.text}
        if m.item_id is None:
            doc = -m.amount if foreign else None
            amounts.append(_signed(-money, m.role, account_id=m.account_id, amount_doc=doc, due=line.booked_on, **more))
            continue
        item, taken = items[m.item_id], m.item_amount or ZERO
        worth = share_of(left[m.item_id], taken)
        left[m.item_id] = OpenSide(left[m.item_id].document - taken, left[m.item_id].company - worth)
        amounts.append(_signed(-worth, item.control, settles=m.item_id, amount_doc=None if item.currency == home else -taken, **more))
        amounts += _difference(money - worth, line=booking.payment_line)
    return EntryDraft(
        document_id=booking.payment_id, journal=line.journal, day=line.booked_on, document_day=line.booked_on, operation_day=line.booked_on,
        text=text, currency=currency, amounts=amounts,
    )


def _signed(amount: Decimal, role: str, **more: object) -> Amount:
    """An amount on the side its sign says, debit positive."""
    return Amount(role=role, debit=max(amount, ZERO), credit=max(-amount, ZERO), **more)  # type: ignore[arg-type]


def _difference(gain: Decimal, *, line: int | None = None) -> list[Amount]:
    """A realised exchange difference; a gain is above zero."""
    if not gain:
        return []
    return [_signed(-gain, "exchange_gain" if gain > 0 else "exchange_loss", amount_doc=ZERO, line_id=line)]


@dataclass(frozen=True, slots=True)
class SetOff:
    """Two items to be set off: ``amount`` in their currency, above zero; ``debit`` is owed to us, ``credit`` by us."""

    debit: Open
    credit: Open
    amount: Decimal


def set_off_amounts(pairs: Sequence[SetOff], *, home: str) -> list[Amount]:
    """Both items give up what ``amount`` is worth of each; what the worths differ by is an exchange difference."""
    left = {item.id: OpenSide(item.open_doc, item.open) for pair in pairs for item in (pair.debit, pair.credit)}
    amounts: list[Amount] = []
    for pair in pairs:
        gain = ZERO
        for item, taken in ((pair.debit, pair.amount), (pair.credit, -pair.amount)):
            worth = share_of(left[item.id], taken)
            left[item.id] = OpenSide(left[item.id].document - taken, left[item.id].company - worth)
            doc = None if item.currency == home else -taken
            amounts.append(_signed(-worth, item.control, settles=item.id, party_id=item.party_id, amount_doc=doc, due=item.due))
            gain -= worth
        amounts += _difference(gain)
    return amounts


def written_off_amounts(items: Sequence[Open], *, home: str) -> list[Amount]:
    """Items given up whole, each against the role of small differences."""
    amounts: list[Amount] = []
    for item in items:
        doc = None if item.currency == home else -item.open_doc
        amounts.append(_signed(-item.open, item.control, settles=item.id, party_id=item.party_id, amount_doc=doc, due=item.due))
        amounts.append(_signed(item.open, "write_off", amount_doc=None if doc is None else -doc))
    return amounts


def note_entry(document_id: UUID, amounts: Sequence[Amount], *, on: date, text: str, currency: str) -> EntryDraft:
    """The entry of a settlement note, all its dates the same day; its caller sets the journal."""
    return EntryDraft(
        document_id=document_id, journal="", day=on, document_day=on, operation_day=on, text=text, currency=currency, amounts=[replace(a) for a in amounts],
    )
