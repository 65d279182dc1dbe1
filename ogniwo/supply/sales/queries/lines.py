"""Lines of orders and deliveries as the next stage needs them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.writing.reader import Rows

LINES = """SELECT l.line_id, l.document_id, k.position, l.product_id, coalesce(p.code, ''), coalesce(t.product_class, ''), coalesce(t.stocked, false), l.description, l.unit,
  l.quantity, l.quantity_base, l.price, l.discount_percent, l.net, l.tax_class, h.party_id,
  coalesce(y.party_class, ''), coalesce(b.code, '') FROM trade_tradeline l JOIN documents_document d ON d.id = l.document_id LEFT JOIN tenancy_branch b ON b.id = d.branch_id JOIN documents_line k ON k.id = l.line_id
  JOIN trade_tradedocument h ON h.document_id = l.document_id LEFT JOIN parties_partyterms y ON y.party_id = h.party_id LEFT JOIN catalog_product p ON p.id = l.product_id LEFT JOIN catalog_productterms t ON t.product_id = l.product_id
  WHERE {where} = ANY(%s) ORDER BY l.document_id, k.position"""
OF_DOCUMENTS, OF_IDS = LINES.format(where="l.document_id"), LINES.format(where="l.line_id")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line with its product's terms; ``quantity_base`` in the product's own unit."""

    line: int
    document: UUID
    position: int
    product: UUID | None
    code: str
    product_class: str
    stocked: bool
    description: str
    unit: str
    quantity: Decimal
    quantity_base: Decimal
    price: Decimal
    discount_percent: Decimal
    net: Decimal
    tax_class: str
    party: UUID
    party_class: str
    branch: str

    @property
    def goods(self) -> bool:
        """Whether it takes something out of stock."""
        return self.stocked and self.product is not None


def lines_of(rows: Rows, documents: Collection[UUID]) -> list[LineFacts]:
    """All lines of documents, in document and position order; one statement."""
    return [LineFacts(*row) for row in rows.rows(OF_DOCUMENTS, [list(documents)])]


def lines_by_id(rows: Rows, lines: Collection[int]) -> dict[int, LineFacts]:
    """Lines by their ids; one statement."""
    return {row[0]: LineFacts(*row) for row in rows.rows(OF_IDS, [list(lines)])}
