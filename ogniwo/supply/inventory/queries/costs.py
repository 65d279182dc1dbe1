"""What goods will probably cost when they leave: for margins expected on offers and orders."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from uuid import UUID

from ogniwo.kernel.writing.reader import Rows

EXPECTED = """SELECT p.id, coalesce(held.cost, came.cost) FROM unnest(%s::uuid[]) p(id)
  LEFT JOIN LATERAL (SELECT sum(v.value) / sum(v.quantity) AS cost FROM inventory_stockvalue v WHERE v.product_id = p.id AND v.quantity > 0) held ON true
  LEFT JOIN LATERAL (SELECT m.value / m.quantity AS cost FROM inventory_move m WHERE held.cost IS NULL AND m.product_id = p.id AND m.kind = 'receipt' AND m.owner_id IS NULL
    ORDER BY m.day DESC, m.nth DESC LIMIT 1) came ON true
  WHERE coalesce(held.cost, came.cost) IS NOT NULL"""


def expected_costs(rows: Rows, products: Collection[UUID]) -> Mapping[UUID, Decimal]:
    """Expected cost of one own unit: the average of what we hold; of goods we are out of, the cost of their last receipt."""
    return dict(rows.rows(EXPECTED, [list(products)]))
