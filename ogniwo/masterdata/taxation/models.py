"""Tax classes with their dated rates; exchange rates."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, ref
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, translated


class Kind(models.TextChoices):
    """What a rate is in law, apart from its percent."""

    STANDARD = "standard", _("Taxed")
    EXEMPT = "exempt", _("Exempt")
    OUTSIDE = "outside", _("Outside the tax")
    REVERSE = "reverse", _("Reverse charge")
    UNION_SUPPLY = "union_supply", _("Supply within the Union")
    EXPORT = "export", _("Export")


class TaxClass(CompanyRow):
    """A tax class (stawka VAT) by its code: 23, 8, ZW. Its percent on a day stands in `TaxRate`."""

    code = models.CharField(max_length=12, primary_key=True)
    name = translated()
    position = models.IntegerField(default=0)
    active = models.BooleanField(default=True)


class TaxRate(CompanyRow):
    """The percent of a class from a day on; NULL where no tax is charged."""

    tax_class = ref(TaxClass, index=False)
    valid_from = models.DateField()
    percent = exact(null=True)
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.STANDARD.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "tax_class", "valid_from"], name="taxation_taxrate_once"),
            models.CheckConstraint(condition=models.Q(percent__isnull=True) | models.Q(percent__gte=0), name="taxation_taxrate_percent"),
        ]


class ExchangeRate(CompanyRow):
    """``rate`` units of the company's currency for ``per`` units of ``currency``, as table ``source`` says for ``day``."""

    source = models.CharField(max_length=20)
    currency = models.CharField(max_length=3)
    day = models.DateField()
    rate = exact()
    per = models.IntegerField(default=1)
    number = models.CharField(max_length=30, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "source", "currency", "day"], name="taxation_exchangerate_once"),
            models.CheckConstraint(condition=models.Q(rate__gt=0) & models.Q(per__gt=0), name="taxation_exchangerate_positive"),
        ]
        indexes = [models.Index(fields=["company_id", "-day", "-id"], name="taxation_exchangerate_list")]
