"""How far lines of orders and deliveries have come: derived from flow, never kept."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.writing.reader import Rows

ORDER_LINES = """WITH l AS (SELECT k.id, k.document_id, k.quantity FROM documents_line k WHERE k.document_id = ANY(%s)),
  out AS (SELECT f.source_id, f.target_id, f.kind, f.quantity FROM l JOIN documents_flow f ON f.source_id = l.id),
  later AS (SELECT o.source_id, f.kind, f.quantity FROM out o JOIN documents_flow f ON f.source_id = o.target_id WHERE o.kind = 'shipped'),
  gone AS (SELECT source_id, kind, sum(quantity) AS q FROM (SELECT source_id, kind, quantity FROM out UNION ALL SELECT * FROM later) a GROUP BY 1, 2),
  kept AS (SELECT r.line_id, sum(r.quantity) AS q FROM inventory_reservation r JOIN l ON l.id = r.line_id GROUP BY 1),
  never AS (SELECT o.source_id, sum(x.uninvoiced) AS q FROM out o JOIN sales_returnline x ON x.delivery_line_id = o.target_id WHERE o.kind = 'shipped' GROUP BY 1)
  SELECT l.id, l.document_id, l.quantity, coalesce(kept.q, 0), coalesce(s.q, 0), coalesce(i.q, 0), coalesce(r.q, 0), coalesce(never.q, 0) FROM l
  LEFT JOIN kept ON kept.line_id = l.id LEFT JOIN never ON never.source_id = l.id
  LEFT JOIN gone s ON s.source_id = l.id AND s.kind = 'shipped' LEFT JOIN gone i ON i.source_id = l.id AND i.kind = 'invoiced'
  LEFT JOIN gone r ON r.source_id = l.id AND r.kind = 'returned'"""
DELIVERY_LINES = """WITH l AS (SELECT k.id, k.document_id, k.quantity FROM documents_line k WHERE k.document_id = ANY(%s)),
  gone AS (SELECT f.source_id, f.kind, sum(f.quantity) AS q FROM l JOIN documents_flow f ON f.source_id = l.id GROUP BY 1, 2),
  never AS (SELECT x.delivery_line_id AS id, sum(x.uninvoiced) AS q FROM l JOIN sales_returnline x ON x.delivery_line_id = l.id GROUP BY 1)
  SELECT l.id, l.document_id, l.quantity, 0, l.quantity, coalesce(i.q, 0), coalesce(r.q, 0), coalesce(never.q, 0) FROM l
  LEFT JOIN never ON never.id = l.id LEFT JOIN gone i ON i.source_id = l.id AND i.kind = 'invoiced' LEFT JOIN gone r ON r.source_id = l.id AND r.kind = 'returned'"""

BACK = """SELECT x.delivery_line_id, sum(x.uninvoiced) FROM documents_line k JOIN sales_returnline x ON x.delivery_line_id = k.id WHERE k.document_id = ANY(%s) GROUP BY 1"""


@dataclass(slots=True)
class Progress:
    """A line and how far it has come, in the line's unit; ``reserved`` in the product's own. ``uninvoiced``: came back before any invoice."""

    line: int
    document: UUID
    ordered: Decimal
    reserved: Decimal = ZERO
    shipped: Decimal = ZERO
    invoiced: Decimal = ZERO
    returned: Decimal = ZERO
    uninvoiced: Decimal = ZERO

    @property
    def to_ship(self) -> Decimal:
        """Ordered and not delivered yet."""
        return max(self.ordered - self.shipped, ZERO)

    @property
    def to_invoice(self) -> Decimal:
        """Delivered, still with the customer or invoiced to be corrected, and not invoiced yet."""
        return max(self.shipped - self.invoiced - self.uninvoiced, ZERO)


def order_progress(rows: Rows, orders: Collection[UUID]) -> dict[int, Progress]:
    """Progress of all lines of orders, by line; one statement."""
    return {row[0]: Progress(*row) for row in rows.rows(ORDER_LINES, [list(orders)])}


def delivery_progress(rows: Rows, deliveries: Collection[UUID]) -> dict[int, Progress]:
    """Progress of all lines of deliveries (ordered = delivered), by line; one statement."""
    return {row[0]: Progress(*row) for row in rows.rows(DELIVERY_LINES, [list(deliveries)])}


def came_back_uninvoiced(rows: Rows, deliveries: Collection[UUID]) -> dict[int, Decimal]:
    """What came back of lines of deliveries before it was invoiced, and never will be; one statement. Lines of which nothing did are absent."""
    return dict(rows.rows(BACK, [list(deliveries)])) if deliveries else {}
