"""Places, lots, moves, layers, and what is kept of them."""

from django.db import models
from django.db.models import F, Q

from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.writing.fields import exact, money

PRODUCT = "catalog.ProductTerms"
PARTY = "parties.PartyTerms"


class Status(models.TextChoices):
    """What may be done with goods: only free ones are sold, used and reserved."""

    FREE = "free"
    INSPECTION = "inspection"
    BLOCKED = "blocked"


class Kind(models.TextChoices):
    """What a move is: its cost follows from it."""

    RECEIPT = "receipt"
    ISSUE = "issue"
    RETURN_IN = "return_in"
    RETURN_OUT = "return_out"
    ADJUST = "adjust"
    TRANSFER = "transfer"
    REVERSAL = "reversal"


class Warehouse(CompanyRow):
    """A warehouse (magazyn). Warehouses of one ``valuation_area`` share layers and averages; empty: the whole company."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    branch = ref("tenancy.Branch", null=True, index=False)
    valuation_area = models.CharField(max_length=20, default="")
    updatable = ("name", "branch_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "code"], name="inventory_warehouse_code")]


class Location(CompanyRow):
    """A place in a warehouse (lokalizacja); each warehouse has at least one."""

    id = models.UUIDField(primary_key=True)
    warehouse = ref(Warehouse)
    code = models.CharField(max_length=40)
    main = models.BooleanField(default=False)
    updatable = ("code",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "warehouse", "code"], name="inventory_location_code"),
            models.UniqueConstraint(fields=["company_id", "warehouse"], condition=Q(main=True), name="inventory_location_main"),
        ]


class Lot(CompanyRow):
    """A lot or a serial number (partia, numer seryjny) of a product."""

    id = models.UUIDField(primary_key=True)
    product = ref(PRODUCT)
    code = models.CharField(max_length=60)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "product", "code"], name="inventory_lot_code")]


class Paper(CompanyRow):
    """A document of the warehouse itself: internal receipt, issue, transfer, adjustment, opening stock."""

    fixed_with_document = True
    document = shares(Document)
    warehouse = ref(Warehouse, index=False)
    to_warehouse = ref(Warehouse, null=True, index=False)
    cost_center = models.CharField(max_length=60, default="")


class Move(CompanyRow):
    """A fact: ``quantity`` of goods came (above zero) or left, and what that did to the value of stock.

    ``value``: company currency, the sign of the quantity, as known when booked; later news are `CostDelta`s.
    ``owner`` null: ours; goods of others have no value. ``nth``: its place among the moves of product and area.
    ``returns``: the issue that comes back, or the receipt that goes back. ``paired``: the other half of a transfer.
    ``role``, ``product_class``, ``dimensions``: where its counter entry went, so that a delta goes there too.
    """

    facts = True
    sensitive = {"cost": ("value", "later", "cost")}
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    line = ref(Line)
    kind = models.CharField(max_length=10, choices=Kind)
    day = models.DateField()
    product = ref(PRODUCT, index=False)
    lot = ref(Lot, null=True, index=False)
    warehouse = ref(Warehouse, index=False)
    location = ref(Location, index=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.FREE)
    owner = ref(PARTY, null=True, index=False)
    packing = models.CharField(max_length=20, default="")
    area = models.CharField(max_length=20, default="")
    nth = models.BigIntegerField()
    quantity = exact()
    value = money()
    returns = ref("self", null=True)
    paired = ref("self", null=True, index=False)
    role = models.CharField(max_length=40, default="")
    product_class = models.CharField(max_length=40, default="")
    dimensions = models.JSONField(default=dict)
    party = ref(PARTY, null=True, index=False)
    seal = ref("books.Seal", index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="inventory_move_some"),
            models.CheckConstraint(condition=Q(owner__isnull=True) | Q(value=0), name="inventory_move_ours"),
            models.UniqueConstraint(fields=["company_id", "product", "area", "nth"], name="inventory_move_nth"),
        ]
        indexes = [
            models.Index(fields=["company_id", "product", "location", "day"], name="inventory_move_key"),
            models.Index(fields=["company_id", "-day", "-id"], name="inventory_move_day"),
        ]


class CostDelta(CompanyRow):
    """A fact: later news changed the value of a move by ``value`` (signed as it changes stock), booked on ``day``."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    move = ref(Move)
    product = ref(PRODUCT, index=False)
    area = models.CharField(max_length=20, default="")
    day = models.DateField()
    value = money()
    document = ref(Document)
    line = ref(Line, null=True, index=False)
    price = models.BooleanField(default=False)
    seal = ref("books.Seal", index=False)

    class Meta:
        indexes = [models.Index(fields=["company_id", "product", "day"], name="inventory_costdelta_day")]


