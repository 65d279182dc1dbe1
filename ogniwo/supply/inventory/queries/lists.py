"""Lists for screens, and what is suggested in their fields."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.inventory.models import Available, CostDelta, Location, Lot, Move, Paper, Stock, StockValue, Warehouse
from ogniwo.supply.inventory.queries.stock import COSTS, EVERYONE
from ogniwo.workbench.declare import Suggestion

NONE = Value(Decimal(0))


def _sum(model: Any, field: str, **by: str) -> Any:
    found = model.objects.filter(**{name: OuterRef(path) for name, path in by.items()}).order_by().values(next(iter(by)))
    return Coalesce(Subquery(found.annotate(sum_=Sum(field)).values("sum_")), NONE)


@query("inventory.stock", _("Stock"), roles=EVERYONE)
def stock(*, acting: Acting) -> QuerySet[StockValue]:
    """Our goods by product and valuation area: on hand, reserved, worth."""
    here = {"product_id": "product_id", "warehouse__valuation_area": "area"}
    return StockValue.objects.select_related("product__product").annotate(
        code=F("product__product__code"), name=F("product__product__name"), unit=F("product__product__unit_id"),
        reserved=_sum(Available, "reserved", **here), usable=_sum(Available, "quantity", **here), minimum=F("product__minimum"),
    ).annotate(free=F("usable") - F("reserved"))  # fmt: skip


@query("inventory.stock_places", _("Where it is"), roles=EVERYONE)
def stock_places(record_id: int, *, acting: Acting) -> QuerySet[Stock]:
    """Where a product is: by place, lot, status and owner."""
    product = StockValue.objects.filter(pk=record_id).values("product_id", "area")
    return Stock.objects.filter(product_id__in=product.values("product_id"), warehouse__valuation_area__in=product.values("area")).exclude(quantity=0).select_related(
        "warehouse", "location", "lot", "owner__party__subject").order_by("warehouse__code", "location__code", "pk")  # fmt: skip


@query("inventory.stock_moves", _("Its moves"), roles=EVERYONE)
def stock_moves(record_id: int, *, acting: Acting) -> QuerySet[Move]:
    """Moves of a product in its valuation area, the latest first."""
    product = StockValue.objects.filter(pk=record_id).values("product_id", "area")
    return _moves().filter(product_id__in=product.values("product_id"), area__in=product.values("area")).order_by("-day", "-nth")[:200]


@query("inventory.moves", _("Stock moves"), roles=EVERYONE)
def moves(*, acting: Acting) -> QuerySet[Move]:
    """All moves with the cost they have today, later news included."""
    return _moves()


def _moves() -> QuerySet[Move]:
    return Move.objects.select_related("product__product", "warehouse", "location", "lot").annotate(
        number=F("document__number__text"), later=_sum(CostDelta, "value", move_id="pk"),
    ).annotate(cost=F("value") + F("later"))  # fmt: skip


@query("inventory.papers", _("Warehouse documents"), roles=(*COSTS, "buyer", "seller"))
def papers(*, acting: Acting) -> QuerySet[Paper]:
    """Internal receipts and issues, transfers, adjustments, opening stock."""
    return within(Paper.objects, acting, *(kind.name for kind in TYPES.values() if kind.record == "inventory.paper")).select_related("document", "warehouse", "to_warehouse").annotate(
        number=F("document__number__text"), type=F("document__type"), state=F("document__state"), day=F("document__day"), text=F("document__title"),
        total=F("document__total"), currency=F("document__currency"), version=F("document__version"),
    )  # fmt: skip


@query("inventory.paper_lines", _("Lines of a warehouse document"), roles=(*COSTS, "buyer", "seller"))
def paper_lines(record_id: UUID, *, acting: Acting) -> QuerySet[Move]:
    """What a document moved; nothing of one the person may not see."""
    return (_moves().filter(document_id=record_id) if readable(record_id, acting=acting) else _moves().none()).order_by("line__position", "pk")


@query("inventory.warehouses", _("Warehouses"), roles=EVERYONE)
def warehouses(*, acting: Acting) -> QuerySet[Warehouse]:
    """Warehouses of the company."""
    return Warehouse.objects.all()


@query("inventory.locations", _("Locations"), roles=EVERYONE)
def locations(record_id: UUID, *, acting: Acting) -> QuerySet[Location]:
    """Places of a warehouse."""
    return Location.objects.filter(warehouse_id=record_id).order_by("code")


@query("inventory.suggest_warehouses", _("Find warehouses"), roles=EVERYONE)
def suggest_warehouses(text: str, *, ids: Sequence[UUID] = (), acting: Acting) -> list[Suggestion]:
    """Warehouses by code or name."""
    found = Warehouse.objects.filter(pk__in=ids) if ids else Warehouse.objects.filter(Q(code__istartswith=text) | Q(name__icontains=text))
    return [Suggestion(w.pk, w.code, w.name) for w in found.order_by("code")[:12]]


@query("inventory.suggest_locations", _("Find places"), roles=EVERYONE)
def suggest_locations(text: str, *, ids: Sequence[UUID] = (), acting: Acting) -> list[Suggestion]:
    """Places by code."""
    found = Location.objects.filter(pk__in=ids) if ids else Location.objects.filter(code__icontains=text)
    return [Suggestion(place.pk, place.code, place.warehouse.code) for place in found.select_related("warehouse").order_by("code")[:12]]


@query("inventory.suggest_lots", _("Find lots"), roles=EVERYONE)
def suggest_lots(text: str, *, ids: Sequence[UUID] = (), acting: Acting) -> list[Suggestion]:
    """Lots and serial numbers by code."""
    found = Lot.objects.filter(pk__in=ids) if ids else Lot.objects.filter(code__icontains=text)
    return [Suggestion(lot.pk, lot.code, lot.product.product.code) for lot in found.select_related("product__product").order_by("code")[:12]]
