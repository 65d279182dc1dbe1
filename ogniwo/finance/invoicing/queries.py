"""Reading invoices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ogniwo.finance.invoicing.models import CorrectionLine, Invoice
from ogniwo.finance.ledger.models import OpenItem, OpenItemBalance
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.documents.queries import readable, within
from ogniwo.kernel.money.rules import ZERO, rounded, total
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import money
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.taxation.queries import rates_on
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax
from ogniwo.workbench.declare import GridAnswer, GridRow, RowAnswer, Suggestion, Total


@dataclass(frozen=True, slots=True)
class Corrected:
    """A line as it was and as a correction makes it; the price as agreed (net or gross), ``gross`` with tax, in the document's currency."""

    id: int
    text: str
    quantity_before: Decimal
    quantity: Decimal
    price_before: Decimal
    price: Decimal
    gross_before: Decimal
    gross: Decimal


SALES_READERS = ("accountant", "seller")
PURCHASE_READERS = ("accountant", "buyer")


def _invoices(register: str, acting: Acting) -> QuerySet[Invoice]:
    rows = Invoice.objects.filter(register=register).select_related("document", "document__number", "document__subject")
    trade = TradeDocument.objects.filter(document_id=OuterRef("document_id"))
    owed = Sum("balance__open") if register == "sale" else -Sum("balance__open")  # what we owe is kept below zero
    left = OpenItem.objects.filter(document_id=OuterRef("document_id")).values("document_id").annotate(left=owed).values("left")
    rows = rows.annotate(
        net=Subquery(trade.values("net")), tax=Subquery(trade.values("tax")), their_reference=Subquery(trade.values("their_reference")),
        state=F("document__state"), open_amount=Coalesce(Subquery(left), Value(0), output_field=money()),
        corrected=Exists(Invoice.objects.filter(corrects_id=OuterRef("document_id"))),
    )  # fmt: skip
    return within(rows, acting, *(("invoicing.purchase_invoice",) if register == "purchase" else ("invoicing.invoice", "invoicing.correction")))


def still_open() -> QuerySet[Any]:
    """Documents with an open item that is not settled; an index holds only these."""
    return OpenItemBalance.objects.exclude(open=0).values("item__document_id")


@query("invoicing.sales_invoices", _("Sales invoices"), roles=SALES_READERS)
def sales_invoices(*, acting: Acting) -> QuerySet[Invoice]:
    """Sales invoices and corrections, with what is still to be paid in company currency."""
    return _invoices("sale", acting)


def invoices_of(party: UUID, *, acting: Acting) -> QuerySet[Invoice]:
    """A customer's invoices and corrections, the latest first; of those the person may list."""
    return _invoices("sale", acting).filter(document__subject_id=party).order_by("-issued_on", "-document_id")


def received_from(party: UUID, *, acting: Acting) -> QuerySet[Invoice]:
    """A supplier's invoices, the latest first; of those the person may list."""
    return _invoices("purchase", acting).filter(document__subject_id=party).order_by("-issued_on", "-document_id")


@query("invoicing.purchase_invoices", _("Purchase invoices"), roles=PURCHASE_READERS)
def purchase_invoices(*, acting: Acting) -> QuerySet[Invoice]:
    """Received invoices, with what is still to be paid in company currency."""
    return _invoices("purchase", acting)


@query("invoicing.lines", _("Lines of an invoice"), roles=("accountant", "seller", "buyer"))
def lines(invoice: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """Lines of an invoice in their order; none of one the person may not see."""
    rows = TradeLine.objects.filter(document_id=invoice) if readable(invoice, acting=acting) else TradeLine.objects.none()
    return rows.select_related("line", "product__product").order_by("line__position")


@query("invoicing.taxes", _("Sums of an invoice by rate"), roles=("accountant", "seller", "buyer"))
def taxes(invoice: UUID, *, acting: Acting) -> QuerySet[TradeTax]:
    """Sums by rate; none of an invoice the person may not see."""
    rows = TradeTax.objects.filter(document_id=invoice) if readable(invoice, acting=acting) else TradeTax.objects.none()
    return rows.order_by("tax_class")


@query("invoicing.correction_lines", _("Lines of a correction"), roles=SALES_READERS)
def correction_lines(correction: UUID, *, acting: Acting) -> list[Corrected]:
    """What a correction changes: each line before and after (VAT act, art. 106j ust. 2 pkt 5-6); nothing of one the person may not see."""
    if not readable(correction, acting=acting):
        return []
    rows = CorrectionLine.objects.filter(document_id=correction).order_by("line_id").values_list("line_id", "line__text", "corrected_id", "before", "after")
    once = {corrected: (line, text, before, after) for line, text, corrected, before, after in reversed(rows)}  # a changed rate stands in two lines
    return [
        Corrected(line, text, *(Decimal(said[name]) for name in ("quantity", "price", "gross") for said in (before, after))) for line, text, before, after in reversed(once.values())
    ]


def _called(row: TradeLine) -> str:
    return f"{row.product.product.code} {row.description}".strip() if row.product else row.description


@query("invoicing.invoice_form", _("Form of a new invoice"), roles=SALES_READERS)
def invoice_form(record_id: UUID | None = None, *, acting: Acting) -> dict[str, object]:
    """A new invoice begins with the business date."""
    return {"header": {"day": acting.today}}


@query("invoicing.received_form", _("Form of a purchase invoice"), roles=PURCHASE_READERS)
def received_form(record_id: UUID | None = None, *, acting: Acting) -> dict[str, object]:
    """A purchase invoice comes in on the business date."""
    return {"invoice": {"received_on": acting.today, "currency": acting.currency, "payment_method": "transfer"}}


def stated(rows: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting) -> GridAnswer:
    """The sums of a purchase invoice as typed: nothing stated is recomputed, only what is still empty is filled."""
    said = header.get("invoice") or {}
    day = said.get("supplied_on") or said.get("issued_on") or acting.today
    day = day if isinstance(day, date) else acting.today
    rates = rates_on(Reader(), {day})
    answers, nets, taxes_ = [], [], defaultdict(lambda: ZERO)
    for row in rows:
        given = row.values
        reckoned = given.get("quantity", ZERO) * given.get("price", ZERO) * (1 - given.get("discount_percent", ZERO) / 100)
        net = given.get("net", rounded(reckoned))
        found = rates.get((str(given.get("tax_class", "")), day))
        tax = given.get("tax", rounded(net * (found.rate.percent or ZERO) / 100) if found else ZERO)
        nets.append(net)
        taxes_[str(given.get("tax_class", ""))] += tax
        answers.append(RowAnswer(row.key, {"gross": net + tax}, {"net": net} if "net" not in given and net else {}))
    net, tax = total(nets), total(taxes_.values())
    by_rate = [Total(f"{code} %" if code.isdigit() else code, amount, quiet=True) for code, amount in taxes_.items() if code]
    return GridAnswer(answers, [Total(_("Net"), net), *by_rate, Total(_("Tax"), tax), Total(_("Gross"), net + tax, strong=True)])


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
