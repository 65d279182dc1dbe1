"""Reading invoices."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ogniwo.finance.invoicing.models import CorrectionLine, Invoice
from ogniwo.finance.ledger.models import OpenItem, OpenItemBalance
from ogniwo.kernel.access.acting import OWN, Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import money
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax
from ogniwo.workbench.declare import Suggestion

SALES_READERS = ("accountant", "seller")
PURCHASE_READERS = ("accountant", "buyer")


def _invoices(register: str, acting: Acting) -> QuerySet[Invoice]:
    rows = Invoice.objects.filter(register=register).select_related("document", "document__number", "document__subject")
    trade = TradeDocument.objects.filter(document_id=OuterRef("document_id"))
    left = OpenItem.objects.filter(document_id=OuterRef("document_id")).values("document_id").annotate(left=Sum("balance__open")).values("left")
    rows = rows.annotate(
        net=Subquery(trade.values("net")), tax=Subquery(trade.values("tax")), their_reference=Subquery(trade.values("their_reference")),
        state=F("document__state"), open_amount=Coalesce(Subquery(left), Value(0), output_field=money()),
        corrected=Exists(Invoice.objects.filter(corrects_id=OuterRef("document_id"))),
    )  # fmt: skip
    if acting.rule("invoicing.invoice") == OWN:
        rows = rows.filter(document__owner_id=acting.user_id)
    return rows


def still_open() -> QuerySet[Any]:
    """Documents with an open item that is not settled; an index holds only these."""
    return OpenItemBalance.objects.exclude(open=0).values("item__document_id")


@query("invoicing.sales_invoices", _("Sales invoices"), roles=SALES_READERS)
def sales_invoices(*, acting: Acting) -> QuerySet[Invoice]:
    """Sales invoices and corrections, with what is still to be paid in company currency."""
    return _invoices("sale", acting)


@query("invoicing.purchase_invoices", _("Purchase invoices"), roles=PURCHASE_READERS)
def purchase_invoices(*, acting: Acting) -> QuerySet[Invoice]:
    """Received invoices, with what is still to be paid in company currency."""
    return _invoices("purchase", acting)


@query("invoicing.lines", _("Lines of an invoice"), roles=("accountant", "seller", "buyer"))
def lines(invoice: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """Lines of an invoice in their order."""
    return TradeLine.objects.filter(document_id=invoice).select_related("line", "product__product").order_by("line__position")


@query("invoicing.taxes", _("Sums of an invoice by rate"), roles=("accountant", "seller", "buyer"))
def taxes(invoice: UUID, *, acting: Acting) -> QuerySet[TradeTax]:
    """Sums by rate."""
    return TradeTax.objects.filter(document_id=invoice).order_by("tax_class")


@query("invoicing.correction_lines", _("Lines of a correction"), roles=SALES_READERS)
def correction_lines(correction: UUID, *, acting: Acting) -> QuerySet[CorrectionLine]:
    """What a correction changes: each line before and after."""
    return CorrectionLine.objects.filter(document_id=correction).order_by("line_id")


def _called(row: TradeLine) -> str:
    return f"{row.product.product.code} {row.description}".strip() if row.product else row.description


@query("invoicing.invoice_form", _("Form of a new invoice"), roles=SALES_READERS)
def invoice_form(record_id: UUID | None = None, *, acting: Acting) -> dict[str, object]:
    """A new invoice begins with the business date."""
    return {"header": {"day": acting.today}}


@query("invoicing.correction_form", _("What an invoice says now"), roles=SALES_READERS)
def correction_form(invoice: UUID, *, acting: Acting) -> dict[str, object]:
    """The form of a correction, filled with the invoice's lines as they stand."""
    rows = [{"line": row.line_id, "what": _called(row), "tax_class": row.tax_class, "quantity": row.quantity, "price": row.price, "discount_percent": row.discount_percent} for row in lines(invoice, acting=acting)]
    return {"invoice": invoice, "issued_on": acting.today, "lines": rows}


@query("invoicing.suggest_void", _("Void invoices to choose from"), roles=("accountant",))
def suggest_void(text: str, *, ids: Sequence[UUID] = (), acting: Acting) -> list[Suggestion]:
    """Void invoices by number, the newest first; at most twelve."""
    rows = Invoice.objects.filter(document__state="void").select_related("document__number", "document__subject").order_by("-issued_on")
    rows = rows.filter(document_id__in=ids) if ids else rows.filter(document__number__text__icontains=text)[:12]
    return [Suggestion(row.document_id, row.document.number.text, row.document.subject.name) for row in rows]
