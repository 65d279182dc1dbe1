"""Lines that documents are made of, read at once with all that the new documents need; and those documents computed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.money.rules import product as times
from ogniwo.kernel.money.rules import quotient, rounded
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.taxation.errors import NoRate
from ogniwo.masterdata.taxation.queries import exchange_before, plain
from ogniwo.masterdata.taxation.rules import Rate
from ogniwo.masterdata.trade.errors import WrongQuantity
from ogniwo.masterdata.trade.hooks import COSTS
from ogniwo.masterdata.trade.queries.computing import finished
from ogniwo.masterdata.trade.rules import Computed, ComputedLine, Derivation, HeaderInput, LineInput

SOURCES = """SELECT l.id, l.position, d.id, d.type, d.title, d.branch_id, coalesce(b.code, ''), d.owner_id, t.party_id, p.name, y.party_class, t.currency, t.price_mode, t.rounding,
  t.payment_days, t.their_reference, t.ship_to, t.custom, x.product_id, coalesce(i.code, ''), coalesce(k.product_class, ''), coalesce(k.stocked, false), k.standard_cost,
  x.description, x.unit, x.quantity, x.quantity_base, x.price, x.discount_percent, x.tax_class, r.percent, r.tax_class_id IS NOT NULL, x.net, c.currency,
  x.quantity - f.gone, f.other
  FROM trade_tradeline x JOIN documents_line l ON l.id = x.line_id JOIN documents_document d ON d.id = x.document_id JOIN trade_tradedocument t ON t.document_id = d.id
  JOIN parties_party p ON p.subject_id = t.party_id JOIN parties_partyterms y ON y.party_id = t.party_id JOIN tenancy_company c ON c.id = d.company_id
  LEFT JOIN tenancy_branch b ON b.id = d.branch_id LEFT JOIN catalog_product i ON i.id = x.product_id LEFT JOIN catalog_productterms k ON k.product_id = x.product_id
  LEFT JOIN LATERAL (SELECT * FROM taxation_taxrate o WHERE o.tax_class_id = x.tax_class AND o.valid_from <= %(day)s ORDER BY o.valid_from DESC LIMIT 1) r ON true
  CROSS JOIN LATERAL (SELECT coalesce(sum(CASE WHEN o.kind = %(kind)s THEN o.quantity WHEN o.kind = ANY(%(less)s) THEN -o.quantity END), 0) AS gone,
    coalesce(bool_or(o.kind <> %(kind)s), false) AS other FROM documents_flow o WHERE o.source_id = l.id) f
  WHERE {where} = ANY(%(ids)s) ORDER BY d.id, l.position"""
OF_LINES, OF_DOCUMENTS = SOURCES.format(where="x.line_id"), SOURCES.format(where="x.document_id")


@dataclass(slots=True)
class Source:
    """A line that something is taken of, with what its document, product and party say, and its tax rate on the new document's day.

    ``left``: its quantity less what flowed on by the derivation's kind, plus what came back by ``less``. ``other``: whether anything flowed on
    by another kind. ``home``: the company's currency.
    """

    line: int
    position: int
    document: UUID
    type: str
    title: str
    branch_id: int | None
    branch: str
    owner_id: int | None
    party: UUID
    party_name: str
    party_class: str
    currency: str
    price_mode: str
    rounding: str
    payment_days: int
    their_reference: str
    ship_to: Any
    custom: Any
    product: UUID | None
    code: str
    product_class: str
    stocked: bool
    standard_cost: Decimal | None
    description: str
    unit: str
    quantity: Decimal
    quantity_base: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_class: str
    rate_percent: Decimal | None
    rated: bool
    net: Decimal
    home: str
    left: Decimal
    other: bool

    @property
    def goods(self) -> bool:
        """Whether it takes something out of stock."""
        return self.stocked and self.product is not None

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

    def base(self, quantity: Decimal) -> Decimal:
        """So much of the line in the product's own unit, at the factor agreed."""
        return self.quantity_base if quantity == self.quantity else quotient(times(self.quantity_base, quantity), self.quantity, 6)


@dataclass(slots=True)
class Taken:
    """``quantity`` of a source line, for a new document."""

    source: Source
    quantity: Decimal


def sources_of(rows: Rows, how: Derivation, *, documents: Collection[UUID] = (), lines: Collection[int] = ()) -> dict[int, Source]:
    """Lines of documents, or single ones, as ``how`` takes of them; by line, in document and position order; one statement.

    The caller has locked their documents, so what is left of them stays so.
    """
    parameters = {"kind": how.kind, "less": list(how.less), "day": how.day, "ids": list(lines or documents)}
    return {row[0]: Source(*row) for row in rows.rows(OF_LINES if lines else OF_DOCUMENTS, parameters)}


def compute_taken(rows: Rows, documents: Sequence[tuple[HeaderInput, Sequence[Taken]]], *, estimate: bool) -> list[Computed]:
    """Documents of taken lines, at what was agreed, with the tax of their own day; exchange rates are read where there are any, and with
    ``estimate`` what the goods are expected to cost."""
    home = next((some[0].source.home for _header, some in documents), "")
    exchange = exchange_before(rows, {(header.currency, header.day) for header, _some in documents if header.currency != home})
    costs: dict[UUID, Decimal] = {}
    products = sorted({t.source.product for _header, some in documents for t in some if t.source.product}) if estimate else []
    for source in COSTS if products else ():
        costs |= source(rows, products)
    out = []
    for header, some in documents:
        faults = [fault for n, t in enumerate(some, 1) for fault in _wrong(t, n, header.day)]
        lines = [] if faults else [_line(t, costs) for t in some]
        out.append(finished(header, some[0].source.party_name, lines, faults, exchange.get((header.currency, header.day))))
    return out


def _wrong(taken: Taken, line: int, day: date) -> Iterator[BusinessError]:
    s, quantity = taken.source, taken.quantity
    if quantity != s.quantity and quantity != rounded(quantity, 6):
        yield WrongQuantity(quantity=quantity, line=line)
    if not s.rated:
        yield NoRate(tax_class=s.tax_class, day=day, line=line)


def _line(taken: Taken, costs: dict[UUID, Decimal]) -> ComputedLine:
    s, base = taken.source, taken.source.base(taken.quantity)
    cost = costs.get(s.product, s.standard_cost) if s.product else None
    rate = Rate(s.tax_class, None if s.rate_percent is None else plain(s.rate_percent))
    return ComputedLine(
        s.taken(taken.quantity), s.product, s.code, s.description, s.unit, taken.quantity, base, s.price, "typed", s.discount_percent, rate,
        Decimal(0), Decimal(0), Decimal(0), None if cost is None else rounded(times(cost, base)),
    )  # fmt: skip
