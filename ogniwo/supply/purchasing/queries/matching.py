"""What matching reads: invoice lines, receipt and return lines with something left, suppliers' codes. Quantities in products' own units."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.money.rules import rounded
from ogniwo.kernel.writing.reader import Rows, data
from ogniwo.masterdata.catalog.queries import unit_words
from ogniwo.masterdata.catalog.rules.units import own_quantity

INVOICE_LINES = """SELECT l.line_id, l.document_id, k.position, h.party_id, h.currency, l.product_id, l.description, l.unit, l.quantity, l.net,
    CASE WHEN d.state = 'posted' THEN coalesce(c.quantity, 0) ELSE coalesce(m.quantity, 0) END, coalesce(t.stocked, false), i.corrects_id,
    l.quantity_base, h.note, i.details
  FROM trade_tradeline l JOIN documents_line k ON k.id = l.line_id JOIN trade_tradedocument h ON h.document_id = l.document_id JOIN documents_document d ON d.id = l.document_id
  JOIN invoicing_invoice i ON i.document_id = l.document_id LEFT JOIN catalog_productterms t ON t.product_id = l.product_id
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity FROM purchasing_match WHERE invoice_line_id = l.line_id) m ON true
  LEFT JOIN LATERAL (SELECT sum(quantity) AS quantity FROM purchasing_cleared WHERE invoice_line_id = l.line_id) c ON true
  WHERE {which} ORDER BY l.document_id, k.position"""
BY_INVOICE, WAITING = "l.document_id = ANY(%s)", """h.party_id = ANY(%s) AND l.product_id = ANY(%s) AND t.stocked AND d.type = 'invoicing.purchase_invoice' AND d.state = 'posted'
    AND l.quantity_base <> coalesce(c.quantity, 0)"""
TAKEN = """LEFT JOIN LATERAL (SELECT sum(m.quantity) AS quantity FROM purchasing_match m JOIN documents_document x ON x.id = m.document_id AND x.state NOT IN ('void', 'discarded')
    WHERE m.receipt_line_id = l.line_id) m ON true
  LEFT JOIN LATERAL (SELECT sum(c.quantity) AS quantity FROM purchasing_cleared c WHERE c.receipt_line_id = l.line_id AND c.match_id IS NULL) c ON true"""
RECEIPT_LINES = f"""SELECT l.line_id, l.document_id, h.party_id, h.currency, l.product_id, coalesce(p.unit_id, l.unit), l.quantity_base, l.net,
    coalesce(m.quantity, 0) + coalesce(c.quantity, 0) - coalesce(b.quantity, 0), l.quantity, ol.quantity_base, ol.net, coalesce(orn.text, ''), coalesce(rn.text, ''),
    h.their_reference, d.day,
    coalesce((SELECT array_agg(i.code ORDER BY i.id) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id), '{{}}'),
    coalesce((SELECT array_agg(i.name) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id AND i.name <> ''), '{{}}'), l.description,
    coalesce(b.quantity, 0), coalesce(b.awaiting, 0), coalesce(p.code, '')
  FROM trade_tradeline l JOIN documents_document d ON d.id = l.document_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  JOIN documents_line k ON k.id = l.line_id JOIN documents_flow o ON o.target_id = l.line_id AND o.kind = 'received' JOIN trade_tradeline ol ON ol.line_id = o.source_id
  LEFT JOIN numbering_number orn ON orn.document_id = ol.document_id LEFT JOIN numbering_number rn ON rn.document_id = d.id LEFT JOIN catalog_product p ON p.id = l.product_id
  {TAKEN}
  LEFT JOIN LATERAL (SELECT sum(uninvoiced) AS quantity, sum(awaiting) AS awaiting FROM purchasing_returnline WHERE receipt_line_id = l.line_id) b ON true
  WHERE d.type = 'purchasing.receipt' AND (h.party_id = ANY(%s::uuid[]) OR l.line_id = ANY(%s::bigint[]))
    AND (l.line_id = ANY(%s::bigint[]) OR l.quantity_base > coalesce(m.quantity, 0) + coalesce(c.quantity, 0)) ORDER BY d.day, d.id, k.position"""  # noqa: S608 - constants of ours
RETURN_LINES = f"""SELECT l.line_id, l.document_id, h.party_id, h.currency, l.product_id, coalesce(p.unit_id, l.unit), r.awaiting, r.awaited,
    -coalesce(m.quantity, 0) - coalesce(c.quantity, 0), r.awaiting * l.quantity / l.quantity_base, r.awaiting, r.awaited, coalesce(orn.text, ''), coalesce(rn.text, ''),
    h.their_reference, d.day,
    coalesce((SELECT array_agg(i.code ORDER BY i.id) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id), '{{}}'),
    coalesce((SELECT array_agg(i.name) FROM catalog_supplieritem i WHERE i.party_id = h.party_id AND i.product_id = l.product_id AND i.name <> ''), '{{}}'), l.description,
    0, 0, coalesce(p.code, ''), true
  FROM purchasing_returnline r JOIN trade_tradeline l ON l.line_id = r.line_id JOIN documents_document d ON d.id = l.document_id JOIN trade_tradedocument h ON h.document_id = l.document_id
  JOIN documents_line k ON k.id = l.line_id JOIN documents_line s ON s.id = r.receipt_line_id LEFT JOIN numbering_number orn ON orn.document_id = s.document_id
  LEFT JOIN numbering_number rn ON rn.document_id = d.id LEFT JOIN catalog_product p ON p.id = l.product_id
  {TAKEN}
  WHERE (h.party_id = ANY(%s::uuid[]) OR l.line_id = ANY(%s::bigint[])) AND r.awaiting > 0
    AND (l.line_id = ANY(%s::bigint[]) OR r.awaiting > -coalesce(m.quantity, 0) - coalesce(c.quantity, 0)) ORDER BY d.day, d.id, k.position"""  # noqa: S608
CODES = """SELECT i.party_id, i.code, i.product_id FROM catalog_supplieritem i WHERE i.party_id = ANY(%s)"""
GTINS = """SELECT p.ean, p.id FROM catalog_product p JOIN catalog_productterms t ON t.product_id = p.id WHERE p.ean = ANY(%s) AND p.ean <> ''"""
ORIGINALS = """SELECT c.document_id, c.receipt_line_id, sum(c.quantity) FROM purchasing_cleared c WHERE c.document_id = ANY(%s)
  GROUP BY 1, 2 HAVING sum(c.quantity) > 0 ORDER BY 2"""


@dataclass(slots=True)
class InvoiceLine:
    """A line of a received invoice: ``stated`` of its ``unit``, ``quantity`` in the product's own; ``matched`` so far (of a posted one: cleared).

    ``known``: whether its unit is one of the product's; where it is not, ``quantity`` is what is stated.
    """

    line: int
    document: UUID
    position: int
    party: UUID
    currency: str
    product: UUID | None
    description: str
    unit: str
    stated: Decimal
    net: Decimal
    matched: Decimal
    stocked: bool
    corrects: UUID | None
    quantity: Decimal
    note: str
    codes: tuple[str, ...]
    names: str
    known: bool = True

    @property
    def price(self) -> Decimal:
        """Net for one own unit, after discount."""
        return self.net / self.quantity if self.quantity else Decimal(0)

    @property
    def left(self) -> Decimal:
        return self.quantity - self.matched


@dataclass(slots=True)
class ReceiptLine:
    """A line of a receipt: what of it was invoiced, and what its order line says. ``stated``: its quantity in its own words' unit.

    Of a return (``back``): ``quantity`` waits for a credit note, ``invoiced`` of it was credited, ``order_net`` is what the supplier charged.
    """

    line: int
    document: UUID
    party: UUID
    currency: str
    product: UUID | None
    unit: str
    quantity: Decimal
    net: Decimal
    invoiced: Decimal
    stated: Decimal
    ordered: Decimal
    order_net: Decimal
    order_number: str
    number: str
    their_reference: str
    day: date
    codes: list[str]
    names: list[str]
    description: str
    returned: Decimal
    awaiting: Decimal
    code: str
    back: bool = False

    @property
    def left(self) -> Decimal:
        return self.quantity - self.returned - self.invoiced

    @property
    def order_price(self) -> Decimal | None:
        return self.order_net / self.ordered if self.ordered else None

    def flow(self, invoiced: Decimal) -> Decimal:
        """So much of its stated quantity has gone on when ``invoiced`` of its own units are."""
        return rounded(self.stated * invoiced / self.quantity, 6) if self.quantity else Decimal(0)


def invoice_lines(rows: Rows, invoices: Collection[UUID]) -> list[InvoiceLine]:
    """Lines of invoices with what was matched of them. ``details`` of an invoice may state codes of lines and numbers of orders."""
    return _lines(rows.rows(INVOICE_LINES.format(which=BY_INVOICE), [list(invoices)]))


def waiting_lines(rows: Rows, parties: Collection[UUID], products: Collection[UUID]) -> list[InvoiceLine]:
    """Lines of posted invoices whose goods have not come (or did not go back) yet, with their units."""
    return in_own_units(rows, _lines(rows.rows(INVOICE_LINES.format(which=WAITING), [list(parties), list(products)])))


def _lines(found_rows: Sequence[tuple[object, ...]]) -> list[InvoiceLine]:
    found = []
    for *head, note, details in found_rows:
        said = data(details) or {}
        lines = said.get("lines", {})
        position = head[2]
        stated = lines.get(str(position), {}) if isinstance(lines, dict) else {}
        codes = tuple(code for code in (stated.get("code"), stated.get("gtin")) if code)
        names = " ".join([*said.get("orders", ()), *said.get("delivery_notes", ()), str(note)])
        found.append(InvoiceLine(*head, str(note), codes, names))  # type: ignore[arg-type]
    return found


def in_own_units(rows: Rows, lines: list[InvoiceLine]) -> list[InvoiceLine]:
    """The lines with quantities in their products' own units, by exact ratios; ``known`` says where the unit is none of the product's."""
    words = unit_words(rows, [line.product for line in lines if line.product])
    for line in lines:
        if line.product:
            own = own_quantity(line.stated, line.unit, words.get(line.product, {}))
            line.quantity, line.known = (line.stated, False) if own is None else (own, True)
    return lines


def receipt_lines(rows: Rows, *, parties: Collection[UUID] = (), lines: Collection[int] = ()) -> list[ReceiptLine]:
    """Receipt lines of suppliers with something left to invoice, oldest first; and those named, whatever is left."""
    named = list(lines)
    return [ReceiptLine(*row) for row in rows.rows(RECEIPT_LINES, [list(parties), named, named])]


def return_lines(rows: Rows, *, parties: Collection[UUID] = (), lines: Collection[int] = ()) -> list[ReceiptLine]:
    """Lines of returns to suppliers that wait for a credit note, oldest first; and those named."""
    named = list(lines)
    return [ReceiptLine(*row) for row in rows.rows(RETURN_LINES, [list(parties), named, named])]


def originals(rows: Rows, invoices: Collection[UUID]) -> dict[UUID, list[tuple[int, Decimal]]]:
    """What invoices that are corrected cleared: (receipt line, quantity), oldest first."""
    found: dict[UUID, list[tuple[int, Decimal]]] = {}
    for invoice, line, quantity in rows.rows(ORIGINALS, [list(invoices)]) if invoices else ():
        found.setdefault(invoice, []).append((line, quantity))
    return found


def supplier_codes(rows: Rows, parties: Collection[UUID]) -> dict[UUID, dict[str, UUID]]:
    """What suppliers call our products."""
    found: dict[UUID, dict[str, UUID]] = {}
    for party, code, product in rows.rows(CODES, [list(parties)]):
        found.setdefault(party, {})[code] = product
    return found


def products_by_gtin(rows: Rows, gtins: Collection[str]) -> dict[str, UUID]:
    """Our products by their GTIN (EAN)."""
    return dict(rows.rows(GTINS, [list(gtins)])) if gtins else {}
