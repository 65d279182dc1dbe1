"""Settling open items against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.ledger.commands.booking import SettlementDraft
from ogniwo.finance.ledger.commands.determination import Item, locked_items
from ogniwo.finance.ledger.errors import CannotSettle, NoJournal, OverSettled, RatesDiffer, UnknownItem
from ogniwo.finance.ledger.rules import settled
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

SETTLEMENT = "ledger.settlement"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two open items to settle; ``amount`` in their currency, without sign; empty for as much as goes."""

    item: int
    counter: int
    amount: Decimal | None = None


@command("ledger.settle", _("Settle open items"), roles=("accountant",))
def settle(pairs: Sequence[Pair], *, on: date, journal: str = "", unit: Unit, acting: Acting) -> UUID:
    """Settle open items against each other; one settlement document for all. Returns it.

    ``journal``: where it is sealed; empty for the first journal of the books' area. Raises Refused: more than is open, not
    alike, rates that differ (treasury settles those, with the difference).
    """
    items = locked_items(unit, {number_ for pair in pairs for number_ in (pair.item, pair.counter)})
    left = {item.id: (item.open, item.open_doc) for item in items.values()}
    wrong: list[BusinessError] = []
    rows: list[tuple[int, int, Decimal, Decimal]] = []
    for pair in pairs:
        if pair.item not in items or pair.counter not in items:
            wrong.append(UnknownItem(record=pair.item, line=pair.item))
            continue
        amount, amount_doc, difference = settled(left[pair.item], left[pair.counter], pair.amount)
        error = _refusal(items[pair.item], items[pair.counter], left, amount_doc, difference)
        if error:
            wrong.append(error)
            continue
        rows.append((pair.item, pair.counter, amount, amount_doc))
        left[pair.item] = (left[pair.item][0] - amount, left[pair.item][1] - amount_doc)
        left[pair.counter] = (left[pair.counter][0] + amount, left[pair.counter][1] + amount_doc)
    if wrong:
        raise Refused(wrong)
    currency = items[pairs[0].item].currency
    document, _lines = documents.new(unit, SETTLEMENT, state="posted", day=on, currency=currency, subject_id=items[pairs[0].item].party_id)
    seal = seal_for(unit, document.id, journal or first_journal(unit), on)
    unit.add(
        SettlementDraft(id=number_, seal_id=seal, item_id=item, counter_id=counter, amount=amount, amount_doc=amount_doc, day=on, document_id=document.id)
        for number_, (item, counter, amount, amount_doc) in zip(unit.ids(len(rows)), rows, strict=True)
    )  # fmt: skip
    number(unit, [ToNumber(document.id, SETTLEMENT, None, on)])
    return document.id


def _refusal(item: Item, counter: Item, left: dict[int, tuple[Decimal, Decimal]], amount_doc: Decimal, difference: Decimal) -> BusinessError | None:
    where = {"record": item.id, "line": item.id}
    mine, theirs = left[item.id][1], left[counter.id][1]
    if (item.account.id, item.party_id, item.currency) != (counter.account.id, counter.party_id, counter.currency) or mine * theirs > 0:
        return CannotSettle(**where)
    if not amount_doc or abs(amount_doc) > min(abs(mine), abs(theirs)):
        return OverSettled(**where)
    return RatesDiffer(difference=abs(difference), **where) if difference else None


def first_journal(unit: Unit) -> str:
    """The code of the first journal of the books' own area: the general one. Raises Refused where there is none."""
    rows = unit.rows("SELECT code FROM books_journal WHERE area = 'books' ORDER BY id LIMIT 1")
    if not rows:
        raise Refused([NoJournal(journal="-")])
    return rows[0][0]
