"""What the form of an offer begins with, and what its grid is told while somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.crm.offers.queries.lines import price_why
from ogniwo.crm.offers.queries.listing import MARGIN, offers
from ogniwo.crm.offers.rules import Margin, in_company_currency, margin_of
from ogniwo.crm.pipeline.queries import opportunities
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader, data
from ogniwo.masterdata.parties.models import PartyTerms
from ogniwo.masterdata.trade.models import TradeDocument, TradeLine
from ogniwo.masterdata.trade.queries import compute
from ogniwo.masterdata.trade.queries.calculating import answer, as_typed
from ogniwo.masterdata.trade.queries.lines import own_given
from ogniwo.workbench.declare import GridAnswer, GridRow, Total

VALID_DAYS = 30
POLICIES = "SELECT policies, currency FROM tenancy_company WHERE id = %s"


@query("offers.offer_start", _("A new offer"), roles=("seller",))
def offer_start(about: UUID | None = None, *, acting: Acting) -> dict[str, Any]:
    """What the form of a new offer begins with: today's day, the usual time; the customer and opportunity it was opened on."""
    days = (data(Reader().rows(POLICIES, [acting.company_id])[0][0]) or {}).get("offer_valid_days", VALID_DAYS)
    found: dict[str, Any] = {"header": {"day": acting.today}, "valid_until": acting.today + timedelta(days=int(days))}
    opportunity = opportunities(acting=acting).filter(pk=about).values_list("pk", "subject_id", "title").first() if about else None
    if opportunity:
        found["opportunity"] = opportunity[0]
        found["header"] |= {"party": opportunity[1], "title": opportunity[2]}
    elif about and (party := PartyTerms.objects.filter(pk=about).values_list("pk", flat=True).first()):
        found["header"]["party"] = party
    return found


@query("offers.offer_form", _("An offer to change"), roles=("seller",))
def offer_form(offer: UUID, *, acting: Acting) -> dict[str, Any]:
    """What the form of an offer begins with."""
    o: Any = offers(acting=acting).filter(pk=offer).first()
    if o is None:
        return {}
    h = TradeDocument.objects.get(document_id=o.pk)
    lines: Any = TradeLine.objects.filter(document_id=o.pk).order_by("line__position").values(
        "line_id", "product_id", "description", "quantity", "unit", "price", "discount_percent", "tax_class")  # fmt: skip
    header = {"party": h.party_id, "day": o.day, "currency": h.currency, "price_mode": h.price_mode, "payment_days": h.payment_days, "their_reference": h.their_reference,
              "note": h.note, "title": o.title, "custom": own_given(o.pk)}  # fmt: skip
    rows = [{"line": line.pop("line_id"), "product": line.pop("product_id"), **line} for line in lines]
    return {"offer": o.pk, "header": header, "valid_until": o.valid_until, "lines": rows, "version": o.version}


def calc(rows: Sequence[GridRow], header: Mapping[str, Any], *, acting: Acting) -> GridAnswer:
    """Trade's own reckoning, with the reason of each price, and margins for those who see them."""
    found = answer(rows, header, acting=acting)
    head, inputs = as_typed(rows, header, acting=acting)
    (computed,) = compute(Reader(), [(head, inputs)])
    by_input = {id(line.given): line for line in computed.lines}
    ((_policies, home),) = Reader().rows(POLICIES, [acting.company_id])
    known = acting.sees(MARGIN) and (computed.header.currency == home or computed.rate is not None)
    pairs: list[tuple[Decimal, Decimal | None]] = []
    out = []
    for row, given in zip(found.rows, inputs, strict=True):
        line = by_input.get(id(given))
        if line is None:
            out.append(row)
            continue
        more: dict[str, Any] = {"price_why": price_why(line, acting)}
        if known:
            net = in_company_currency(line.net, computed.rate, computed.rate_per)
            pairs.append((net, line.cost_estimate))
            more["margin"] = None if line.cost_estimate is None else Margin(net, line.cost_estimate).amount
        out.append(replace(row, outputs={**row.outputs, **more}))
    margin = margin_of(pairs)
    totals = [*found.totals, *([Total(_("Margin"), margin.amount, quiet=True)] if margin else [])]
    return GridAnswer(out, totals)
