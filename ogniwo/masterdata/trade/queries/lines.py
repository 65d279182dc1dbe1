"""Lines and tax sums of trade documents, for records and for other modules."""

from uuid import UUID

from django.db.models import QuerySet

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.text import N_ as _
from ogniwo.masterdata.trade.models import TradeLine, TradeTax

EVERYONE = ("accountant", "seller", "buyer", "storekeeper")


@query("trade.lines", _("Lines of a document"), roles=EVERYONE)
def line_rows(document: UUID, *, acting: Acting) -> QuerySet[TradeLine]:
    """The lines of a trade document in their order."""
    return TradeLine.objects.filter(document=document).select_related("product__product", "line").order_by("line__position")


@query("trade.taxes", _("Tax sums of a document"), roles=EVERYONE)
def taxes_of(document: UUID, *, acting: Acting) -> QuerySet[TradeTax]:
    """The sums of a trade document by tax class."""
    return TradeTax.objects.filter(document=document).order_by("pk")
