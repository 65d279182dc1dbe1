"""Lists for screens, and what is left of lines."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import translation

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.models import Flow
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, data
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine
from ogniwo.supply.purchasing.models import Proposal, PurchaseOrder, Receipt, Return, ReturnLine

BUYERS = ("buyer", "accountant", "storekeeper")
INVOICED = """SELECT o.source_id, sum(i.quantity) FROM documents_flow o JOIN documents_flow i ON i.source_id = o.target_id AND i.kind = 'invoiced'
  WHERE o.source_id = ANY(%s) AND o.kind = 'received' GROUP BY 1"""

CAME = """SELECT l.document_id, round(100 * sum(least(coalesce(f.received, 0), l.quantity) * l.net / l.quantity) / nullif(sum(l.net), 0), 0)
  FROM trade_tradeline l LEFT JOIN LATERAL (SELECT sum(quantity) AS received FROM documents_flow WHERE source_id = l.line_id AND kind = 'received') f ON true
  WHERE l.document_id = ANY(%s) AND l.quantity <> 0 GROUP BY 1"""


def _head(rows: QuerySet[Any], place: str = "warehouse") -> QuerySet[Any]:
    trade = TradeDocument.objects.filter(document_id=OuterRef("document_id"))
    return rows.select_related("document__subject", place).annotate(
        number=F("document__number__text"), state=F("document__state"), day=F("document__day"), currency=F("document__currency"), version=F("document__version"),
        supplier=F("document__subject__name"), net=Subquery(trade.values("net")), gross=F("document__total"), note=Subquery(trade.values("note")),
        their_reference=Subquery(trade.values("their_reference")),
    )  # fmt: skip


@query("purchasing.orders", _("Purchase orders"), roles=BUYERS)
def orders(*, acting: Acting) -> QuerySet[PurchaseOrder]:
    """Orders to suppliers the person may see."""
    return within(_head(PurchaseOrder.objects.filter(document__type="purchasing.order")), acting, "purchasing.order")


@query("purchasing.receipts", _("Goods receipts"), roles=BUYERS)
def receipts(*, acting: Acting) -> QuerySet[Receipt]:
    """Receipts from suppliers the person may see."""
    return within(_head(Receipt.objects.filter(document__type="purchasing.receipt")), acting, "purchasing.receipt").annotate(order_number=F("order__number__text"))


@query("purchasing.returns", _("Returns to suppliers"), roles=BUYERS)
def returns(*, acting: Acting) -> QuerySet[Return]:
    """Goods sent back to suppliers, those the person may see."""
    return within(_head(Return.objects.filter(document__type="purchasing.return"), "receipt"), acting, "purchasing.return").annotate(receipt_number=F("receipt__number__text"))


@query("purchasing.proposals", _("Purchase proposals"), roles=("buyer",))
def proposals(*, acting: Acting) -> QuerySet[Proposal]:
    """Proposals not ordered yet."""
    return Proposal.objects.filter(order__isnull=True).select_related("product__product", "supplier__party", "warehouse")


def proposal_reasons(ids: list[Any], *, acting: Acting) -> dict[Any, str]:
    """Why each proposal was made, in the person's language."""
    return {pk: " ".join(sentence(r) for r in data(reasons)) for pk, reasons in Proposal.objects.filter(pk__in=ids).values_list("pk", "reasons")}


def sentence(reason: dict[str, Any]) -> str:
    """A kept reason or difference as a sentence in the person's language."""
    said = reason["says"]
    return translation.gettext(said).format(**reason["words"])


@dataclass(frozen=True)
class OrderLine:
    """An order line with what flowed on: ``left`` is still to come, ``invoiced`` by receipts' invoices."""

    line: int
    position: int
    product: UUID | None
    code: str
    description: str
    unit: str
    quantity: Decimal
    received: Decimal
    left: Decimal
    invoiced: Decimal
    price: Decimal
    net: Decimal

    sensitive: ClassVar[dict[str, tuple[str, ...]]] = {"cost": ("price", "net")}


