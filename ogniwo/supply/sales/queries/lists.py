"""Lists of orders, deliveries and returns, and their lines with progress."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import within
from ogniwo.kernel.money.rules import ZERO, rounded
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine
from ogniwo.supply.inventory.queries.stock import available
from ogniwo.supply.sales.models import Delivery, Return, SalesOrder
from ogniwo.supply.sales.queries.lines import lines_by_id, lines_of
from ogniwo.supply.sales.queries.progress import Progress, delivery_progress, order_progress
from ogniwo.workbench.declare import GridRow

READERS = ("seller", "accountant", "storekeeper")


def _documents(model: Any, type: str, acting: Acting) -> Any:
    trade = TradeDocument.objects.filter(document_id=OuterRef("document_id"))
    found = model.objects.filter(document__type=type).annotate(
        number=F("document__number__text"), state=F("document__state"), day=F("document__day"), currency=F("document__currency"), version=F("document__version"),
        title=F("document__title"), party_id=F("document__subject_id"), party_name=F("document__subject__name"), owner_name=F("document__owner__name"),
        gross=F("document__total"), net=Subquery(trade.values("net")), tax=Subquery(trade.values("tax")), their_reference=Subquery(trade.values("their_reference")),
        payment_days=Subquery(trade.values("payment_days")), note=Subquery(trade.values("note")), rate=Subquery(trade.values("rate")), rate_per=Subquery(trade.values("rate_per")),
    )  # fmt: skip
    return within(found, acting, type)


@query("sales.orders", _("Sales orders"), roles=READERS)
def orders(*, acting: Acting) -> QuerySet[SalesOrder]:
    """Sales orders the person may see; ``margin``: expected, net less the cost expected when written, company currency."""
    costs = TradeLine.objects.filter(document_id=OuterRef("document_id")).order_by().values("document_id").annotate(s=Sum("cost_estimate")).values("s")
    money = DecimalField(max_digits=20, decimal_places=2)
    home = ExpressionWrapper(F("net") * Coalesce(F("rate"), 1, output_field=money) / F("rate_per"), output_field=money)
    found: QuerySet[SalesOrder] = _documents(SalesOrder, "sales.order", acting).annotate(cost=Subquery(costs)).annotate(
        margin=ExpressionWrapper(home - F("cost"), output_field=money), warehouse_code=F("warehouse__code"))  # fmt: skip
    return found


@query("sales.deliveries", _("Deliveries"), roles=READERS)
def deliveries(*, acting: Acting) -> QuerySet[Delivery]:
    """Deliveries (WZ) the person may see."""
    found: QuerySet[Delivery] = _documents(Delivery, "sales.delivery", acting).annotate(warehouse_code=F("warehouse__code"))
    return found


@query("sales.returns", _("Customers' returns"), roles=READERS)
def returns(*, acting: Acting) -> QuerySet[Return]:
    """Customers' returns (ZW) the person may see."""
    found: QuerySet[Return] = _documents(Return, "sales.return", acting)
    return found


@query("sales.orders_of", _("Orders of a customer"), roles=READERS)
def orders_of(party: UUID, *, acting: Acting) -> QuerySet[SalesOrder]:
    """A customer's orders, the latest first."""
    found: QuerySet[SalesOrder] = orders(acting=acting).filter(document__subject_id=party).order_by("-day", "-document_id")
    return found


