"""Lines and tax sums of trade documents, for records and for other modules."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.documents.queries import readable
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.catalog.queries import typed_values, worded_values
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine, TradeTax

EVERYONE = ("accountant", "seller", "buyer", "storekeeper")


@query("trade.lines", _("Lines of a document"), roles=EVERYONE)
def line_rows(document: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """The lines of a trade document in their order; none of one the person may not see."""
    lines = TradeLine.objects.filter(document=document) if readable(document, acting=acting) else TradeLine.objects.none()
    return lines.select_related("product__product", "line").order_by("line__position")


def own_given(document: UUID) -> dict[str, Any]:
    """Values of the company's own fields of a document, typed; for forms of who may change it."""
    return typed_values("document", TradeDocument.objects.filter(pk=document).values_list("custom", flat=True).first() or {})


@query("trade.own_values", _("Own fields of a document"), roles=EVERYONE)
def own_values(document: UUID, *, acting: Acting) -> list[tuple[str, Any]]:
    """The company's own fields of a document with their values, as pairs (words, value); none of one the person may not see."""
    if not readable(document, acting=acting):
        return []
    return worded_values("document", TradeDocument.objects.filter(pk=document).values_list("custom", flat=True).first() or {}, acting)


@query("trade.taxes", _("Tax sums of a document"), roles=EVERYONE)
def taxes_of(document: UUID, *, acting: Acting) -> QuerySet[TradeTax]:
    """The sums of a trade document by tax class; none of one the person may not see."""
    sums = TradeTax.objects.filter(document=document) if readable(document, acting=acting) else TradeTax.objects.none()
    return sums.order_by("pk")
