"""What matching reads: invoice lines, receipt lines with something left to invoice, suppliers' codes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.writing.reader import Rows, data

INVOICE_LINES = """SELECT l.line_id, l.document_id, k.position, h.party_id, h.currency, l.product_id, l.description, l.unit, l.quantity, l.net,
    coalesce(m.quantity, 0), h.note, i.details, coalesce(t.stocked, false)
  FROM trade_tradeline l JOIN documents_line k ON k.id = l.line_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  JOIN invoicing_invoice i ON i.document_id = l.document_id LEFT JOIN catalog_productterms t ON t.product_id = l.product_id
  LEFT JOIN (SELECT invoice_line_id, sum(quantity) AS quantity FROM purchasing_match GROUP BY 1) m ON m.invoice_line_id = l.line_id
  WHERE l.document_id = ANY(%s) ORDER BY l.document_id, k.position"""
RECEIPT_LINES = """SELECT l.line_id, l.document_id, h.party_id, h.currency, l.product_id, l.unit, l.quantity, l.net, coalesce(f.invoiced, 0), o.source_id,
    ol.quantity, ol.net, coalesce(orc.received, 0), coalesce(orn.text, ''), coalesce(rn.text, ''), h.their_reference, d.day,
    coalesce((SELECT array_agg(i.code) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id), '{}'),
    coalesce((SELECT array_agg(i.name) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id AND i.name <> ''), '{}'), l.description
  FROM trade_tradeline l JOIN documents_document d ON d.id = l.document_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  JOIN documents_line k ON k.id = l.line_id JOIN documents_flow o ON o.target_id = l.line_id AND o.kind = 'received' JOIN trade_tradeline ol ON ol.line_id = o.source_id
  LEFT JOIN numbering_number orn ON orn.document_id = ol.document_id LEFT JOIN numbering_number rn ON rn.document_id = d.id
  LEFT JOIN LATERAL (SELECT sum(quantity) AS invoiced FROM documents_flow WHERE source_id = l.line_id AND kind = 'invoiced') f ON true
  LEFT JOIN LATERAL (SELECT sum(quantity) AS received FROM documents_flow WHERE source_id = o.source_id AND kind = 'received') orc ON true
  WHERE d.type = 'purchasing.receipt' AND (h.party_id = ANY(%s::uuid[]) OR l.line_id = ANY(%s::bigint[]))
    AND (l.line_id = ANY(%s::bigint[]) OR l.quantity > coalesce(f.invoiced, 0)) ORDER BY d.day, d.id, k.position"""
CODES = """SELECT i.party_id, i.code, i.product_id FROM catalog_supplieritem i WHERE i.party_id = ANY(%s)"""
GTINS = """SELECT p.ean, p.id FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.ean = ANY(%s) AND p.ean <> ''"""


@dataclass(slots=True)
class InvoiceLine:
    """A line of a received invoice; ``matched`` so far, in the receipts' units."""

    line: int
    document: UUID
    position: int
    party: UUID
    currency: str
    product: UUID | None
    description: str
    unit: str
    quantity: Decimal
    net: Decimal
    matched: Decimal
    note: str
    codes: tuple[str, ...]
    names: str
    stocked: bool

    @property
    def price(self) -> Decimal:
        """Net for one unit, after discount."""
        return self.net / self.quantity if self.quantity else Decimal(0)


@dataclass(slots=True)
class ReceiptLine:
    """A line of a receipt: what of it was invoiced, and what its order line says."""

    line: int
    document: UUID
    party: UUID
    currency: str
    product: UUID | None
    unit: str
    quantity: Decimal
    net: Decimal
    invoiced: Decimal
    order_line: int
    ordered: Decimal
    order_net: Decimal
    received: Decimal
    order_number: str
    number: str
    their_reference: str
    day: date
    codes: list[str]
    names: list[str]
    description: str

    @property
    def left(self) -> Decimal:
        return self.quantity - self.invoiced

    @property
    def order_price(self) -> Decimal | None:
        return self.order_net / self.ordered if self.ordered else None


def invoice_lines(rows: Rows, invoices: Collection[UUID]) -> list[InvoiceLine]:
    """Lines of invoices with what was matched of them. ``details`` of an invoice may state codes of lines and numbers of orders."""
    found = []
    for *head, note, details, stocked in rows.rows(INVOICE_LINES, [list(invoices)]):
        said = data(details) or {}
        lines = said.get("lines", {})
        position = head[2]
        stated = lines.get(str(position), {}) if isinstance(lines, dict) else {}
        codes = tuple(code for code in (stated.get("code"), stated.get("gtin")) if code)
        names = " ".join([*said.get("orders", ()), *said.get("delivery_notes", ()), note])
        found.append(InvoiceLine(*head, note, codes, names, stocked))
    return found


def receipt_lines(rows: Rows, *, parties: Collection[UUID] = (), lines: Collection[int] = ()) -> list[ReceiptLine]:
    """Receipt lines of suppliers with something left to invoice, oldest first; and those named, whatever is left."""
    named = list(lines)
    return [ReceiptLine(*row) for row in rows.rows(RECEIPT_LINES, [list(parties), named, named])]


def supplier_codes(rows: Rows, parties: Collection[UUID]) -> dict[UUID, dict[str, UUID]]:
    """What suppliers call our products."""
    found: dict[UUID, dict[str, UUID]] = {}
    for party, code, product in rows.rows(CODES, [list(parties)]):
        found.setdefault(party, {})[code] = product
    return found


def products_by_gtin(rows: Rows, gtins: Collection[str]) -> dict[str, UUID]:
    """Our products by their GTIN (EAN)."""
    return dict(rows.rows(GTINS, [list(gtins)])) if gtins else {}
