"""What previews show of moves an act would write."""

from collections.abc import Sequence
from typing import Any

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import say
from ogniwo.masterdata.catalog.models import Product
from ogniwo.supply.inventory.models import Warehouse


def stock_moves(drafts: Sequence[Any], *, acting: Acting) -> list[dict[str, Any]]:
    """Moves: product, warehouse, quantity, value."""
    goods = {row.id: f"{row.code} {say(row.name, acting.language)}" for row in Product.objects.filter(id__in={d.product_id for d in drafts})}
    places = dict(Warehouse.objects.filter(id__in={d.warehouse_id for d in drafts}).values_list("id", "code"))
    return [{"product": goods.get(d.product_id, ""), "kind": str(d.kind), "warehouse": places.get(d.warehouse_id, ""), "quantity": d.quantity,
             "value": d.value, "day": d.day} for d in drafts]  # fmt: skip
