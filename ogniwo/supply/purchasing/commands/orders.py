"""Purchase orders: write, change, confirm, approve, close, cancel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.approvals.commands import Ask, approve, ask
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import Locked, lock, move, progress
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import convert
from ogniwo.kernel.numbering.commands import ToNumber, number
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.changes import change
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.reader import data
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.commands import replace_lines, write_documents
from ogniwo.masterdata.trade.rules import HeaderInput, LineInput
from ogniwo.supply.purchasing.commands.types import APPROVAL, ORDER
from ogniwo.supply.purchasing.errors import NotWaiting, ReceivedInPart
from ogniwo.supply.purchasing.hooks import OrdersConfirmed, orders_confirmed
from ogniwo.supply.purchasing.models import PurchaseOrder

APPROVES = "purchasing.approve_orders"
LIMIT = """SELECT (SELECT policies FROM tenancy_company WHERE id = current_setting('ogniwo.company')::int), h.document_id, h.net, h.rate, h.rate_per
  FROM trade_tradedocument h WHERE h.document_id = ANY(%s)"""
WAITING = "SELECT id, document_id FROM approvals_request WHERE document_id = ANY(%s) AND kind = %s AND state = 'waiting'"
LINES = "SELECT l.id, l.document_id FROM documents_line l WHERE l.document_id = ANY(%s)"


@dataclass(frozen=True, slots=True)
class OrderInput:
    """An order to write. Prices left empty are the supplier's; ``expected_on`` and ``warehouse`` say when and where it comes."""

    header: HeaderInput
    lines: tuple[LineInput, ...]
    expected_on: date | None = None
    warehouse: UUID | None = None


@dataclass(frozen=True, slots=True)
class OrderHead:
    """The head of an order as a person writes it; ``party`` is the supplier, empty ``currency`` as agreed with it."""

    party: UUID
    day: date
    expected_on: date | None = None
    warehouse: UUID | None = None
    currency: str = ""
    note: str = ""

    def header(self) -> HeaderInput:
        """The header of the trade document."""
        return HeaderInput(party=self.party, day=self.day, currency=self.currency, note=self.note, buying=True)


@command("purchasing.write_orders", _("Write purchase orders"), roles=("buyer",))
def write_orders(orders: Sequence[OrderInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write draft orders to suppliers. Raises Refused with every fault of every line (trade.*)."""
    written = write_documents(unit, ORDER.name, "draft", [(replace(o.header, buying=True), o.lines) for o in orders])
    unit.add(draft(PurchaseOrder)(document_id=w.id, expected_on=o.expected_on, warehouse_id=o.warehouse) for o, w in zip(orders, written, strict=True))
    return [w.id for w in written]


@command("purchasing.write_order", _("New purchase order"), roles=("buyer",))
def write_order(head: OrderHead, lines: Sequence[LineInput], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Write one draft order. Prices left empty are the supplier's own."""
    return write_orders([OrderInput(head.header(), tuple(lines), head.expected_on, head.warehouse)], unit=unit)


@command("purchasing.change_order", _("Change the order"), roles=("buyer",))
def change_order(order: UUID, head: OrderHead, lines: Sequence[LineInput], *, unit: Unit, acting: Acting) -> UUID:
    """Give a draft order a new header and lines."""
    (locked,) = lock(unit, [order], type=ORDER.name, states=("draft",))
    header = replace(head.header(), title=locked.title, branch_id=locked.branch_id, owner_id=locked.owner_id)
    replace_lines(unit, [(locked, header, lines)])
    change(unit, PurchaseOrder, {order: {"expected_on": head.expected_on, "warehouse_id": head.warehouse}})
    return order


@command("purchasing.confirm_orders", _("Confirm purchase orders"), roles=("buyer",), sets="orders")
def confirm_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Confirm draft orders: they get their number and can be received.

    Above the company's policy ``approve_purchases_over`` (net, company currency) an order waits for a second person instead.
    """
    locked = lock(unit, orders, type=ORDER.name, states=("draft",))
    over = _over_limit(unit, locked)
    waits = [d for d in locked if d.id in over]
    move(unit, waits, "ask")
    ask(unit, [
        Ask(d.id, APPROVAL, APPROVES, f"{over[d.id][0]} > {over[d.id][1]}", amount=d.total, currency=d.currency) for d in waits
    ])  # fmt: skip
    confirm(unit, [d for d in locked if d.id not in over])
    return list(orders)


def confirm(unit: Unit, locked: Sequence[Locked]) -> None:
    """Confirm locked orders, draft or approved."""
    if locked:
        move(unit, locked, "confirm")
        number(unit, [ToNumber(d.id, d.type, d.branch_id, d.day) for d in locked])
        orders_confirmed.tell(OrdersConfirmed([d.id for d in locked]), unit=unit)


def _over_limit(unit: Unit, locked: Iterable[Locked]) -> dict[UUID, tuple[Decimal, Decimal]]:
    """Orders over the policy's amount: (net in company currency, the amount)."""
    over = {}
    for policies, document, net, rate, per in unit.rows(LIMIT, [[d.id for d in locked]]):
        limit = data(policies).get("approve_purchases_over")
        value = convert(net, rate, per=Decimal(per)) if rate else net
        if limit is not None and value > Decimal(str(limit)):
            over[document] = (value, Decimal(str(limit)))
    return over


@command("purchasing.approve_orders", _("Approve purchase orders"), roles=("accountant",), sets="orders")
def approve_orders(orders: Sequence[UUID], *, answer: str = "", unit: Unit, acting: Acting) -> list[UUID]:
    """Approve orders that wait, asked for by somebody else; they are confirmed at once."""
    waiting = {document: request for request, document in unit.rows(WAITING, [list(orders), APPROVAL])}
    if missing := [order for order in orders if order not in waiting]:
        raise Refused(NotWaiting(record=order) for order in missing)
    approve(list(waiting.values()), answer=answer, unit=unit)
    return list(orders)


def decided(unit: Unit, orders: Sequence[UUID], *, approved: bool) -> None:
    """Go on after a decision: confirmed, or a draft again."""
    locked = lock(unit, orders, type=ORDER.name, states=("waiting",))
    if approved:
        confirm(unit, locked)
    else:
        move(unit, locked, "refuse")


@command("purchasing.close_orders", _("Close purchase orders"), roles=("buyer",), sets="orders")
def close_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Close orders: what did not come is no longer expected."""
    move(unit, lock(unit, orders, type=ORDER.name), "close")
    return list(orders)


@command("purchasing.cancel_orders", _("Cancel purchase orders"), roles=("buyer",), sets="orders")
def cancel_orders(orders: Sequence[UUID], *, unit: Unit, acting: Acting) -> list[UUID]:
    """Cancel orders of which nothing was received. Raises Refused with ReceivedInPart."""
    locked = lock(unit, orders, type=ORDER.name)
    lines: dict[int, Any] = dict(unit.rows(LINES, [list(orders)]))
    came = {lines[line] for (line, _kind), quantity in progress(unit, list(lines), ["received", "invoiced"]).items() if quantity}
    if came:
        raise Refused(ReceivedInPart(record=order) for order in orders if order in came)
    move(unit, locked, "cancel")
    return list(orders)
