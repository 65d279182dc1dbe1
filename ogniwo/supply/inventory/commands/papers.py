"""The warehouse's own documents: internal receipt (PW), internal issue (RW), transfer (MM), adjustment, opening stock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents import commands as documents
from ogniwo.kernel.documents.hooks import DocumentType
from ogniwo.kernel.errors import Invalid, Refused
from ogniwo.kernel.money.rules import total
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.text import say
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.supply.inventory.commands import types
from ogniwo.supply.inventory.errors import NoPlace
from ogniwo.supply.inventory.hooks import INTERNAL_USE, OPENING, OWN_PRODUCTS, SHORTAGE, SURPLUS, StockDraft
from ogniwo.supply.inventory.models import Paper

PRODUCTS = """SELECT t.product_id, p.code, p.name, p.unit_id FROM catalog_productterms t JOIN catalog_product p ON p.directory_id = t.directory_id AND p.id = t.product_id
  WHERE t.product_id = ANY(%s)"""
MAIN = """SELECT w.id, w.branch_id, l.id FROM inventory_warehouse w JOIN inventory_location l ON l.warehouse_id = w.id AND l.main WHERE w.id = ANY(%s)"""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """Goods in: ``quantity`` in the product's unit, ``value`` of the whole line, net, company currency."""

    product: UUID
    quantity: Decimal
    value: Decimal
    lot: UUID | None = None
    location: UUID | None = None


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Goods out, at cost."""

    product: UUID
    quantity: Decimal
    lot: UUID | None = None
    location: UUID | None = None


@dataclass(frozen=True, slots=True)
class TransferLine:
    """Goods to another place; ``to_status`` (free, inspection, blocked) when that changes too."""

    product: UUID
    quantity: Decimal
    lot: UUID | None = None
    location: UUID | None = None
    to_location: UUID | None = None
    status: str = "free"
    to_status: str = ""


@dataclass(frozen=True, slots=True)
class AdjustLine:
    """A difference found by counting: above zero a surplus (with its ``value``), below zero a shortage, at cost."""

    product: UUID
    difference: Decimal
    value: Decimal | None = None
    lot: UUID | None = None
    location: UUID | None = None


@dataclass(frozen=True, slots=True)
class InternalReceipt:
    """One internal receipt (PW) of a set."""

    warehouse: UUID
    on: date
    lines: Sequence[ReceiptLine]
    text: str = ""


@dataclass(frozen=True, slots=True)
class InternalIssue:
    """One internal issue (RW) of a set; ``cost_center``: the dimension its cost goes to (MPK)."""

    warehouse: UUID
    on: date
    lines: Sequence[IssueLine]
    cost_center: str = ""
    text: str = ""


@dataclass(slots=True)
class Written:
    """A document to be posted; ``moves`` are (product, quantity for the line, what its stock draft says besides)."""

    warehouse: UUID
    on: date
    text: str
    moves: list[tuple[UUID, Decimal, dict[str, Any]]] = field(default_factory=list)
    to_warehouse: UUID | None = None
    cost_center: str = ""


@command("inventory.receive_internal", _("Receive internally (PW)"), roles=("storekeeper",))
def receive_internal(warehouse: UUID, lines: Sequence[ReceiptLine], *, on: date, text: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Take own products into stock (PW) at the value given, against own production."""
    return post(unit, types.INTERNAL_RECEIPT, [_receipt(InternalReceipt(warehouse, on, lines, text), OWN_PRODUCTS)])