@query("purchasing.order_lines", _("Lines of a purchase order"), roles=BUYERS)
def order_lines(record_id: UUID, *, acting: Acting) -> list[OrderLine]:
    """Lines of an order, each with what was received and invoiced; none of one the person may not see."""
    if not readable(record_id, acting=acting):
        return []
    came = Flow.objects.filter(source_id=OuterRef("line_id"), kind="received").values("source_id").annotate(n=Sum("quantity")).values("n")
    quantity = DecimalField(max_digits=20, decimal_places=6)
    rows = list(TradeLine.objects.filter(document_id=record_id).select_related("line", "product__product").annotate(
        received=Coalesce(Subquery(came), Value(Decimal(0)), output_field=quantity)).order_by("line__position"))  # fmt: skip
    invoiced = dict(Reader().rows(INVOICED, [[row.line_id for row in rows]]))
    return [
        OrderLine(r.line_id, r.line.position, r.product_id, r.product.product.code if r.product else "", r.description, r.unit, r.quantity, r.received,
                  max(r.quantity - r.received, Decimal(0)), invoiced.get(r.line_id, Decimal(0)), r.price, r.net) for r in rows
    ]  # fmt: skip


@query("purchasing.receipt_lines", _("Lines of a goods receipt"), roles=BUYERS)
def lines_of_receipt(record_id: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """Lines of a receipt, each with what of it was invoiced and what went back; none of one the person may not see."""
    return _with_flow(record_id, acting, invoiced="invoiced", returned="returned")


@query("purchasing.return_lines", _("Lines of a return to a supplier"), roles=BUYERS)
def lines_of_return(record_id: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """Lines of a return, each with what of it the supplier credited, and what waits for a credit note (in the product's own unit)."""
    awaits = ReturnLine.objects.filter(line_id=OuterRef("line_id"))
    return _with_flow(record_id, acting, credited="invoiced").annotate(awaiting=Subquery(awaits.values("awaiting")), awaited=Subquery(awaits.values("awaited")))


def _with_flow(document: UUID, acting: Acting, **kinds: str) -> QuerySet[TradeLine]:
    """Lines of a document with what flowed on, by kind; none of one the person may not see."""
    lines = TradeLine.objects.filter(document_id=document) if readable(document, acting=acting) else TradeLine.objects.none()
    number = DecimalField(max_digits=20, decimal_places=6)
    flows = {name: Flow.objects.filter(source_id=OuterRef("line_id"), kind=kind).values("source_id").annotate(n=Sum("quantity")).values("n") for name, kind in kinds.items()}
    return lines.select_related("product__product").annotate(
        **{name: Coalesce(Subquery(flow), Value(Decimal(0)), output_field=number) for name, flow in flows.items()}).order_by("line__position")  # fmt: skip


def order_form(record_id: UUID | None, *, acting: Acting) -> dict[str, Any]:
    """What the form of an order begins with: a new one today, a draft with all it says."""
    if record_id is None:
        return {"head": {"day": acting.today}}
    order = orders(acting=acting).get(pk=record_id)
    trade = TradeDocument.objects.get(pk=record_id)
    lines = [
        {"line": x.line_id, "product": x.product_id, "description": x.description, "quantity": x.quantity, "unit": x.unit, "price": x.price,
         "discount_percent": x.discount_percent, "tax_class": x.tax_class}
        for x in TradeLine.objects.filter(document_id=record_id).order_by("line__position")
    ]  # fmt: skip
    head = {"party": trade.party_id, "day": order.day, "expected_on": order.expected_on, "warehouse": order.warehouse_id, "currency": order.currency, "note": trade.note}
    return {"head": head, "lines": lines}


def received_percent(ids: list[UUID], *, acting: Acting) -> dict[UUID, Decimal]:
    """How much of orders came, by net value, in percent."""
    return dict(Reader().rows(CAME, [list(ids)]))


def receive_form(record_id: UUID, *, acting: Acting) -> dict[str, Any]:
    """What a receipt of an order begins with: all that is still to come, into the order's warehouse, today."""
    order = PurchaseOrder.objects.get(pk=record_id)
    lines = [
        {"line": x.line, "what": f"{x.code} {x.description}".strip(), "left": x.left, "quantity": x.left} for x in order_lines(record_id, acting=acting) if x.left
    ]
    return {"on": acting.today, "warehouse": order.warehouse_id, "lines": lines}


def return_form(record_id: UUID, *, acting: Acting) -> dict[str, Any]:
    """What a return of a receipt begins with: its lines, with what is still here of each; nothing goes back by itself."""
    rows = [(x, x.quantity - x.returned) for x in lines_of_receipt(record_id, acting=acting)]
    lines = [
        {"line": x.line_id, "what": f"{x.product.product.code if x.product else ''} {x.description}".strip(), "left": left, "quantity": Decimal(0)} for x, left in rows if left
    ]  # fmt: skip
    return {"receipt": record_id, "on": acting.today, "lines": lines}
