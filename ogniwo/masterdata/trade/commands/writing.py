"""Writing trade documents."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.commands import NewLine, new
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.search.commands import Findable, index, relabel
from ogniwo.kernel.search.hooks import KINDS
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.errors import NoLines
from ogniwo.masterdata.trade.hooks import DocumentsWritten, documents_written
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax
from ogniwo.masterdata.trade.queries.computing import Given, compute
from ogniwo.masterdata.trade.rules import Computed, ComputedLine

AFTER_NUMBERS = 25
FIND = """SELECT d.id, d.type, coalesce(n.text, ''), d.title, d.owner_id, p.name, t.their_reference,
  coalesce((SELECT array_agg(DISTINCT l.description::text) FROM trade_tradeline l WHERE l.document_id = d.id), '{}')
  FROM documents_document d JOIN trade_tradedocument t ON t.document_id = d.id JOIN parties_party p ON p.subject_id = t.party_id
  LEFT JOIN numbering_number n ON n.document_id = d.id WHERE d.id = ANY(%s)"""


@dataclass(slots=True)
class Written:
    """A document as drafted: its rows in documents (``document``, ``document_lines``) and in trade, lines in one order; what it was computed from.

    ``sources``: of a derived document, the source line of each of its lines.
    """

    document: Any
    header: Any
    document_lines: list[Any]
    lines: list[Any]
    computed: Computed
    sources: tuple[int, ...] = ()

    @property
    def id(self) -> UUID:
        made: UUID = self.document.id
        return made


def write_documents(unit: Unit, type: str, state: str, documents: Given, *, estimate: bool = True) -> list[Written]:
    """Compute and draft documents of a type in a state, in the order given; ``estimate``: with the cost expected of what is sold.

    Raises Refused with every fault of every document (``record`` is then the document's place in the set, from 1).
    """
    return write_computed(unit, type, state, compute(unit, documents, estimate=estimate))


def write_computed(unit: Unit, type: str, state: str, documents: Sequence[Computed]) -> list[Written]:
    """Draft computed documents. Raises Refused as `write_documents`."""
    refuse(documents)
    written = [_write(unit, type, state, computed) for computed in documents]
    documents_written.tell(DocumentsWritten(type, [w.id for w in written]), unit=unit)
    if type in KINDS:
        unit.notes.setdefault("trade written", []).extend(written)
        unit.at_end("trade search", AFTER_NUMBERS, _find)
    return written


def refuse(documents: Sequence[Computed]) -> None:
    """Raise Refused with all faults, if there are any."""
    wrong: list[BusinessError] = []
    for n, computed in enumerate(documents, 1):
        for fault in computed.faults or (() if computed.lines else (NoLines(),)):
            fault.record = fault.record or (n if len(documents) > 1 else None)
            wrong.append(fault)
    if wrong:
        raise Refused(wrong)


def _write(unit: Unit, type: str, state: str, c: Computed) -> Written:
    h = c.header
    document, document_lines = new(
        unit, type, state=state, day=h.day, currency=h.currency, lines=[document_line(x) for x in c.lines], subject_id=h.party, total=c.taxed.gross,
        title=h.title, branch_id=h.branch_id or unit.acting.branch_id, owner_id=h.owner_id or unit.acting.user_id,
    )  # fmt: skip
    header = draft(TradeDocument)(document_id=document.id, **header_columns(c))
    lines = [line_draft(document.id, made.id, x) for made, x in zip(document_lines, c.lines, strict=True)]
    unit.add(header, lines, list(tax_drafts(document.id, c)))
    return Written(document, header, document_lines, lines, c)


def document_line(x: ComputedLine) -> NewLine:
    """The line as documents keep it."""
    return NewLine(text=x.description, quantity=x.quantity, unit=x.unit, amount=x.net)


def header_columns(c: Computed) -> dict[str, Any]:
    """The columns of a header but for its key."""
    h = c.header
    return {
        "party_id": h.party, "currency": h.currency, "price_mode": h.price_mode, "rounding": h.rounding, "payment_days": h.payment_days,
        "net": c.taxed.net, "tax": c.taxed.tax, "gross": c.taxed.gross, "rate": c.rate, "rate_per": c.rate_per, "rate_source": c.rate_source,
        "rate_day": c.rate_day, "their_reference": h.their_reference, "note": h.note, "ship_to": h.ship_to, "custom": h.custom,
    }  # fmt: skip


def line_draft(document_id: UUID, line_id: int, x: ComputedLine) -> Any:
    """A trade line's row."""
    return draft(TradeLine)(
        line_id=line_id, document_id=document_id, product_id=x.product, description=x.description, unit=x.unit, quantity=x.quantity,
        quantity_base=x.quantity_base, price=x.price, price_reason=x.price_reason, discount_percent=x.discount_percent, tax_class=x.rate.code,
        rate_percent=x.rate.percent, net=x.net, tax=x.tax, gross=x.gross, cost_estimate=x.cost_estimate,
    )  # fmt: skip


def tax_drafts(document_id: UUID, c: Computed) -> Iterator[Any]:
    """The sums by tax class."""
    for t in c.taxed.totals:
        yield draft(TradeTax)(document_id=document_id, tax_class=t.rate.code, rate_percent=t.rate.percent, net=t.net, tax=t.tax, gross=t.gross)


def find_again(unit: Unit, documents: Collection[UUID]) -> None:
    """Have changed documents found at the end of the act by number, party, reference and lines; for types registered with search."""
    unit.notes.setdefault("trade to find", {}).update(dict.fromkeys(documents))
    unit.at_end("trade search", AFTER_NUMBERS, _find)


def find_by_number(unit: Unit, documents: Collection[UUID]) -> None:
    """Have documents that get a number in this act, and change in nothing else, found by it too."""
    unit.notes.setdefault("trade numbered", []).extend(documents)
    unit.at_end("trade search", AFTER_NUMBERS, _find)


def _find(unit: Unit) -> None:
    numbers = {n.document_id: n.text for n in unit.effects.get("numbering_number", ())}
    written: list[Written] = unit.notes.pop("trade written", [])
    found = [
        (w.id, w.document.type, numbers.get(w.id, ""), w.document.title, w.document.owner_id, w.computed.party_name, w.header.their_reference, [x.description for x in w.lines])
        for w in written
    ]  # fmt: skip
    if again := unit.notes.pop("trade to find", {}).keys() - {row[0] for row in found}:
        found += unit.rows(FIND, [list(again)])
    index(unit, [
        Findable(kind=type, record=pk, label=number or title or party, note=party, words=[title, party, reference, *texts, number], owner_id=owner)
        for pk, type, number, title, owner, party, reference, texts in found if type in KINDS
    ])  # fmt: skip
    relabel(unit, {document: numbers[document] for document in unit.notes.pop("trade numbered", ())})
