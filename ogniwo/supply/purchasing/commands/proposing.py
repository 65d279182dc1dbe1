"""Proposals to buy: what is below its minimum, of whom, how much and why."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit, spread
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.purchasing.commands.orders import OrderInput, write_orders
from ogniwo.supply.purchasing.errors import NoSupplier
from ogniwo.supply.purchasing.models import Proposal
from ogniwo.supply.purchasing.rules import Need, OrderPoint, replenish

ZERO = Decimal(0)
NEEDS = """SELECT t.product_id, p.unit_id, t.minimum, t.lot_multiple, t.default_supplier_id, coalesce(a.quantity, 0), coalesce(a.reserved, 0), coalesce(o.quantity, 0),
    s.price, coalesce(s.currency, c.currency), s.minimum, s.unit, s.lead_time_days
  FROM catalog_productterms t JOIN catalog_product p ON p.id = t.product_id JOIN tenancy_company c ON c.id = t.company_id
  LEFT JOIN (SELECT product_id, sum(quantity) AS quantity, sum(reserved) AS reserved FROM inventory_available GROUP BY 1) a ON a.product_id = t.product_id
  LEFT JOIN (SELECT l.product_id, sum(CASE WHEN l.quantity = 0 THEN 0 ELSE (l.quantity - coalesce(f.received, 0)) * l.quantity_base / l.quantity END) AS quantity
    FROM trade_tradeline l JOIN documents_document d ON d.id = l.document_id
    LEFT JOIN (SELECT source_id, sum(quantity) AS received FROM documents_flow WHERE kind = 'received' GROUP BY 1) f ON f.source_id = l.line_id
    WHERE d.type = 'purchasing.order' AND d.state IN ('draft', 'waiting', 'confirmed') AND l.quantity > coalesce(f.received, 0) GROUP BY 1) o ON o.product_id = t.product_id
  LEFT JOIN LATERAL (SELECT price, currency, minimum, unit, lead_time_days FROM catalog_supplieritem i
    WHERE i.product_id = t.product_id AND i.party_id = t.default_supplier_id ORDER BY i.price NULLS LAST, i.id LIMIT 1) s ON true
  WHERE t.stocked AND t.active AND t.minimum IS NOT NULL AND (%s::uuid[] IS NULL OR t.product_id = ANY(%s::uuid[])) ORDER BY p.code"""
TAKEN = """SELECT r.id, r.product_id, p.code, r.supplier_id, r.warehouse_id, r.quantity, r.expected_on FROM purchasing_proposal r JOIN catalog_product p ON p.id = r.product_id
  WHERE r.id = ANY(%s) AND r.order_id IS NULL ORDER BY r.id FOR UPDATE OF r"""
ORDERED = "UPDATE purchasing_proposal r SET order_id = u.o FROM unnest(%s::bigint[], %s::uuid[]) u(i, o) WHERE r.id = u.i"


@command("purchasing.propose_orders", _("Propose purchases"), roles=("buyer",))
def propose_orders(products: Sequence[UUID] = (), *, warehouse: UUID | None = None, unit: Unit, acting: Acting) -> list[int]:
    """Propose what to buy: products whose stock, less reservations and with orders on their way, falls below the minimum.

    Proposals made before and not ordered yet are made anew, so nothing is proposed twice. Returns the proposals' ids.
    """
    only = list(products) or None
    unit.do("DELETE FROM purchasing_proposal WHERE order_id IS NULL AND (%s::uuid[] IS NULL OR product_id = ANY(%s::uuid[]))", [only, only])
    found = []
    for product, measure, minimum, lot, supplier, on_hand, demand, on_order, price, currency, least, item_unit, lead in unit.rows(NEEDS, [only, only]):
        least_order = least if least is not None and item_unit in ("", measure) else ZERO
        what = replenish(Need(on_hand, demand, on_order), OrderPoint(minimum, None, lot or None, least_order))
        if what is None:
            continue
        found.append({
            "product_id": product, "supplier_id": supplier, "warehouse_id": warehouse, "quantity": what.quantity, "unit": measure, "price": price, "currency": currency,
            "on_hand": on_hand, "demand": demand, "on_order": on_order, "minimum": minimum, "proposed_on": acting.today,
            "expected_on": acting.today + timedelta(days=lead) if lead is not None else None,
            "reasons": [{"says": r.says, "words": {name: _said(value) for name, value in r.words.items()}} for r in what.reasons],
        })  # fmt: skip
    ids = unit.ids(len(found))
    unit.add(draft(Proposal)(id=number, **columns) for number, columns in zip(ids, found, strict=True))
    return ids


@command("purchasing.order_proposals", _("Order"), roles=("buyer",), sets="proposals")
def order_proposals(proposals: Sequence[int], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Make draft orders of proposals, one for each supplier and warehouse, at the suppliers' prices. Raises Refused with NoSupplier, NotFound."""
    rows = unit.rows(TAKEN, [list(proposals)])
    found = {row[0] for row in rows}
    wrong: list[BusinessError] = [NotFound(record=p) for p in proposals if p not in found]
    wrong += [NoSupplier(record=row[0], product=row[2]) for row in rows if row[3] is None]
    if wrong:
        raise Refused(wrong)
    groups: dict[tuple[UUID, UUID | None], list[Any]] = {}
    for row in rows:
        groups.setdefault((row[3], row[4]), []).append(row)
    orders = [
        OrderInput(HeaderInput(party=supplier, day=acting.today), tuple(LineInput(product=r[1], quantity=r[5]) for r in some),
                   max((r[6] for r in some if r[6]), default=None), warehouse)
        for (supplier, warehouse), some in groups.items()
    ]  # fmt: skip
    ids = write_orders(orders, unit=unit)
    unit.flush()
    unit.do(ORDERED, spread([(r[0], order) for order, some in zip(ids, groups.values(), strict=True) for r in some], 2))
    return ids


def _said(value: object) -> str:
    """A figure as people write it: no zeros behind."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
