"""Products of a directory, a company's terms with them, prices, suppliers' codes, own fields."""

from decimal import Decimal

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, DirectoryRow, TermsRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, translated
from ogniwo.masterdata.parties.models import PartyTerms


class ProductKind(models.TextChoices):
    GOODS = "goods", _("Goods")
    SERVICE = "service", _("A service")
    KIT = "kit", _("Kit")


class Tracking(models.TextChoices):
    NONE = "none", _("Not tracked")
    LOT = "lot", _("By lot")
    SERIAL = "serial", _("By serial number")


class Valuation(models.TextChoices):
    FIFO = "fifo", _("First in, first out")
    AVERAGE = "average", _("Moving average")
    STANDARD = "standard", _("Standard cost")


class PriceDifference(models.TextChoices):
    STOCK = "stock", _("To stock and cost of sales")
    VARIANCE = "variance", _("To the variance account")


class PriceMode(models.TextChoices):
    NET = "net", _("Net")
    GROSS = "gross", _("Gross")


class FieldKind(models.TextChoices):
    PRODUCT = "product", _("Product")
    PARTY = "party", _("Party")
    DOCUMENT = "document", _("Document")


class FieldType(models.TextChoices):
    TEXT = "text", _("Words")
    NUMBER = "number", _("Number")
    DAY = "day", _("Date")
    FLAG = "flag", _("Yes or no")
    CHOICE = "choice", _("One of a list")


class Unit(DirectoryRow):
    """A unit of measure by its code; ``standard`` is its code in UN/ECE recommendation 20 (C62, KGM)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = translated()
    places = models.IntegerField(default=0)
    standard = models.CharField(max_length=3, default="")


class Product(DirectoryRow):
    """What is bought, made, kept or sold. Its quantities are kept in ``unit``; ``weight_kg`` is of one such unit."""

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=60)
    name = translated()
    kind = models.CharField(max_length=8, choices=ProductKind.choices, default=ProductKind.GOODS.value)
    unit = ref(Unit, index=False)
    ean = models.CharField(max_length=14, default="")
    attributes = models.JSONField(default=dict)
    weight_kg = exact(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directory_id", "code"], name="catalog_product_code")]
        indexes = [models.Index(fields=["directory_id", "ean"], condition=~models.Q(ean=""), name="catalog_product_ean")]


class ProductUnit(DirectoryRow):
    """Another unit of a product: one of it is numerator/denominator of the product's own, exactly."""

    deletable = True
    product = ref(Product)
    unit = ref(Unit, index=False)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(default=1)
    ean = models.CharField(max_length=14, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directory_id", "product", "unit"], name="catalog_productunit_once"),
            models.CheckConstraint(condition=models.Q(numerator__gt=0) & models.Q(denominator__gt=0), name="catalog_productunit_factor"),
        ]


class ExternalId(DirectoryRow):
    """What another system calls a product."""

    deletable = True
    product = ref(Product)
    source = models.CharField(max_length=40)
    value = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["directory_id", "source", "value"], name="catalog_externalid_once")]


class ProductTerms(TermsRow):
    """A company's terms with a product. ``minimum`` and ``lot_multiple`` in its own unit; ``custom``: values of own fields."""

    sensitive = {"cost": ("standard_cost",)}
    product = shares(Product)
    product_class = models.CharField(max_length=40, default="")
    tax_class = ref("taxation.TaxClass", index=False)
    stocked = models.BooleanField(default=True)
    tracking = models.CharField(max_length=8, choices=Tracking.choices, default=Tracking.NONE.value)
    valuation = models.CharField(max_length=8, choices=Valuation.choices, default=Valuation.FIFO.value)
    price_difference = models.CharField(max_length=8, choices=PriceDifference.choices, default=PriceDifference.STOCK.value)
    standard_cost = exact(null=True)
    minimum = exact(null=True)
    lot_multiple = exact(null=True)
    default_supplier = ref(PartyTerms, null=True)
    active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)
    custom = models.JSONField(default=dict)


class PriceList(CompanyRow):
    """A price list: one currency, prices net or gross.

    ``standard`` ones are for everybody, those with a ``party_class`` for the class; others for the parties that have them (`PartyPrices`).
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=40)
    name = translated()
    currency = models.CharField(max_length=3)
    price_mode = models.CharField(max_length=5, choices=PriceMode.choices, default=PriceMode.NET.value)
    standard = models.BooleanField(default=False)
    party_class = models.CharField(max_length=40, default="")
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "code"], name="catalog_pricelist_code"),
            models.UniqueConstraint(fields=["company_id", "currency", "price_mode"], condition=models.Q(standard=True), name="catalog_pricelist_standard"),
        ]


class Price(CompanyRow):
    """A product's price for one ``unit`` from a quantity of that unit on, within its days (both inclusive)."""

    deletable = True
    id = models.BigIntegerField(primary_key=True)
    price_list = ref(PriceList, index=False)
    product = ref(ProductTerms)
    unit = models.CharField(max_length=12)
    from_quantity = exact(default=Decimal(0))
    price = exact()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company_id", "price_list", "product", "unit", "from_quantity", "valid_from"], nulls_distinct=False, name="catalog_price_once"
            ),
            models.CheckConstraint(condition=models.Q(price__gte=0) & models.Q(from_quantity__gte=0), name="catalog_price_positive"),
        ]


class PartyPrices(CompanyRow):
    """Which price list a party has: one-to-one with its terms."""

    deletable = True
    party = shares(PartyTerms)
    price_list = ref(PriceList)


class SupplierItem(CompanyRow):
    """What a supplier calls a product and asks for it: ``price`` net for one ``unit`` in ``currency``."""

    deletable = True
    sensitive = {"cost": ("price",)}
    id = models.BigIntegerField(primary_key=True)
    party = ref(PartyTerms, index=False)
    product = ref(ProductTerms)
    code = models.CharField(max_length=80)
    name = models.CharField(max_length=300, default="")
    unit = models.CharField(max_length=12, default="")
    price = exact(null=True)
    currency = models.CharField(max_length=3, default="PLN")
    minimum = exact(null=True)
    lead_time_days = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "party", "code"], name="catalog_supplieritem_code")]


class CustomField(CompanyRow):
    """A field of the company's own: its key, type and words. Its values stand in ``custom`` of what it belongs to."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=8, choices=FieldKind.choices)
    key = models.CharField(max_length=40)
    type = models.CharField(max_length=8, choices=FieldType.choices, default=FieldType.TEXT.value)
    label = translated()
    choices = models.JSONField(default=list)
    position = models.IntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "kind", "key"], name="catalog_customfield_key")]
