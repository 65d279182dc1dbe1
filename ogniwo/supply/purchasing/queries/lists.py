"""Lists for screens, and what is left of lines."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import translation

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.models import Flow
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, data
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine
from ogniwo.supply.purchasing.models import Match, Proposal, PurchaseOrder, Receipt
from ogniwo.supply.purchasing.queries.matching import receipt_lines

BUYERS = ("buyer", "accountant", "storekeeper")
INVOICED = """SELECT o.source_id, sum(i.quantity) FROM documents_flow o JOIN documents_flow i ON i.source_id = o.target_id AND i.kind = 'invoiced'
  WHERE o.source_id = ANY(%s) AND o.kind = 'received' GROUP BY 1"""

CAME = """SELECT l.document_id, round(100 * sum(least(coalesce(f.received, 0), l.quantity) * l.net / l.quantity) / nullif(sum(l.net), 0), 0)
  FROM trade_tradeline l LEFT JOIN LATERAL (SELECT sum(quantity) AS received FROM documents_flow WHERE source_id = l.line_id AND kind = 'received') f ON true
  WHERE l.document_id = ANY(%s) AND l.quantity <> 0 GROUP BY 1"""


def _head(rows: QuerySet[Any]) -> QuerySet[Any]:
    trade = TradeDocument.objects.filter(document_id=OuterRef("document_id"))
    return rows.select_related("document__subject", "warehouse").annotate(
        number=F("document__number__text"), state=F("document__state"), day=F("document__day"), currency=F("document__currency"), version=F("document__version"),
        supplier=F("document__subject__name"), net=Subquery(trade.values("net")), gross=F("document__total"), note=Subquery(trade.values("note")),
        their_reference=Subquery(trade.values("their_reference")),
    )  # fmt: skip


@query("purchasing.orders", _("Purchase orders"), roles=BUYERS)
def orders(*, acting: Acting) -> QuerySet[PurchaseOrder]:
    """Orders to suppliers."""
    return _head(PurchaseOrder.objects.all())


@query("purchasing.receipts", _("Goods receipts"), roles=BUYERS)
def receipts(*, acting: Acting) -> QuerySet[Receipt]:
    """Receipts from suppliers."""
    return _head(Receipt.objects.all()).annotate(order_number=F("order__number__text"))


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


@dataclass(frozen=True, slots=True)
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


@query("purchasing.order_lines", _("Lines of a purchase order"), roles=BUYERS)
def order_lines(record_id: UUID, *, acting: Acting) -> list[OrderLine]:
    """Lines of an order, each with what was received and invoiced."""
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
    """Lines of a receipt, each with what of it was invoiced."""
    done = Flow.objects.filter(source_id=OuterRef("line_id"), kind="invoiced").values("source_id").annotate(n=Sum("quantity")).values("n")
    return TradeLine.objects.filter(document_id=record_id).select_related("product__product").annotate(
        invoiced=Coalesce(Subquery(done), Value(Decimal(0)), output_field=DecimalField(max_digits=20, decimal_places=6))).order_by("line__position")  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A match of an invoice, with what differs in words; ``tolerated`` when all of it is within the company's tolerance."""

    pk: int
    position: int
    description: str
    receipt: str
    order: str
    quantity: Decimal
    unit: str
    how: str
    difference: str
    tolerated: bool


@query("purchasing.matches", _("Matches of an invoice"), roles=BUYERS)
def matches(record_id: UUID, *, acting: Acting) -> list[MatchRow]:
    """What an invoice is matched to, and the differences of quantity and price."""
    rows = list(Match.objects.filter(document_id=record_id).select_related("invoice_line").order_by("invoice_line__position", "pk"))
    of = {o.line: o for o in receipt_lines(Reader(), lines=[r.receipt_line_id for r in rows])}
    return [
        MatchRow(r.pk, r.invoice_line.position, r.invoice_line.text, of[r.receipt_line_id].number, of[r.receipt_line_id].order_number, r.quantity,
                 of[r.receipt_line_id].unit, r.how, " ".join(sentence(d) for d in data(r.differences)), all(d["tolerated"] for d in data(r.differences))) for r in rows
    ]  # fmt: skip


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
