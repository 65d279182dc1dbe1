"""What forms of sales begin with, and what comes next with an order or a delivery."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import query
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.reader import Reader
from ogniwo.masterdata.trade.queries.lines import own_given
from ogniwo.supply.sales.queries.lines import lines_of
from ogniwo.supply.sales.queries.lists import READERS, LineRow, deliveries, delivery_lines, order_lines, orders
from ogniwo.supply.sales.queries.progress import delivery_progress, order_progress
from ogniwo.workbench.declare import Sentence
from ogniwo.workbench.declare.address import do, link


@query("sales.order_form", _("An order to change"), roles=("seller",))
def order_form(order: UUID | None, *, acting: Acting) -> dict[str, Any]:
    """What the form of an order begins with: the order as it stands, or today."""
    if order is None:
        return {"head": {"day": acting.today}}
    found = orders(acting=acting).get(pk=order)
    names = ("party_id", "day", "delivery_day", "warehouse_id", "currency", "payment_days", "their_reference", "note")
    head = {name.removesuffix("_id"): getattr(found, name) for name in names} | {"custom": own_given(found.pk)}
    names = ("product", "description", "quantity", "unit", "price", "discount_percent", "tax_class", "line")
    return {"order": found.pk, "head": head, "lines": [{name: getattr(line, name) for name in names} for line in lines_of(Reader(), [found.pk])]}


@query("sales.deliver_form", _("A delivery to make"), roles=("seller", "storekeeper"))
def deliver_form(order: UUID | None, *, acting: Acting) -> dict[str, Any]:
    """What is left of an order's lines."""
    if order is None:
        return {}
    left = order_progress(Reader(), [UUID(str(order))])
    rows = [{"line": row.pk, "what": f"{row.code} {row.description}".strip(), "left": left[row.pk].to_ship, "stock": row.free, "quantity": left[row.pk].to_ship}
            for row in order_lines(order, acting=acting) if left[row.pk].to_ship]  # fmt: skip
    return {"order": order, "on": acting.today, "lines": rows}


@query("sales.return_form", _("A return to take"), roles=("seller", "storekeeper"))
def return_form(delivery: UUID | None, *, acting: Acting) -> dict[str, Any]:
    """What of a delivery is with the customer; nothing is taken back until a quantity is typed."""
    if delivery is None:
        return {}
    rows = [{"line": row.pk, "what": f"{row.code} {row.description}".strip(), "left": row.quantity - row.returned, "quantity": row.quantity - row.returned}
            for row in delivery_lines(delivery, acting=acting) if row.quantity > row.returned]  # fmt: skip
    return {"on": acting.today, "lines": rows}


def complaint(row: LineRow) -> str:
    """Where a ticket about one delivered line is opened."""
    return do("servicedesk.open_ticket", id=row.document, line=row.pk, topic=f"{row.code} {row.description}".strip(), next=link("sales.delivery", row.document))


def complaint_words(lines: Sequence[int], *, acting: Acting) -> dict[int, str]:
    """The words that open a ticket about a line, for those who may."""
    return dict.fromkeys(lines, _say(_("Open a ticket"), acting)) if acting.may("servicedesk.open_ticket") else {}


@query("sales.order_next", _("What comes next with an order"), roles=READERS)
def order_next(order: UUID, *, acting: Acting) -> list[Sentence]:
    """What to do with an order now, in words."""
    found = orders(acting=acting).filter(pk=order).first()
    if found is None:
        return []
    if found.state == "draft":
        words = _("Confirm it: it gets its number and goods can be reserved.") if not found.credit_released else _("Credit is released: confirm it.")
        return [Sentence(words, "check", do("sales.confirm_orders", id=order))]
    if found.state != "confirmed":
        return []
    done = order_progress(Reader(), [found.pk])
    lines = order_lines(order, acting=acting)
    open_ = [row for row in lines if done[row.pk].to_ship]
    ready = [row for row in open_ if row.free is None or row.free + row.reserved >= done[row.pk].to_ship]
    out = []
    if open_:
        words = _say(_("Delivery: {ready} of {all} lines are in stock."), acting).format(ready=len(ready), all=len(open_))
        out.append(Sentence(words, "truck-delivery", do("sales.deliver_orders", id=order) if ready else "", tone="info" if ready else "warn"))
    waiting = sum(1 for p in done.values() if p.to_invoice)
    if waiting:
        out.append(Sentence(_say(_("Invoice: {count} lines are delivered and not invoiced."), acting).format(count=waiting), "file-invoice"))
    if not open_ and not waiting:
        out.append(Sentence(_("All is delivered and invoiced: it can be closed."), "circle-check", do("sales.close_orders", id=order), tone="good"))
    return out


@query("sales.delivery_next", _("What comes next with a delivery"), roles=READERS)
def delivery_next(delivery: UUID, *, acting: Acting) -> list[Sentence]:
    """What to do with a delivery now, in words."""
    found = deliveries(acting=acting).filter(pk=delivery).first()
    if found is None:
        return []
    left = sum((p.to_invoice for p in delivery_progress(Reader(), [found.pk]).values()), Decimal(0))
    return [Sentence(_("It is not invoiced yet: issue the invoice."), "file-invoice", do("sales.invoice_deliveries", id=delivery))] if left else []


def _say(text: str, acting: Acting) -> str:
    from ogniwo.workbench.words import said  # noqa: PLC0415 - a query is loaded before Django's translations

    return said(text, acting.language)
