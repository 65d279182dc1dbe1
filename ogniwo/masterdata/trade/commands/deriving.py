"""Documents made of other documents' lines, with the flow between them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.commands import link, progress
from ogniwo.kernel.documents.errors import TooMuch
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands.writing import Written, write_documents
from ogniwo.masterdata.trade.errors import NothingLeft
from ogniwo.masterdata.trade.rules import Derivation, HeaderInput, LineInput, Take

SOURCES = """SELECT l.id, l.position, d.id, d.type, d.title, d.branch_id, d.owner_id, t.party_id, t.currency, t.price_mode, t.rounding, t.payment_days, t.their_reference, t.ship_to, t.custom,
  x.product_id, x.description, x.unit, x.quantity, x.price, x.discount_percent, x.tax_class
  FROM trade_tradeline x JOIN documents_line l ON l.id = x.line_id JOIN documents_document d ON d.id = x.document_id JOIN trade_tradedocument t ON t.document_id = d.id
  WHERE x.line_id = ANY(%s) ORDER BY d.id, l.position FOR UPDATE OF d"""


@dataclass(frozen=True, slots=True)
class Source:
    """A line that something is taken of, with what its document says."""

    line: int
    position: int
    document: UUID
    type: str
    title: str
    branch_id: int | None
    owner_id: int | None
    party: UUID
    currency: str
    price_mode: str
    rounding: str
    payment_days: int
    their_reference: str
    ship_to: Any
    custom: Any
    product: UUID | None
    description: str
    unit: str
    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_class: str

    def header(self, day: date) -> HeaderInput:
        """The header a derived document begins with."""
        return HeaderInput(
            party=self.party, day=day, currency=self.currency, price_mode=self.price_mode, rounding=self.rounding, payment_days=self.payment_days,
            their_reference=self.their_reference, branch_id=self.branch_id, owner_id=self.owner_id, ship_to=data(self.ship_to), custom=data(self.custom),
        )  # fmt: skip

    def taken(self, quantity: Decimal) -> LineInput:
        """The line of the derived document: price, discount and class as agreed."""
        return LineInput(
            product=self.product, description=self.description, quantity=quantity, unit=self.unit, price=self.price,
            discount_percent=self.discount_percent, tax_class=self.tax_class,
        )  # fmt: skip


def derive_documents(unit: Unit, takes: Sequence[Take], how: Derivation) -> list[Written]:
    """Documents of ``how.type`` from parts of source lines, with the flow between the lines; in order of the first source.

    What is left of a line is its quantity less what flowed on by ``how.kind``, plus what came back by ``how.less``; read under a lock
    of the source documents. Lines with nothing left are passed over when no quantity was asked. Raises Refused with NotFound,
    TooMuch (by source document and line), NothingLeft, and the faults of `write_documents`.
    """
    sources = {row[0]: Source(*row) for row in unit.rows(SOURCES, [[t.line for t in takes]])}
    wrong: list[BusinessError] = [NotFound(line=t.line, field="lines") for t in takes if t.line not in sources]
    moved = progress(unit, list(sources), [how.kind, *how.less])
    left = {n: s.quantity - moved.get((n, how.kind), Decimal(0)) + sum((moved.get((n, k), Decimal(0)) for k in how.less), Decimal(0)) for n, s in sources.items()}
    parts: list[tuple[Source, Decimal]] = []
    for take in takes:
        source = sources.get(take.line)
        if source is None:
            continue
        quantity = left[take.line] if take.quantity is None else take.quantity
        if take.quantity is not None and (abs(quantity) > abs(left[take.line]) or quantity * source.quantity <= 0):
            wrong.append(TooMuch(record=source.document, line=take.line, position=source.position, asked=quantity, left=left[take.line]))
        elif quantity:
            left[take.line] -= quantity
            parts.append((source, quantity))
    if not parts and not wrong:
        wrong += [NothingLeft(record=s.document, title=s.title or TYPES[s.type].title) for s in {s.document: s for s in sources.values()}.values()] or [NothingLeft(title="")]
    if wrong:
        raise Refused(wrong)
    return _write(unit, parts, how)


def _write(unit: Unit, parts: Sequence[tuple[Source, Decimal]], how: Derivation) -> list[Written]:
    groups: dict[Hashable, list[tuple[Source, Decimal]]] = {}
    for source, quantity in parts:
        key: Hashable = (source.party, source.currency, source.price_mode, source.branch_id) if how.together else source.document
        groups.setdefault(key, []).append((source, quantity))
    documents = [(replace(some[0][0].header(how.day), **how.change), [s.taken(q) for s, q in some]) for some in groups.values()]
    written = write_documents(unit, how.type, how.state, documents, estimate=how.estimate)
    links = []
    for made, some in zip(written, groups.values(), strict=True):
        made.sources = tuple(source.line for source, _quantity in some)
        links += [(source.line, line.id, how.kind, quantity) for line, (source, quantity) in zip(made.document_lines, some, strict=True)]
    link(unit, links)
    unit.touch({source.document for source, _quantity in parts})
    return written