class Layer(CompanyRow):
    """What is left of a receipt, in quantity and value; never a unit cost. Only for products costed by FIFO."""

    updatable = ("quantity_left", "value_left")
    move = shares(Move)
    product = ref(PRODUCT, index=False)
    area = models.CharField(max_length=20, default="")
    day = models.DateField()
    nth = models.BigIntegerField()
    quantity = exact()
    quantity_left = exact()
    value_left = money()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity_left__gte=0, quantity_left__lte=F("quantity")), name="inventory_layer_left"),
            models.CheckConstraint(condition=Q(quantity_left__gt=0) | Q(value_left=0), name="inventory_layer_worth"),
        ]
        indexes = [models.Index(fields=["company_id", "product", "area", "day", "nth"], condition=Q(quantity_left__gt=0), name="inventory_layer_open")]


class LayerUse(CompanyRow):
    """A fact: a move took quantity and value from a layer; later news add signed rows."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    layer = ref(Layer)
    move = ref(Move)
    quantity = exact()
    value = money()
    seal = ref("books.Seal", index=False)


class Stock(CompanyRow):
    """Kept: on hand per full key. ``last_day``: of its latest move, so that only back-dated issues look at history."""

    written_by_trigger = True
    product = ref(PRODUCT, index=False)
    lot = ref(Lot, null=True, index=False)
    warehouse = ref(Warehouse, index=False)
    location = ref(Location, index=False)
    status = models.CharField(max_length=10, choices=Status)
    owner = ref(PARTY, null=True, index=False)
    packing = models.CharField(max_length=20)
    quantity = exact()
    last_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company_id", "product", "location", "status", "packing", "lot", "owner"], nulls_distinct=False, name="inventory_stock_key"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="inventory_stock_enough"),
        ]  # fmt: skip


class Available(CompanyRow):
    """Kept: our free goods of a product in a warehouse, and how much of them orders have reserved."""

    written_by_trigger = True
    product = ref(PRODUCT, index=False)
    warehouse = ref(Warehouse, index=False)
    quantity = exact()
    reserved = exact()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "product", "warehouse"], name="inventory_available_key"),
            models.CheckConstraint(condition=Q(reserved__gte=0, reserved__lte=F("quantity")), name="inventory_available_reserved"),
        ]


class StockValue(CompanyRow):
    """Kept: our goods of a product in a valuation area, quantity and value; ``nth`` counts its moves."""

    written_by_trigger = True
    product = ref(PRODUCT, index=False)
    area = models.CharField(max_length=20)
    quantity = exact()
    value = money()
    last_day = models.DateField(null=True)
    nth = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "product", "area"], name="inventory_stockvalue_key"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="inventory_stockvalue_enough"),
        ]


class Reservation(CompanyRow):
    """Goods kept for a line of an order (rezerwacja); zero when all of it was delivered or released."""

    updatable = ("quantity",)
    id = models.BigIntegerField(primary_key=True)
    line = ref(Line)
    product = ref(PRODUCT, index=False)
    warehouse = ref(Warehouse, index=False)
    quantity = exact()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "line", "product", "warehouse"], name="inventory_reservation_key"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="inventory_reservation_some"),
        ]
        indexes = [models.Index(fields=["company_id", "product", "warehouse"], condition=Q(quantity__gt=0), name="inventory_reservation_open")]
