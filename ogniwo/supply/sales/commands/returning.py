"""Customers' returns (ZW): goods back at the cost of the issue returned, and what of them was invoiced to be corrected."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.finance.invoicing.commands import CorrectionInput, LineAfter, correct_invoices, post_invoices
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.books.drafts import Amount, EntryDraft
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written, derive_documents
from ogniwo.masterdata.trade.queries.sources import Source, sources_of
from ogniwo.masterdata.trade.rules import Derivation, Take
from ogniwo.supply.inventory.hooks import COST_OF_SALES, StockDraft
from ogniwo.supply.sales.commands.accruing import AccrualDraft, Particulars, entry, particulars, sides
from ogniwo.supply.sales.commands.types import DELIVERY, RETURN, STOCK_JOURNAL
from ogniwo.supply.sales.errors import TooMuchReturned
from ogniwo.supply.sales.hooks import Returned, returns_posted
from ogniwo.supply.sales.models import Return, ReturnLine
from ogniwo.supply.sales.queries.progress import Progress, delivery_progress
from ogniwo.supply.sales.rules import Waiting

ReturnDraft, ReturnLineDraft = draft(Return), draft(ReturnLine)
DELIVERIES = "SELECT DISTINCT d.id, d.type, d.owner_id FROM documents_line l JOIN documents_document d ON d.id = l.document_id WHERE l.id = ANY(%s)"
INVOICES = """SELECT DISTINCT t.document_id FROM documents_flow f JOIN documents_line t ON t.id = f.target_id JOIN documents_document d ON d.id = t.document_id
  WHERE f.source_id = ANY(%s) AND f.kind = 'invoiced' AND d.type = 'invoicing.invoice'"""
LOCK = "SELECT id FROM documents_document WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
ISSUES = """SELECT m.line_id, m.id, m.location_id, m.lot_id, m.packing, -m.quantity - coalesce((SELECT sum(r.quantity) FROM inventory_move r WHERE r.returns_id = m.id), 0), m.dimensions
  FROM inventory_move m WHERE m.line_id = ANY(%s) AND m.kind = 'issue' ORDER BY m.id"""
INVOICED = """SELECT f.source_id, l.id, l.document_id, l.quantity, (SELECT c.after ->> 'quantity' FROM invoicing_correctionline c JOIN documents_document e ON e.id = c.document_id
    WHERE c.corrected_id = l.id AND e.state <> 'void' ORDER BY c.line_id DESC LIMIT 1)
  FROM (SELECT DISTINCT source_id, target_id FROM documents_flow WHERE source_id = ANY(%s) AND kind = 'invoiced') f JOIN documents_line l ON l.id = f.target_id
  JOIN documents_document d ON d.id = l.document_id WHERE d.type = 'invoicing.invoice' AND d.state <> 'void' ORDER BY l.id DESC"""
LEFT = "SELECT delivery_line_id, sum(quantity), sum(amount), sum(amount_doc) FROM sales_accrual WHERE delivery_line_id = ANY(%s) GROUP BY 1"


@dataclass(slots=True)
class Issued:
    """A move that left for a delivery line, and how much of it is still out."""

    move: int
    location: UUID
    lot: UUID | None
    packing: str
    out: Decimal
    dimensions: Mapping[str, str]


@dataclass(slots=True)
class Coming:
    """All a set of returns needs, read at once."""

    facts: Particulars
    done: Mapping[int, Progress]
    sources: Mapping[int, Source]
    issues: dict[int, list[Issued]] = field(default_factory=lambda: defaultdict(list))
    waiting: dict[int, Waiting] = field(default_factory=dict)
    invoiced: list[tuple[int, int, Decimal]] = field(default_factory=list)
    """Of each returned line what was invoiced: (delivery line, return line, quantity)."""


@command("sales.return_lines", _("Take goods back"), roles=("seller", "storekeeper"))
def return_lines(lines: Sequence[Take], *, reason: str, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Take quantities of delivered lines back (ZW, one for each delivery): goods at the cost they left with, and their invoices corrected.

    What of a line was not invoiced yet comes back first and will never be invoiced: its revenue is taken back at once.
    For the rest correction invoices are issued and posted. ``on``: today when left out. Raises Refused:
    TooMuchReturned for a line with less at the customer, NotFound.
    """
    day, done = on or acting.today, _lock(unit, [take.line for take in lines])
    asked = {t.line: _with_customer(done, t.line) if t.quantity is None else t.quantity for t in lines}
    _refuse(asked, done)
    how = Derivation(RETURN, "done", "returned", day, change={"note": reason})
    sources = sources_of(unit, how, lines=asked)
    made = derive_documents(unit, [Take(line, quantity) for line, quantity in asked.items()], how, sources)
    coming = Coming(particulars(unit, {s.document for s in sources.values()}), done, sources)
    _read(unit, coming, asked)
    moves: list[StockDraft] = []
    entries: list[EntryDraft] = []
    for w in made:
        unit.add(ReturnDraft(document_id=w.id, reason=reason[:300]))
        moves += _moves(w, coming)
        entries += _take_back(unit, w, coming)
    unit.notes.setdefault("sales accrued", set()).update(e.document_id for e in entries)
    books.write(unit, [*moves, *entries])
    number(unit, [ToNumber(w.id, RETURN, w.document.branch_id, day) for w in made])
    if coming.invoiced:
        _correct(unit, coming.invoiced, reason, day)
    returns_posted.tell(Returned(tuple(w.id for w in made)), unit=unit)
    return [w.id for w in made]