@query("sales.deliveries_of", _("Deliveries to a customer"), roles=READERS)
def deliveries_of(party: UUID, *, acting: Acting) -> QuerySet[Delivery]:
    """A customer's deliveries, the latest first."""
    found: QuerySet[Delivery] = deliveries(acting=acting).filter(document__subject_id=party).order_by("-day", "-document_id")
    return found


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line as shown: what it is, for how much, and how far it has come (quantities in its unit; ``free`` in the product's own)."""

    pk: int
    document: UUID
    product: UUID | None
    code: str
    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    discount_percent: Decimal
    net: Decimal
    reserved: Decimal
    shipped: Decimal
    invoiced: Decimal
    returned: Decimal
    free: Decimal | None


def _rows(document: UUID, progress: dict[int, Progress], *, stock: bool) -> list[LineRow]:
    lines = lines_of(Reader(), [document])
    goods = [line.product for line in lines if line.stocked and line.product]
    free: dict[UUID, Decimal] = dict.fromkeys(goods, ZERO)
    for row in available(Reader(), goods) if stock and goods else ():
        free[row.product_id] += row.free
    none = Progress(0, document, ZERO)
    return [
        LineRow(t.line, document, t.product, t.code, t.description, t.quantity, t.unit, t.price, t.discount_percent, t.net, p.reserved, p.shipped, p.invoiced, p.returned,
                free.get(t.product) if t.product else None)
        for t in lines for p in [progress.get(t.line, none)]
    ]  # fmt: skip


@query("sales.order_lines", _("Lines of an order"), roles=READERS)
def order_lines(order: UUID, *, acting: Acting) -> list[LineRow]:
    """An order's lines: ordered, reserved, delivered, invoiced, returned, and what is free in stock. Nothing for an order the person may not see."""
    if not orders(acting=acting).filter(pk=order).exists():
        return []
    return _rows(order, order_progress(Reader(), [order]), stock=True)


@query("sales.delivery_lines", _("Lines of a delivery"), roles=READERS)
def delivery_lines(delivery: UUID, *, acting: Acting) -> list[LineRow]:
    """A delivery's lines: delivered, invoiced, returned."""
    if not deliveries(acting=acting).filter(pk=delivery).exists():
        return []
    return _rows(delivery, delivery_progress(Reader(), [delivery]), stock=False)


@query("sales.return_rows", _("Lines of a return"), roles=READERS)
def return_rows(record: UUID, *, acting: Acting) -> list[LineRow]:
    """A return's lines."""
    return _rows(record, {}, stock=False) if returns(acting=acting).filter(pk=record).exists() else []


def shipped_percent(ids: Collection[UUID], *, acting: Acting) -> dict[UUID, Decimal]:
    """How much of each order is delivered, percent of its quantities; for a column."""
    return _percent(order_progress(Reader(), ids).values(), "ordered", "shipped")


def invoiced_percent(ids: Collection[UUID], *, acting: Acting) -> dict[UUID, Decimal]:
    """How much of each order is invoiced, percent of its quantities; for a column."""
    return _percent(order_progress(Reader(), ids).values(), "ordered", "invoiced")


def delivered_invoiced_percent(ids: Collection[UUID], *, acting: Acting) -> dict[UUID, Decimal]:
    """How much of each delivery is invoiced, percent of its quantities; for a column."""
    return _percent(delivery_progress(Reader(), ids).values(), "ordered", "invoiced")


def _percent(lines: Collection[Progress], whole: str, part: str) -> dict[UUID, Decimal]:
    sums: dict[UUID, tuple[Decimal, Decimal]] = {}
    for p in lines:
        before = sums.get(p.document, (ZERO, ZERO))
        sums[p.document] = before[0] + abs(getattr(p, whole)), before[1] + abs(getattr(p, part))
    return {d: rounded(100 * some / all_, 0) if all_ else ZERO for d, (all_, some) in sums.items()}


def stock_of_rows(rows: Sequence[GridRow], *, acting: Acting) -> dict[str, Decimal]:
    """What is free in stock of the products of a grid's rows, by row."""
    chosen = {row.key: UUID(str(row.values["product"])) for row in rows if row.values.get("product")}
    free: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    for one in available(Reader(), set(chosen.values())) if chosen else ():
        free[one.product_id] += one.free
    return {key: free[product] for key, product in chosen.items()}


def stock_of_lines(ids: Collection[int], *, acting: Acting) -> dict[int, Decimal]:
    """What is free in stock of the products of trade lines, by line; for lines of offers."""
    products = {n: line.product for n, line in lines_by_id(Reader(), ids).items() if line.stocked and line.product}
    free: dict[UUID, Decimal] = {}
    for row in available(Reader(), set(products.values())) if products else ():
        free[row.product_id] = free.get(row.product_id, ZERO) + row.free
    return {line: free.get(product, ZERO) for line, product in products.items()}
