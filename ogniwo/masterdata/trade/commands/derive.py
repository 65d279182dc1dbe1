"""Documents made from lines of other documents, with the flow between them: every partial quantity is a second document."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.documents.commands import link, progress
from ogniwo.kernel.documents.errors import TooMuch
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.money.rules import places, rounded
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.taxation.queries import plain
from ogniwo.masterdata.taxation.rules import Rate
from ogniwo.masterdata.trade.commands.write import Written, write
from ogniwo.masterdata.trade.rules import ComputedDocument, ComputedLine, ProductFacts, Take, priced

LINES = """SELECT l.line_id, l.document_id, k.position, l.product_id, p.code, t.product_class, t.stocked, p.unit_id, l.description, l.unit, l.quantity, l.quantity_base,
  l.price, l.discount_percent, l.tax_class, l.rate_percent, l.net, l.tax, l.gross, l.cost_estimate,
  h.party_id, h.currency, h.price_mode, h.rounding, h.payment_days, h.their_reference, h.ship_to, d.branch_id, d.owner_id, d.day, h.rate, h.rate_per, h.rate_source, h.rate_day
  FROM trade_tradeline l JOIN documents_line k ON k.id = l.line_id JOIN documents_document d ON d.id = l.document_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  LEFT JOIN catalog_product p ON p.id = l.product_id LEFT JOIN catalog_productterms t ON t.product_id = l.product_id
  WHERE {where} ORDER BY l.document_id, k.position"""


@dataclass(slots=True)
class SourceLine:
    """A trade line with what its document says, as the next document needs it."""

    line_id: int
    document_id: UUID
    position: int
    product_id: UUID | None
    code: str | None
    product_class: str | None
    stocked: bool | None
    own_unit: str | None
    description: str
    unit: str
    quantity: Decimal
    quantity_base: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_class: str
    rate_percent: Decimal | None
    net: Decimal
    tax: Decimal
    gross: Decimal
    cost_estimate: Decimal | None
    party_id: UUID
    currency: str
    price_mode: str
    rounding: str
    payment_days: int
    their_reference: str
    ship_to: dict[str, str]
    branch_id: int | None
    owner_id: int | None
    day: date
    rate: Decimal | None
    rate_per: int
    rate_source: str
    rate_day: date | None


@dataclass(slots=True)
class Derived:
    """A derived document and the source of each of its lines."""

    written: Written
    sources: list[SourceLine]


def read_lines(rows: Rows, *, lines: Sequence[int] = (), documents: Sequence[UUID] = ()) -> list[SourceLine]:
    """Trade lines by their ids or their documents' ids, in document and position order; one statement."""
    where, wanted = ("l.line_id = ANY(%s)", list(lines)) if lines else ("l.document_id = ANY(%s)", list(documents))
    found = [SourceLine(*row) for row in rows.rows(LINES.format(where=where), [wanted])]
    for line in found:
        line.ship_to = data(line.ship_to)
    return found


def derive(unit: Unit, takes: Sequence[Take], *, type: str, state: str, kind: str, on: date, by: Callable[[SourceLine], Hashable] | None = None, **header: Any) -> list[Derived]:
    """Make documents of ``type`` from quantities of source lines, linked by flow ``kind``.

    One document per ``by(line)`` (default: per source document). Prices, discounts and tax classes are the
    source's; sums come from the one arithmetic. Source documents must be locked by the caller. ``header``
    overrides: their_reference, note, title, payment_days, sign (-1 makes returns).
    Raises Refused: TooMuch for each line that has not so much left, NotFound.
    """
    asked = {take.line: take.quantity for take in takes}
    sources = read_lines(unit, lines=list(asked)) if asked else []
    refuse_too_much(unit, sources, asked, kind)
    groups: dict[Hashable, list[SourceLine]] = defaultdict(list)
    for source in sources:
        groups[by(source) if by else source.document_id].append(source)
    computed = [_computed(group, asked, on, header) for group in groups.values()]
    written = write(unit, type, state=state, documents=computed)
    made = [Derived(w, group) for w, group in zip(written, groups.values(), strict=True)]
    link(unit, [(s.line_id, line.id, kind, abs(line.quantity)) for d in made for s, line in zip(d.sources, d.written.lines, strict=True)])
    return made


def refuse_too_much(unit: Unit, sources: Sequence[SourceLine], asked: dict[int, Decimal], kind: str) -> None:
    """Refuse quantities that the lines no longer have for ``kind``; read under the lock of their documents."""
    gone = progress(unit, list(asked), [kind])
    wrong: list[BusinessError] = [NotFound(line=line) for line in asked.keys() - {s.line_id for s in sources}]
    for s in sources:
        left = abs(s.quantity) - gone.get((s.line_id, kind), Decimal(0))
        if not 0 < asked[s.line_id] <= left:
            wrong.append(TooMuch(record=s.document_id, line=s.line_id, position=s.position, asked=plain(asked[s.line_id]), left=plain(left)))
    if wrong:
        raise Refused(wrong)


def _computed(sources: Sequence[SourceLine], asked: dict[int, Decimal], on: date, header: dict[str, Any]) -> ComputedDocument:
    first, sign = sources[0], Decimal(header.get("sign", 1))
    document = ComputedDocument(
        party_id=first.party_id, day=on, currency=first.currency, price_mode=first.price_mode, rounding=first.rounding,
        payment_days=header.get("payment_days", first.payment_days), lines=[_line(s, asked[s.line_id] * sign) for s in sources],
        their_reference=header.get("their_reference", first.their_reference), note=header.get("note", ""), title=header.get("title", ""), ship_to=first.ship_to,
        branch_id=first.branch_id, owner_id=first.owner_id, rate=first.rate, rate_per=first.rate_per, rate_source=first.rate_source, rate_day=first.rate_day,
    )  # fmt: skip
    document.taxed = priced(document.lines, price_mode=document.price_mode, rounding=document.rounding, places=places(document.currency))
    return document


def _line(s: SourceLine, quantity: Decimal) -> ComputedLine:
    share = quantity / s.quantity
    facts = ProductFacts(s.product_id, s.code or "", s.description, s.own_unit or "", s.tax_class, s.product_class or "", bool(s.stocked)) if s.product_id else None
    return ComputedLine(
        product=facts, description=s.description, unit=s.unit, quantity=quantity, quantity_base=rounded(s.quantity_base * share, 6), price=s.price,
        price_reason="derived", discount_percent=plain(s.discount_percent), rate=Rate(s.tax_class, None if s.rate_percent is None else plain(s.rate_percent)),
        cost_estimate=None if s.cost_estimate is None else rounded(s.cost_estimate * share, 2), source_line=s.line_id,
    )  # fmt: skip
