"""The lines of an offer, with the reason of each price and, for those who see it, the margin."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.crm.offers.queries.listing import MARGIN, ROLES, offers
from ogniwo.crm.offers.rules import Margin, in_company_currency
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import query
from ogniwo.kernel.errors import NotFound
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries import compute
from ogniwo.masterdata.trade.rules import ComputedLine, HeaderInput, LineInput
from ogniwo.workbench.words import said, translator

LINES = """SELECT x.line_id, l.position, x.product_id, coalesce(p.code, ''), x.description, x.unit, x.quantity, x.price, x.price_reason, x.discount_percent, x.tax_class, x.net, x.gross, x.cost_estimate,
  h.party_id, d.day, h.currency, h.price_mode, h.rounding, h.rate, h.rate_per, h.currency = c.currency
  FROM trade_tradeline x JOIN documents_line l ON l.id = x.line_id JOIN trade_tradedocument h ON h.document_id = x.document_id JOIN documents_document d ON d.id = x.document_id
  JOIN tenancy_company c ON c.id = x.company_id LEFT JOIN catalog_product p ON p.id = x.product_id WHERE x.document_id = %s ORDER BY l.position"""
WHY = {"typed": _("by hand"), "list": _("price list"), "supplier": _("supplier's price")}


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A line. ``price_why``: where its price comes from. ``cost`` and margins in company currency; None for those who don't see them, or where the cost is not known."""

    id: int
    position: int
    product_id: UUID | None
    code: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal
    price_why: str
    discount_percent: Decimal
    tax_class: str
    net: Decimal
    gross: Decimal
    margin: Decimal | None = None
    margin_percent: Decimal | None = None


@query("offers.offer_lines", _("Lines of an offer"), roles=ROLES)
def offer_lines(offer: UUID, *, acting: Acting) -> list[OfferLine]:
    """The lines in their order. Raises NotFound for an offer that is not the person's to see."""
    if not offers(acting=acting).filter(pk=offer).exists():
        raise NotFound(record=offer)
    rows = Reader().rows(LINES, [offer])
    reasons = _reasons(rows, acting)
    out = []
    for line, position, product, code, words, unit, quantity, price, reason, discount, tax_class, net, gross, cost, *_header, rate, per, home in rows:
        made = OfferLine(line, position, product, code, words, unit, quantity, price, reasons.get(line) or said(WHY.get(reason, ""), acting.language), discount, tax_class, net, gross)
        if acting.sees(MARGIN) and cost is not None and (home or rate is not None):
            margin = Margin(in_company_currency(net, rate, per), cost)
            made = replace(made, margin=margin.amount, margin_percent=margin.percent)
        out.append(made)
    return out


def _reasons(rows: list[tuple[Any, ...]], acting: Acting) -> dict[int, str]:
    """Of lines priced by a list that still says the same: which list, from what quantity, since when."""
    asked = [row for row in rows if row[8] == "list"]
    if not asked:
        return {}
    party, day, currency, mode, rounding, *_rate = asked[0][14:]
    header = HeaderInput(party, day, currency=currency, price_mode=mode, rounding=rounding)
    given = {row[0]: LineInput(product=row[2], quantity=row[6], unit=row[5], tax_class=row[10]) for row in asked}
    (found,) = compute(Reader(), [(header, list(given.values()))])
    by_input = {id(line.given): line for line in found.lines}
    prices = {row[0]: row[7] for row in asked}
    return {n: price_why(line, acting) for n, one in given.items() if (line := by_input.get(id(one))) is not None and line.price == prices[n]}


def price_why(line: ComputedLine, acting: Acting) -> str:
    """The reasons of a price in a sentence or two, without what was not taken."""
    translate = translator(acting.language)
    said_ = [reason.sentence(translate) for reason in line.reasons if "other" not in reason.words and not reason.says.startswith("Not taken")]
    return " ".join(said_) or said(WHY.get(line.price_reason, ""), acting.language)
