from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import BusinessError, Refused, Stale
from ogniwo.workbench.tests.shop.models import Line, Order, Party


class NoPositive(BusinessError):
    code, field = "shop.quantity", "quantity"
    says, next = "The quantity must be over zero.", "Correct it."


class Closed(BusinessError):
    code = "shop.closed"
    says, next = "{number} is already confirmed.", "Choose drafts only."


@dataclass(frozen=True)
class LineIn:
    product: UUID
    quantity: Decimal
    price: Decimal
    text: str = ""


@command("shop.write_order", "Save the order", roles=("seller",))
def write_order(order: UUID | None = None, *, party: UUID, day: date, reference: str = "", notes: str = "", lines: Sequence[LineIn], unit=None, acting=None):
    bad = [NoPositive(line=i) for i, line in enumerate(lines, 1) if line.quantity <= 0]
    if bad:
        raise Refused(bad)
    one = Order.objects.filter(pk=order).first() or Order(id=uuid4(), number="")
    if unit.versions and one.version != next(iter(unit.versions.values())):
        raise Refused([Stale(record=order)])
    one.party_id, one.day, one.reference, one.notes, one.version = party, day, reference, notes, one.version + 1
    one.net = sum((line.quantity * line.price for line in lines), Decimal(0))
    one.save()
    one.line_set.all().delete()
    Line.objects.bulk_create([Line(order=one, code="KR-100", text=x.text, quantity=x.quantity, price=x.price, net=x.quantity * x.price) for x in lines])
    unit.effects["shop_entry"] = [{"account": "201", "debit": one.net, "credit": None}, {"account": "702", "debit": None, "credit": one.net}]
    return one.id


@command("shop.confirm_orders", "Confirm orders", roles=("seller",), sets="orders")
def confirm_orders(orders: Sequence[UUID], *, unit=None, acting=None):
    found = list(Order.objects.filter(pk__in=orders))
    no = [Closed(record=o.id, number=o.number) for o in found if o.state != "draft"]
    if no:
        raise Refused(no)
    for o in found:
        o.state = "confirmed"
        o.save()
    return [o.id for o in found]


@command("shop.move_orders", "Move orders", roles=("seller",), sets="orders")
def move_orders(orders: Sequence[UUID], *, stage: str, unit=None, acting=None):
    for o in Order.objects.filter(pk__in=orders):
        if stage == "paid" and o.state == "draft":
            raise Refused([Closed(record=o.id, number="A draft")])
        o.state = stage
        o.save()
    return list(orders)


@command("shop.add_party", "Add a party", roles=("seller",))
def add_party(*, name: str, unit=None, acting=None):
    return Party.objects.create(name=name).id


@dataclass(frozen=True)
class PartyIn:
    name: str
    limit: Decimal = Decimal(0)


@command("shop.bring_parties", "Bring in parties", roles=("seller",))
def bring_parties(parties: Sequence[PartyIn], *, unit=None, acting=None):
    return [Party.objects.create(name=p.name).id for p in parties]
