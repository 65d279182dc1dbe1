"""Lines of invoices, read for their correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput

LINES = """SELECT l.line_id, l.document_id, k.position, l.product_id, p.code, t.product_class, t.stocked, p.unit_id, l.description, l.unit, l.quantity, l.quantity_base,
  l.price, l.discount_percent, l.tax_class, l.rate_percent, l.net, l.tax, l.gross, l.cost_estimate,
  h.party_id, h.currency, h.price_mode, h.rounding, h.payment_days, h.their_reference, h.ship_to, d.branch_id, d.owner_id, d.day, h.rate, h.rate_per, h.rate_source, h.rate_day
  FROM trade_tradeline l JOIN documents_line k ON k.id = l.line_id JOIN documents_document d ON d.id = l.document_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  LEFT JOIN catalog_product p ON p.id = l.product_id LEFT JOIN catalog_productterms t ON t.product_id = l.product_id
  WHERE l.document_id = ANY(%s) ORDER BY l.document_id, k.position"""


@dataclass(slots=True)
class InvoicedLine:
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

    def header(self, day: date, payment_days: int) -> HeaderInput:
        """The header a correction issued on ``day`` begins with."""
        return HeaderInput(
            party=self.party_id, day=day, currency=self.currency, price_mode=self.price_mode, rounding=self.rounding, payment_days=payment_days,
            their_reference=self.their_reference, branch_id=self.branch_id, owner_id=self.owner_id, ship_to=self.ship_to,
        )  # fmt: skip

    def as_given(self) -> LineInput:
        """The line as it was given."""
        return LineInput(product=self.product_id, description=self.description, quantity=self.quantity, unit=self.unit, price=self.price, tax_class=self.tax_class)


def read_lines(rows: Rows, invoices: Sequence[UUID]) -> list[InvoicedLine]:
    """Trade lines of invoices, in document and position order; one statement."""
    found = [InvoicedLine(*row) for row in rows.rows(LINES, [list(invoices)])]
    for line in found:
        line.ship_to = data(line.ship_to)
    return found
