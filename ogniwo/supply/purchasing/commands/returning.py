"""Goods back to the supplier (zwrot do dostawcy, ZWD): stock out at the receipt's cost; the supplier's correction is awaited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.books.writer import seal_for
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written, derive_documents
from ogniwo.masterdata.trade.errors import NothingLeft
from ogniwo.masterdata.trade.rules import Derivation, Take
from ogniwo.supply.inventory.hooks import RECEIVED_NOT_INVOICED, VARIANCE, PriceDelta, StockDraft
from ogniwo.supply.purchasing.commands.meeting import meet_invoices
from ogniwo.supply.purchasing.commands.types import JOURNAL, RECEIPT, RETURN
from ogniwo.supply.purchasing.errors import TooMuchSentBack
from ogniwo.supply.purchasing.models import Cleared, Return, ReturnLine
from ogniwo.supply.purchasing.posting.clearing import ACCOUNTS, part_of
from ogniwo.supply.purchasing.queries.matching import ReceiptLine, receipt_lines

ZERO = Decimal(0)
BOOKED = f"""SELECT l.line_id, l.quantity / l.quantity_base, v.id, v.location_id, v.lot_id, v.status, v.packing, v.product_class, coalesce(k.value, 0),
    coalesce(c.quantity, 0), coalesce(c.value, 0), coalesce(n.quantity, 0), coalesce(n.net, 0)
  FROM trade_tradeline l JOIN inventory_move v ON v.line_id = l.line_id AND v.kind = 'receipt'
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity, sum(value) AS value FROM purchasing_cleared WHERE receipt_line_id = l.line_id) c ON true
  LEFT JOIN LATERAL (SELECT sum(x.quantity) AS quantity, sum(x.net) AS net FROM purchasing_cleared x JOIN invoicing_invoice i ON i.document_id = x.document_id
    WHERE x.receipt_line_id = l.line_id) n ON true
  LEFT JOIN LATERAL (SELECT sum(x.credit - x.debit) AS value FROM ledger_line x WHERE x.document_line_id = l.line_id AND {ACCOUNTS}) k ON true
  WHERE l.line_id = ANY(%s)"""  # noqa: S608 - constants of ours


@dataclass(frozen=True, slots=True)
class SentBack:
    """So much of a receipt line goes back, in the line's unit; zero: nothing of it."""

    line: int
    quantity: Decimal = Decimal(0)


@dataclass(slots=True)
class _Booked:
    """A receipt line's move, and what is on received-not-invoiced for it; ``ratio`` of its unit to the product's own."""

    line: int
    ratio: Decimal
    move: int
    location: UUID
    lot: UUID | None
    status: str
    packing: str
    product_class: str
    value: Decimal
    cleared: Decimal
    cleared_value: Decimal
    invoiced: Decimal
    invoiced_net: Decimal


@dataclass(slots=True)
class _Going:
    """Return lines of the act: (written line, receipt line, booked, own quantity)."""

    parts: list[tuple[Any, ReceiptLine, _Booked, Decimal]] = field(default_factory=list)