@command("inventory.receive_internals", _("Receive a set internally (PW)"), roles=("storekeeper",))
def receive_internals(receipts: Sequence[InternalReceipt], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post many internal receipts at once."""
    return post(unit, types.INTERNAL_RECEIPT, [_receipt(r, OWN_PRODUCTS) for r in receipts])


@command("inventory.open_stock", _("Enter opening stock"), roles=("accountant", "storekeeper"))
def open_stock(warehouse: UUID, lines: Sequence[ReceiptLine], *, on: date, text: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Enter what was in stock when the books began (bilans otwarcia), with its value."""
    return post(unit, types.OPENING, [_receipt(InternalReceipt(warehouse, on, lines, text), OPENING)])


@command("inventory.issue_internal", _("Issue internally (RW)"), roles=("storekeeper",))
def issue_internal(warehouse: UUID, lines: Sequence[IssueLine], *, on: date, cost_center: str = "", text: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Issue goods for own use (RW) at cost; ``cost_center`` is the dimension it goes to (MPK)."""
    return issue_internals([InternalIssue(warehouse, on, lines, cost_center, text)], unit=unit)


@command("inventory.issue_internals", _("Issue a set internally (RW)"), roles=("storekeeper",))
def issue_internals(issues: Sequence[InternalIssue], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Post many internal issues at once."""
    papers = []
    for i in issues:
        more = {"kind": "issue", "role": INTERNAL_USE, "dimensions": {"cost_center": i.cost_center} if i.cost_center else {}}
        papers.append(Written(i.warehouse, i.on, i.text, [
            (line.product, _positive(line.quantity), {**more, "quantity": -line.quantity, "lot_id": line.lot, "location_id": line.location}) for line in i.lines
        ], cost_center=i.cost_center))  # fmt: skip
    return post(unit, types.INTERNAL_ISSUE, papers)


@command("inventory.transfer", _("Transfer goods (MM)"), roles=("storekeeper",))
def transfer(warehouse: UUID, to_warehouse: UUID, lines: Sequence[TransferLine], *, on: date, text: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Move goods to another warehouse, place or status (MM). Between valuation areas their cost moves with them."""
    goal = _main(unit, [to_warehouse])[to_warehouse][1]
    moves = [
        (line.product, _positive(line.quantity), {"kind": "transfer", "role": "", "quantity": line.quantity, "lot_id": line.lot, "location_id": line.location,
         "to_location_id": line.to_location or goal, "status": line.status, "to_status": line.to_status})
        for line in lines
    ]  # fmt: skip
    return post(unit, types.TRANSFER, [Written(warehouse, on, text, moves, to_warehouse=to_warehouse)])


@command("inventory.adjust", _("Adjust stock"), roles=("storekeeper",))
def adjust(warehouse: UUID, lines: Sequence[AdjustLine], *, on: date, text: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Book differences found by counting (różnice inwentaryzacyjne): surpluses at their value, shortages at cost."""
    moves = [
        (line.product, line.difference, {"kind": "adjust", "role": SURPLUS if line.difference > 0 else SHORTAGE, "quantity": line.difference,
         "value": line.value if line.difference > 0 else None, "lot_id": line.lot, "location_id": line.location})
        for line in lines if line.difference
    ]  # fmt: skip
    return post(unit, types.ADJUSTMENT, [Written(warehouse, on, text, moves)])


@command("inventory.reverse", _("Take back"), roles=("storekeeper", "accountant"), sets="papers")
def reverse_papers(papers: Sequence[UUID], *, on: date, unit: Unit, acting: Acting) -> list[UUID]:
    """Take back documents of the warehouse with new facts of the day ``on``. Refused where their goods have gone on."""
    locked = documents.lock(unit, papers, type=[paper.name for paper in types.PAPERS], states=[types.POSTED])
    documents.move(unit, locked, "reverse")
    writer.reverse(unit, [d.id for d in locked], on=on)
    return [d.id for d in locked]


def _receipt(r: InternalReceipt, role: str) -> Written:
    return Written(r.warehouse, r.on, r.text, [
        (line.product, _positive(line.quantity),
         {"kind": "receipt", "role": role, "quantity": line.quantity, "value": line.value, "lot_id": line.lot, "location_id": line.location})
        for line in r.lines
    ])  # fmt: skip


def _positive(quantity: Decimal) -> Decimal:
    if quantity <= 0:
        raise Refused([Invalid(field="quantity", problem=_("A quantity is above zero."))])
    return quantity


def _main(unit: Unit, warehouses: Iterable[UUID]) -> dict[UUID, tuple[int | None, UUID]]:
    """Branch and main place of warehouses."""
    wanted = sorted(set(warehouses))
    found = {id: (branch, location) for id, branch, location in unit.rows(MAIN, [wanted])}
    if missing := set(wanted) - set(found):
        raise Refused(NoPlace() for _w in missing)
    return found


def post(unit: Unit, kind: DocumentType, papers: Sequence[Written]) -> list[UUID]:
    """Write documents of one kind with their moves; the same statements for one and for many."""
    main = _main(unit, [p.warehouse for p in papers])
    products = {id: (code, name, measure) for id, code, name, measure in unit.rows(PRODUCTS, [sorted({m[0] for p in papers for m in p.moves})])}
    made: list[tuple[Any, list[Any]]] = []
    drafts: list[StockDraft] = []
    for p in papers:
        branch, place = main[p.warehouse]
        lines = [documents.NewLine(text=say(products[m[0]][1], unit.acting.language) if m[0] in products else "", quantity=m[1], unit=products[m[0]][2] if m[0] in products else "")
                 for m in p.moves]  # fmt: skip
        document, rows = documents.new(unit, kind.name, state=types.POSTED, day=p.on, currency=unit.acting.currency, lines=lines, branch_id=branch, title=p.text)
        unit.add(draft(Paper)(document_id=document.id, warehouse_id=p.warehouse, to_warehouse_id=p.to_warehouse, cost_center=p.cost_center))
        made.append((document, rows))
        for row, (product, _quantity, more) in zip(rows, p.moves, strict=True):
            drafts.append(StockDraft(document_id=document.id, line_id=row.id, journal=types.JOURNAL, day=p.on, product_id=product, text=p.text,
                                     **{**more, "location_id": more.get("location_id") or place}))  # fmt: skip
    writer.write(unit, drafts)
    costs = {d.line_id: abs(d.cost) for d in drafts}
    for document, rows in made:
        for row in rows:
            row.amount = costs[row.id]
        document.total = total(costs[row.id] for row in rows)
    number(unit, (ToNumber(document.id, kind.name, document.branch_id, document.day) for document, _rows in made))
    return [document.id for document, _rows in made]
