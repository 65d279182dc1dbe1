"""Writing, changing, confirming, closing and cancelling orders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import Locked, lock, move
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import Written, find_by_number, replace_lines, write_documents
from ogniwo.masterdata.trade.rules import LineInput
from ogniwo.supply.inventory.commands import release_lines
from ogniwo.supply.sales.commands.credit import refuse_over_credit
from ogniwo.supply.sales.commands.types import ORDER
from ogniwo.supply.sales.errors import ShippedAlready
from ogniwo.supply.sales.hooks import Confirmed, ToConfirm, orders_confirmed, orders_to_confirm
from ogniwo.supply.sales.models import SalesOrder
from ogniwo.supply.sales.queries.lines import LineFacts, lines_of
from ogniwo.supply.sales.queries.progress import order_progress
from ogniwo.supply.sales.rules import OrderHead, OrderInput

OrderDraft = draft(SalesOrder)


@command("sales.write_orders", _("Write orders"), roles=("seller",))
def write_orders(orders: Sequence[OrderInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft sales orders (ZK); prices left empty come from the price lists.

    Raises Refused with every reason for every line (trade.*): ``record`` the order's place in the set, ``line`` the line's, from 1.
    """
    written = write_documents(unit, ORDER, "draft", [(o.header, o.lines) for o in orders])
    for w, o in zip(written, orders, strict=True):
        unit.add(OrderDraft(document_id=w.id, delivery_day=o.delivery_day, warehouse_id=o.warehouse))
    return [w.id for w in written]


@command("sales.write_order", _("Write an order"), roles=("seller",))
def write_order(head: OrderHead, lines: Sequence[LineInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write one draft sales order. Prices left empty come from the customer's price list."""
    made: list[UUID] = write_orders([head.order(tuple(lines))], unit=unit)
    return made


@command("sales.change_order", _("Change the order"), roles=("seller",))
def change_order(order: UUID, head: OrderHead, lines: Sequence[LineInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Give a draft order another head and lines; a credit release given before falls.

    Raises Refused: WrongState once it is confirmed, Stale, and what writing an order raises.
    """
    (locked,) = lock(unit, [order], type=ORDER, states=["draft"])
    asked = head.order(tuple(lines))
    replace_lines(unit, [(locked, asked.header, known(lines_of(unit, [order]), asked.lines))])
    change(unit, SalesOrder, {order: {"delivery_day": asked.delivery_day, "warehouse_id": asked.warehouse, "credit_released": False, "credit_reason": ""}})
    return [order]


@command("sales.confirm_orders", _("Confirm orders"), roles=("seller",), sets="orders")
def confirm_orders(orders: Sequence[UUID], *, on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Confirm draft orders: they get their numbers and their content is fixed.

    ``on`` is the day of the numbers and of the credit check, today when left out. Raises Refused: OverCredit for
    each customer past the limit, unless the order's credit was released; WrongState; what other modules have against it (hooks).
    """
    day = on or acting.today
    locked = lock(unit, orders, type=ORDER, states=["draft"])
    refuse_over_credit(unit, locked, day)
    orders_to_confirm.ask(ToConfirm(tuple(o.id for o in locked), day), unit=unit)
    move(unit, locked, "confirm")
    number(unit, [ToNumber(o.id, ORDER, o.branch_id, day) for o in locked])
    find_by_number(unit, [o.id for o in locked])
    orders_confirmed.tell(Confirmed(tuple(o.id for o in locked)), unit=unit)
    return [o.id for o in locked]


@command("sales.close_orders", _("Close orders"), roles=("seller", "storekeeper"), sets="orders")
def close_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Close confirmed orders: what is left will not be delivered, and its reservations are released."""
    locked = lock(unit, orders, type=ORDER, states=["confirmed"])
    release(unit, locked)
    move(unit, locked, "close")
    return [o.id for o in locked]


@command("sales.cancel_orders", _("Cancel orders"), roles=("seller",), sets="orders")
def cancel_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Cancel orders of which nothing was delivered or invoiced. Raises Refused with ShippedAlready."""
    locked = lock(unit, orders, type=ORDER, states=["draft", "confirmed"])
    gone = {p.document for p in order_progress(unit, [o.id for o in locked]).values() if p.shipped or p.invoiced}
    if gone:
        raise Refused(ShippedAlready(record=o.id) for o in locked if o.id in gone)
    release(unit, locked)
    move(unit, locked, "cancel")
    return [o.id for o in locked]


def known(old: Sequence[LineFacts], lines: Sequence[LineInput]) -> list[LineInput]:
    """Lines with the ids of the order's own lines of the same product: a line that stays keeps its flow from the offer."""
    left = list(old)
    out = []
    for line in lines:
        same = None if line.line else next((o for o in left if (o.product == line.product if o.product else o.description == line.description)), None)
        if same:
            left.remove(same)
        out.append(replace(line, line=same.line) if same else line)
    return out


def release(unit: Unit, orders: Sequence[Locked]) -> None:
    """Free what is reserved for orders."""
    lines = [line for (line,) in unit.rows("SELECT id FROM documents_line WHERE document_id = ANY(%s)", [[o.id for o in orders]])]
    release_lines(lines, unit=unit)


def add_orders(unit: Unit, written: Sequence[Written]) -> None:
    """The own rows of orders derived from other documents."""
    unit.add(OrderDraft(document_id=w.id) for w in written)
