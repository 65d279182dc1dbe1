"""Taking back what a document did to stock: goods go where they came from, at exactly their cost."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from ogniwo.kernel.books import writer
from ogniwo.kernel.books.hooks import reverses
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.inventory.errors import AlreadyUsed
from ogniwo.supply.inventory.hooks import RECEIVED_NOT_INVOICED, PriceDelta, StockDraft
from ogniwo.supply.inventory.posting.entries import Booking, entries
from ogniwo.supply.inventory.posting.processor import Posting

MOVES = """SELECT m.id, m.document_id, m.line_id, j.code, m.product_id, m.location_id, m.quantity, m.kind, m.role, m.lot_id, m.status, m.owner_id, m.packing,
    m.party_id, m.dimensions, m.value, m.product_class, w.code, m.value + coalesce((SELECT sum(value) FROM inventory_costdelta c WHERE c.move_id = m.id), 0)
  FROM inventory_move m JOIN books_seal s ON s.id = m.seal_id JOIN books_journal j ON j.id = s.journal_id JOIN inventory_warehouse w ON w.id = m.warehouse_id
  WHERE m.document_id = ANY(%s) AND m.kind <> 'reversal' AND NOT EXISTS (SELECT 1 FROM inventory_move r WHERE r.returns_id = m.id AND r.kind = 'reversal')
  ORDER BY m.product_id, m.nth DESC"""
DELTAS = """SELECT c.move_id, c.document_id, c.line_id, j.code, c.price, c.value, m.role, m.product_class, w.code, m.party_id, m.dimensions, m.line_id
  FROM inventory_costdelta c JOIN inventory_move m ON m.id = c.move_id JOIN books_seal s ON s.id = c.seal_id JOIN books_journal j ON j.id = s.journal_id
  JOIN inventory_warehouse w ON w.id = m.warehouse_id
  WHERE c.document_id = ANY(%s)"""


@reverses("stock")
def reverse(documents: Collection[UUID], *, on: date, unit: Unit) -> None:
    """Facts that take back all moves and price changes of documents, dated ``on``.

    The ledger takes back the documents' own entries; what later news added to their cost is booked here.
    Raises Refused with AlreadyUsed when goods of a receipt are gone, TooMuchBack when goods of an issue came back.
    """
    ids = list(documents)
    moves, deltas = unit.rows(MOVES, [ids]), unit.rows(DELTAS, [ids])
    if not moves and not deltas:
        return
    drafts = [_opposite(row, on) for row in moves]
    prices = _prices(deltas, on)
    posting = Posting(unit, [*drafts, *prices], deltas_on=on)
    posting.run()
    _refuse_used(moves, drafts, posting)
    writer.write(unit, entries(_rest(posting.bookings, _booked(moves, deltas), on), unit.acting.currency))


def _opposite(row: Sequence[Any], on: date) -> StockDraft:
    id, document, line, journal, product, location, quantity, _kind, role, lot, status, owner, packing, party, dimensions, *_rest = row
    return StockDraft(
        document_id=document, line_id=line, journal=journal, day=on, product_id=product, location_id=location, quantity=-quantity, kind="reversal", role=role,
        returns=id, lot_id=lot, status=status, owner_id=owner, packing=packing, party_id=party, dimensions=_named(dimensions),
    )  # fmt: skip


def _prices(deltas: Sequence[Any], on: date) -> list[PriceDelta]:
    sums: dict[tuple[UUID, int, str, int], Any] = defaultdict(lambda: ZERO)
    for move, document, line, journal, price, value, *_rest in deltas:
        if price:
            sums[document, line, journal, move] += value
    return [PriceDelta(document_id=document, line_id=line, journal=journal, day=on, move_id=move, difference=-value, to_stock=True, stayed=True)
            for (document, line, journal, move), value in sums.items() if value]  # fmt: skip


def _refuse_used(moves: Sequence[Any], drafts: Sequence[StockDraft], posting: Posting) -> None:
    wrong = [
        AlreadyUsed(record=d.document_id, line=d.line_id, product=posting.terms[d.product_id].code)
        for row, d in zip(moves, drafts, strict=True) if row[6] > 0 and d.cost != -row[18]
    ]  # fmt: skip
    if wrong:
        raise Refused(wrong)


def _booked(moves: Sequence[Any], deltas: Sequence[Any]) -> list[Booking]:
    """What the documents' own entries had booked, and the ledger has just taken back: with the opposite sign here."""
    day = date.min
    found = [
        Booking(document_id=row[1], journal=row[3], day=day, document_day=day, line_id=row[2], role=row[8], value=row[15], product_class=row[16], place=row[17],
                party_id=row[13], dimensions=_named(row[14]))
        for row in moves if row[8]
    ]  # fmt: skip
    for _move, document, line, journal, price, value, role, group, place, party, dimensions, move_line in deltas:
        found.append(Booking(document_id=document, journal=journal, day=day, document_day=day, line_id=line if price else move_line, value=value,
            role=RECEIVED_NOT_INVOICED if price else role, product_class=group, place=place, party_id=None if price else party,
            dimensions={} if price else _named(dimensions)))  # fmt: skip
    return found


def _rest(new: Sequence[Booking], old: Sequence[Booking], on: date) -> list[Booking]:
    """Changes of stock value made now that the ledger's own reversal does not book."""
    sums: dict[tuple[Any, ...], Booking] = {}
    for b in [*new, *old]:
        key = (b.document_id, b.role, b.product_class, b.place, b.party_id, tuple(sorted(b.dimensions.items())))
        held = sums.get(key)
        sums[key] = replace(b, value=held.value + b.value) if held else replace(b, day=on, document_day=on)
        sums[key].day = sums[key].document_day = on
    return [b for b in sums.values() if b.value]


def _named(dimensions: Any) -> dict[str, str]:
    return json.loads(dimensions) if isinstance(dimensions, str) else dict(dimensions or {})
