"""New lines and header for drafts."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.documents.commands import Locked, link, progress, update
from ogniwo.kernel.documents.errors import TooMuch
from ogniwo.kernel.documents.models import Line
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.search.hooks import KINDS
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands.writing import document_line, find_again, header_columns, line_draft, refuse, tax_drafts
from ogniwo.masterdata.trade.hooks import DocumentsWritten, documents_written
from ogniwo.masterdata.trade.models import TradeDocument
from ogniwo.masterdata.trade.queries.computing import compute
from ogniwo.masterdata.trade.rules import Computed, HeaderInput, LineInput

OLD = """SELECT l.id, l.document_id, f.source_id, f.kind, f.quantity, s.quantity, EXISTS (SELECT 1 FROM documents_flow o WHERE o.source_id = l.id)
  FROM documents_line l LEFT JOIN (SELECT target_id, source_id, kind, sum(quantity) AS quantity FROM documents_flow WHERE target_id = ANY(
    SELECT id FROM documents_line WHERE document_id = ANY(%s)) GROUP BY 1, 2, 3) f ON f.target_id = l.id
  LEFT JOIN documents_line s ON s.id = f.source_id WHERE l.document_id = ANY(%s)"""


def replace_lines(unit: Unit, documents: Sequence[tuple[Locked, HeaderInput, Sequence[LineInput]]]) -> list[Computed]:
    """Give locked drafts a new header and lines. A line that keeps its id (``LineInput.line``) keeps its flow.

    Flow is never rewritten: where a derived line's quantity changes, or the line goes, the difference flows too, so what is left of its
    source is right. Raises Refused with the faults of `compute`, NotFound (a line of another document), TooMuch.
    """
    computed = compute(unit, [(header, lines) for _locked, header, lines in documents])
    refuse(computed)
    ids = [locked.id for locked, _header, _lines in documents]
    unit.flush()
    old: dict[int, UUID] = {}
    flows: dict[int, list[tuple[int, str, Decimal, Decimal]]] = {}
    held: set[int] = set()
    for line, document, source, kind, quantity, whole, onward in unit.rows(OLD, [ids, ids]):
        old[line] = document
        if source:
            flows.setdefault(line, []).append((source, kind, quantity, whole))
        if source or onward:
            held.add(line)
    kept = {x.given.line: x.quantity for c in computed for x in c.lines if x.given.line}
    wrong: list[BusinessError] = [
        NotFound(record=locked.id, line=n, field="lines")
        for (locked, _h, _l), c in zip(documents, computed, strict=True) for n, x in enumerate(c.lines, 1) if x.given.line and old.get(x.given.line) != locked.id
    ]  # fmt: skip
    deltas = [(s, line, kind, kept.get(line, Decimal(0)) - quantity, whole) for line, some in flows.items() for s, kind, quantity, whole in some]
    deltas = [delta for delta in deltas if delta[3]]
    moved = progress(unit, [s for s, *_rest in deltas], sorted({kind for _s, _l, kind, *_rest in deltas}))
    for source, line, kind, delta, whole in deltas:
        now = moved.get((source, kind), Decimal(0))
        if abs(now + delta) > abs(whole):
            wrong.append(TooMuch(record=old[line], line=line, position="", asked=now + delta, left=whole - now))
    if wrong:
        raise Refused(wrong)
    _write(unit, documents, computed, {line for line in old if line not in kept}, held)
    link(unit, [(s, line, kind, delta) for s, line, kind, delta, _whole in deltas])
    return computed


def _write(unit: Unit, documents: Sequence[tuple[Locked, HeaderInput, Sequence[LineInput]]], computed: Sequence[Computed], gone: set[int], held: set[int]) -> None:
    ids = [locked.id for locked, _header, _lines in documents]
    unit.do("DELETE FROM trade_tradetax WHERE document_id = ANY(%s)", [ids])
    unit.do("DELETE FROM trade_tradeline WHERE document_id = ANY(%s)", [ids])
    unit.do("DELETE FROM documents_line WHERE id = ANY(%s)", [sorted(gone - held)])
    emptied = {line: {"position": 0, "text": "", "quantity": Decimal(0), "unit": "", "amount": Decimal(0)} for line in sorted(gone & held)}
    changed = dict(emptied)
    numbers = iter(unit.ids(sum(1 for c in computed for x in c.lines if not x.given.line)))
    for (locked, _header, _lines), c in zip(documents, computed, strict=True):
        for position, x in enumerate(c.lines, 1):
            line, said = x.given.line or next(numbers), document_line(x)
            columns = {"position": position, "text": said.text, "quantity": said.quantity, "unit": said.unit, "amount": said.amount}
            if x.given.line:
                changed[line] = columns
            else:
                unit.add(draft(Line)(id=line, document_id=locked.id, **columns))
            unit.add(line_draft(locked.id, line, x))
        unit.add(tax_drafts(locked.id, c))
        unit.changed(locked.id, "total", locked.total, c.taxed.gross)
    change(unit, Line, changed)
    change(unit, TradeDocument, {locked.id: header_columns(c) for (locked, _h, _l), c in zip(documents, computed, strict=True)})
    update(unit, {locked.id: {"total": c.taxed.gross, "day": c.header.day, "currency": c.header.currency, "subject_id": c.header.party, "title": c.header.title or locked.title}
                  for (locked, _h, _l), c in zip(documents, computed, strict=True)})  # fmt: skip
    for kind in {locked.type for locked, _h, _l in documents}:
        some = [locked.id for locked, _h, _l in documents if locked.type == kind]
        documents_written.tell(DocumentsWritten(kind, some), unit=unit)
        if kind in KINDS:
            find_again(unit, some)
