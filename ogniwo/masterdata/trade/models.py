"""Header, lines and sums by rate that offers, orders, deliveries, invoices and their like share."""

from decimal import Decimal

from django.db import models

from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, money
from ogniwo.masterdata.catalog.models import PriceMode, ProductTerms
from ogniwo.masterdata.parties.models import PartyTerms


class RoundingMode(models.TextChoices):
    PER_LINE = "per_line", _("On each line")
    PER_TOTAL = "per_total", _("On the total of a rate")


class TradeDocument(CompanyRow):
    """The header of a trade document. Amounts in ``currency``; ``rate`` company units for ``rate_per`` of it, by ``rate_source`` of ``rate_day``."""

    fixed_with_document = True
    document = shares(Document)
    party = ref(PartyTerms)
    currency = models.CharField(max_length=3)
    price_mode = models.CharField(max_length=5, choices=PriceMode.choices, default=PriceMode.NET.value)
    rounding = models.CharField(max_length=9, choices=RoundingMode.choices, default=RoundingMode.PER_TOTAL.value)
    payment_days = models.IntegerField(default=0)
    net = money(default=Decimal(0))
    tax = money(default=Decimal(0))
    gross = money(default=Decimal(0))
    rate = exact(null=True)
    rate_per = models.IntegerField(default=1)
    rate_source = models.CharField(max_length=20, default="")
    rate_day = models.DateField(null=True)
    their_reference = models.CharField(max_length=80, default="")
    note = models.TextField(default="")
    ship_to = models.JSONField(default=dict)
    custom = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(gross=models.F("net") + models.F("tax")), name="trade_tradedocument_sum")]


class TradeLine(CompanyRow):
    """A line of a trade document. ``quantity`` in ``unit``, ``quantity_base`` in the product's own; ``price`` for one ``unit``.

    ``cost_estimate`` is the expected cost of the whole line in company currency, when it was written.
    """

    fixed_with_document = True
    deletable = True
    sensitive = {"cost": ("cost_estimate",)}
    line = shares(Line)
    document = ref(Document)
    product = ref(ProductTerms, null=True)
    description = models.CharField(max_length=300, default="")
    unit = models.CharField(max_length=12, default="")
    quantity = exact()
    quantity_base = exact()
    price = exact()
    price_reason = models.CharField(max_length=20, default="")
    discount_percent = exact(default=Decimal(0))
    tax_class = models.CharField(max_length=12)
    rate_percent = exact(null=True)
    net = money()
    tax = money()
    gross = money()
    cost_estimate = money(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(gross=models.F("net") + models.F("tax")), name="trade_tradeline_sum")]


class TradeTax(CompanyRow):
    """The sums of one tax class of a trade document."""

    fixed_with_document = True
    deletable = True
    document = ref(Document)
    tax_class = models.CharField(max_length=12)
    rate_percent = exact(null=True)
    net = money()
    tax = money()
    gross = money()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "document", "tax_class", "rate_percent"], nulls_distinct=False, name="trade_tradetax_once"),
            models.CheckConstraint(condition=models.Q(gross=models.F("net") + models.F("tax")), name="trade_tradetax_sum"),
        ]
