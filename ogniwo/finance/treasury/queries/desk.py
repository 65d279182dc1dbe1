"""The reconciliation desk: what is left, what each line probably settles and why, what else it may."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ogniwo.finance.treasury.queries.loading import Left, Matched, Open, lines_left, matches_of, open_items
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.reasons import Reason
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader

LIMIT, ITEMS_SHOWN = 300, 40


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a line is, or would be, for. ``open`` of an item before it; in the line's currency, with its sign."""

    text: str
    party: str
    amount: Decimal
    open: Decimal | None
    due: date | None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A line left: ``purposes`` proposed or accepted, ``score`` of 100 and ``reasons`` of the proposal."""

    id: int
    statement: str
    position: int
    booked_on: date
    amount: Decimal
    currency: str
    counterparty: str
    counterparty_account: str
    title: str
    state: str
    purposes: tuple[Purpose, ...]
    score: int | None
    reasons: tuple[Reason, ...]


@query("treasury.desk", _("Lines to reconcile"), roles=("accountant", "auditor"))
def desk_lines(*, acting: Acting) -> list[DeskLine]:
    """Lines of statements that are not posted, with proposals, their scores and reasons; at most 300, the oldest first."""
    rows = Reader()
    lines = lines_left(rows)[:LIMIT]
    matches = matches_of(rows, [line.id for line in lines]) if lines else {}
    wanted = {m.item_id for ms in matches.values() for m in ms if m.item_id}
    items = {item.id: item for item in open_items(rows, items=wanted)} if wanted else {}
    return [_line(line, matches.get(line.id, []), items) for line in lines]


@query("treasury.desk_items", _("Open items to choose from"), roles=("accountant", "auditor"))
def desk_items(line: int, *, search: str = "", acting: Acting) -> list[Open]:
    """Open items a line may settle: its currency first, the nearest amounts first; ``search`` in numbers and names."""
    rows = Reader()
    found = lines_left(rows, lines=[line])
    if not found:
        return []
    words = search.casefold().split()
    items = [i for i in open_items(rows) if i.left and all(w in f"{i.number} {i.their_reference} {i.party}".casefold() for w in words)]
    amount, currency = found[0].amount, found[0].currency
    return sorted(items, key=lambda i: (i.currency != currency, (i.left > 0) != (amount > 0), abs(i.left - amount), i.due))[:ITEMS_SHOWN]


def _line(line: Left, matches: Sequence[Matched], items: dict[int, Open]) -> DeskLine:
    said = matches[0].reasons if matches else []
    return DeskLine(
        id=line.id, statement=line.statement, position=line.position, booked_on=line.booked_on, amount=line.amount, currency=line.currency,
        counterparty=line.counterparty, counterparty_account=line.counterparty_account, title=line.title, state=line.state,
        purposes=tuple(_purpose(m, items) for m in matches), score=matches[0].score if matches else None,
        reasons=tuple(Reason(str(r["says"]), dict(r["words"])) for r in said),  # type: ignore[call-overload]
    )  # fmt: skip


def _purpose(m: Matched, items: dict[int, Open]) -> Purpose:
    item = items.get(m.item_id or 0)
    if item:
        return Purpose(item.name, item.party, m.amount, item.open_doc, item.due)
    return Purpose(m.text or m.role or (_("Prepayment") if m.party_id else _("Account")), "", m.amount, None, None)
