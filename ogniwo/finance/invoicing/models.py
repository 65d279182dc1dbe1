"""What an invoice has besides the trade document it shares its key with."""

from django.db import models

from ogniwo.kernel.documents.models import Document, Line
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, money


class Register(models.TextChoices):
    SALE = "sale", _("Sales")
    PURCHASE = "purchase", _("Purchases")


class Invoice(CompanyRow):
    """Dates and amounts of an invoice, each date apart: issue, supply, tax point, receipt, due.

    ``tax_period`` and ``entry_day`` are decided when it is posted. ``payable_total``: what is to be paid, as the
    document says, in its currency. ``tax_rate`` company units for ``tax_rate_per`` of the currency, for the tax
    alone (Polish VAT act, art. 31a), ``income_rate`` the same for income tax (CIT act, art. 12 ust. 2, 15 ust. 1); the books' rate
    (accounting act, art. 30) stands on the trade document. Each has its table (``_source``, ``_number``) and day. ``replaces``: the void invoice whose
    number it takes when it is posted.
    """

    fixed_with_document = True
    document = shares(Document)
    register = models.CharField(max_length=8, choices=Register)
    issued_on = models.DateField()
    supplied_on = models.DateField()
    tax_point = models.DateField()
    due_on = models.DateField()
    received_on = models.DateField(null=True)
    tax_period = models.DateField(null=True)
    entry_day = models.DateField(null=True)
    payable_total = money()
    tax_rate = exact(null=True)
    tax_rate_per = models.IntegerField(default=1)
    tax_rate_source = models.CharField(max_length=20, default="")
    tax_rate_day = models.DateField(null=True)
    tax_rate_number = models.CharField(max_length=30, default="")
    income_rate = exact(null=True)
    income_rate_per = models.IntegerField(default=1)
    income_rate_source = models.CharField(max_length=20, default="")
    income_rate_day = models.DateField(null=True)
    income_rate_number = models.CharField(max_length=30, default="")
    rate_number = models.CharField(max_length=30, default="")
    corrects = ref(Document, null=True)
    replaces = ref(Document, null=True)
    reason = models.CharField(max_length=300, default="")
    bank_account = models.CharField(max_length=40, default="")
    payment_method = models.CharField(max_length=20, default="transfer")
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "register", "-issued_on", "-document"], name="invoicing_invoice_issued"),
            models.Index(fields=["company_id", "register", "-due_on", "-document"], name="invoicing_invoice_due"),
        ]


class CorrectionLine(CompanyRow):
    """A line of a correction: what the corrected line said before and says after (quantity, price, tax class, net, tax, gross)."""

    fixed_with_document = True
    deletable = True
    line = shares(Line)
    document = ref(Document)
    corrected = ref(Line)
    before = models.JSONField()
    after = models.JSONField()


class Clearance(CompanyRow):
    """The reference a clearance gave to an invoice, ours or received; at most one."""

    facts = True
    document = shares(Document, related_name="clearance")
    reference = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["company_id", "reference"], name="invoicing_clearance_ref")]