@command("purchasing.return_goods", _("Send goods back"), roles=("buyer", "storekeeper"))
def return_goods(receipt: UUID, lines: Sequence[SentBack], *, reason: str, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Send goods of a receipt back to the supplier (ZWD): they leave stock at that receipt's cost.

    What of a line was not invoiced goes back first, and never will be; the rest waits on received-not-invoiced, at the price the supplier
    charged, for its correction, which is matched to the return. ``on``: today when left out. Returns the return.
    Raises Refused: TooMuchSentBack, NotFound, NothingLeft, and what stock says (goods that are no longer here).
    """
    day = on or acting.today
    lock(unit, [receipt], type=RECEIPT.name, states=("done",))
    there = {o.line: o for o in receipt_lines(unit, lines=[line.line for line in lines])}
    booked = {b.line: b for b in (_Booked(*row) for row in unit.rows(BOOKED, [list(there)]))}
    takes = _refuse(receipt, lines, there, booked)
    made = derive_documents(unit, takes, Derivation(RETURN.name, "done", "returned", day, change={"note": reason[:500]}))
    going = _Going()
    for w in made:
        unit.add(draft(Return)(document_id=w.id, receipt_id=receipt, reason=reason[:300]))
        going.parts += [(line, there[key], booked[key], line.quantity_base) for key, line in zip(w.sources, w.lines, strict=True)]
    _book(unit, made[0], going, day, reason)
    number(unit, [ToNumber(w.id, RETURN.name, w.document.branch_id, day) for w in made])
    meet_invoices(unit, [line.line_id for line, _o, _b, _q in going.parts], {made[0].header.party_id}, {o.product for _l, o, _b, _q in going.parts if o.product}, on=day)
    return [w.id for w in made]


def _refuse(receipt: UUID, lines: Sequence[SentBack], there: Mapping[int, ReceiptLine], booked: Mapping[int, _Booked]) -> list[Take]:
    wrong: list[BusinessError] = []
    takes: list[Take] = []
    for n, given in enumerate(lines, 1):
        o, b = there.get(given.line), booked.get(given.line)
        if o is None or b is None or o.document != receipt:
            wrong.append(NotFound(record=receipt, line=given.line, field="lines"))
            continue
        left = rounded((o.quantity - o.returned - o.awaiting) * b.ratio, 6)
        quantity = given.quantity
        if quantity < 0 or quantity > left:
            wrong.append(TooMuchSentBack(record=receipt, line=given.line, position=n, asked=quantity, left=left))
        elif quantity:
            takes.append(Take(given.line, quantity))
    if wrong or not takes:
        raise Refused(wrong or [NothingLeft(record=receipt, title=RECEIPT.title)])
    return takes


def _book(unit: Unit, w: Written, going: _Going, day: date, reason: str) -> None:
    """Stock out at cost; what never will be invoiced clears the receipt, the rest is awaited at what was charged for it.

    Where the cost that left is another (a part was invoiced dearer), the difference belongs to what stayed: a change of the receipt's price.
    """
    drafts: list[StockDraft] = []
    worth: list[Decimal] = []
    numbers = iter(unit.ids(len(going.parts)))
    seal = seal_for(unit, w.id, JOURNAL, day)
    before: dict[int, tuple[Decimal, Decimal]] = {}
    for line, o, b, quantity in going.parts:
        done = before.get(b.line, (b.cleared, b.cleared_value))
        never = min(quantity, max(o.left, ZERO))
        part = part_of(b.value, o.quantity, done, never) if never else ZERO
        before[b.line] = (done[0] + never, done[1] + part)
        awaited = _awaited(o, b, quantity - never)
        unit.add(draft(ReturnLine)(
            line_id=line.line_id, document_id=w.id, receipt_line_id=b.line, uninvoiced=never, awaiting=quantity - never, worth=part, awaited=awaited, seal_id=seal,
        ))  # fmt: skip
        if never:
            unit.add(draft(Cleared)(
                id=next(numbers), document_id=w.id, invoice_line_id=line.line_id, receipt_line_id=b.line, day=day, quantity=never, value=part, net=part, seal_id=seal,
            ))  # fmt: skip
        worth.append(part + awaited)
        drafts.append(StockDraft(
            document_id=w.id, line_id=line.line_id, journal=JOURNAL, day=day, product_id=o.product, location_id=b.location, quantity=-quantity, kind="return_out",  # type: ignore[arg-type]
            role=RECEIVED_NOT_INVOICED, later_role=VARIANCE, returns=b.move, lot_id=b.lot, status=b.status, packing=b.packing, party_id=o.party, text=reason[:200],
        ))  # fmt: skip
    books.write(unit, drafts)
    books.write(unit, [
        PriceDelta(document_id=w.id, line_id=d.line_id, journal=JOURNAL, day=day, move_id=d.returns or 0, difference=-d.cost - expected, party_id=d.party_id, stayed=True, text=d.text)
        for d, expected in zip(drafts, worth, strict=True) if -d.cost != expected
    ])  # fmt: skip


def _awaited(o: ReceiptLine, b: _Booked, quantity: Decimal) -> Decimal:
    """What the supplier charged for ``quantity``: at the posted invoices' price, else at the receipt's."""
    if not quantity:
        return ZERO
    if b.invoiced > 0:
        return rounded(b.invoiced_net * quantity / b.invoiced)
    return rounded(b.value * quantity / o.quantity)