def _with_customer(done: Mapping[int, Progress], line: int) -> Decimal:
    return done[line].shipped - done[line].returned if line in done else ZERO


def _lock(unit: Unit, asked: Sequence[int]) -> dict[int, Progress]:
    """Lock the invoices of the lines, then their deliveries: the order in which posting an invoice locks them."""
    invoices = [row[0] for row in unit.rows(INVOICES, [list(asked)])]
    if invoices:
        unit.rows(LOCK, [invoices])
    deliveries = [document for document, type, owner in unit.rows(DELIVERIES, [list(asked)]) if unit.acting.reaches(type, owner)]
    lock(unit, deliveries, type=DELIVERY, states=["done"])
    return delivery_progress(unit, deliveries)


def _refuse(asked: Mapping[int, Decimal], done: Mapping[int, Progress]) -> None:
    strange = [NotFound(line=line) for line in asked if line not in done]
    wrong = [
        TooMuchReturned(record=done[line].document, line=line, position=sorted(i for i, p in done.items() if p.document == done[line].document).index(line) + 1,
                        asked=f"{quantity.normalize():f}", left=f"{_with_customer(done, line).normalize():f}")
        for line, quantity in asked.items() if line in done and not 0 < quantity <= _with_customer(done, line)
    ]  # fmt: skip
    if strange or wrong:
        raise Refused([*strange, *wrong])


def _read(unit: Unit, coming: Coming, asked: Mapping[int, Decimal]) -> None:
    for line, move, location, lot, packing, out, dimensions in unit.rows(ISSUES, [list(asked)]):
        coming.issues[line].append(Issued(move, location, lot, packing, out, data(dimensions)))
    coming.waiting = {line: Waiting(*rest) for line, *rest in unit.rows(LEFT, [list(asked)])}


def _moves(w: Written, coming: Coming) -> list[StockDraft]:
    moves = []
    for key, line in zip(w.sources, w.lines, strict=True):
        source, left = coming.sources[key], line.quantity_base
        for issued in coming.issues[key]:
            part = min(left, issued.out)
            if part > 0 and source.product:
                issued.out -= part
                left -= part
                moves.append(StockDraft(
                    document_id=w.id, line_id=line.line_id, journal=STOCK_JOURNAL, day=w.document.day, product_id=source.product, location_id=issued.location,
                    quantity=part, kind="return_in", role=COST_OF_SALES, returns=issued.move, lot_id=issued.lot, packing=issued.packing, party_id=source.party,
                    dimensions=issued.dimensions,
                ))  # fmt: skip
    return moves


def _take_back(unit: Unit, w: Written, coming: Coming) -> list[EntryDraft]:
    """Revenue of what was never invoiced is taken back; what was invoiced is left to the corrections."""
    amounts: list[Amount] = []
    for key, line in zip(w.sources, w.lines, strict=True):
        never = min(line.quantity, coming.done[key].to_invoice)
        unit.add(ReturnLineDraft(line_id=line.line_id, document_id=w.id, delivery_line_id=key, uninvoiced=never))
        if line.quantity > never:
            coming.invoiced.append((key, line.line_id, line.quantity - never))
        part = coming.waiting[key].take(never) if key in coming.waiting else Waiting(ZERO, ZERO, ZERO)
        if part.quantity:
            back = Waiting(-part.quantity, -part.amount, -part.amount_doc)
            unit.add(AccrualDraft(id=unit.ids(1)[0], delivery_line_id=key, line_id=line.line_id, day=w.document.day, quantity=back.quantity, amount=back.amount,
                                  amount_doc=back.amount_doc))  # fmt: skip
            amounts += sides(coming.sources[key], line.line_id, back, coming.facts, foreign=w.computed.rate is not None)
    return [entry(w, amounts)] if amounts else []


def _correct(unit: Unit, invoiced: Sequence[tuple[int, int, Decimal]], reason: str, on: date) -> None:
    """Correct the invoices of what came back, the latest invoice of a line first; issued and posted."""
    lines: dict[UUID, list[LineAfter]] = defaultdict(list)
    there: dict[int, list[tuple[int, UUID, Decimal]]] = defaultdict(list)
    for source, line, invoice, quantity, after in unit.rows(INVOICED, [[source for source, _line, _quantity in invoiced]]):
        there[source].append((line, invoice, quantity if after is None else Decimal(after)))
    for source, back, quantity in invoiced:
        for line, invoice, now in there[source]:
            part = min(quantity, now)
            if part > 0:
                lines[invoice].append(LineAfter(line, quantity=(now - part).normalize() + 0, return_line=back))
                quantity -= part
    corrections = [CorrectionInput(invoice, tuple(some), reason, on) for invoice, some in sorted(lines.items())]
    if corrections:
        written = correct_invoices(corrections, unit=unit)
        unit.flush()
        post_invoices(written, unit=unit)
