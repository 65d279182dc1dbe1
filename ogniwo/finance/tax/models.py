"""Lines of the tax registers and their shares of document lines."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.documents.models import Line as DocumentLine
from ogniwo.kernel.tenancy.models import CompanyRow, ref
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.fields import exact, money


class Register(models.TextChoices):
    SALE = "sale", _("Sales register")
    PURCHASE = "purchase", _("Purchase register")


class TaxRegisterLine(CompanyRow):
    """A line of a register: a document's net and tax of one tax class. Negative in corrections.

    ``net``, ``tax`` in company currency at the tax act's rate; ``_doc`` in ``currency``. ``tax_period``: the first of the
    month it is declared in; ``tax_point``: when the tax became due (obowiązek podatkowy). ``rate`` NULL: no rate applies.
    ``corrected_on``: the day the line was added to a month declared and locked before: a correction of it (korekta ewidencji).
    """

    facts = True
    late = 10
    id = models.BigIntegerField(primary_key=True)
    seal = ref("books.Seal")
    document = ref(Document)
    party = ref("parties.PartyTerms", null=True, index=False)
    register = models.CharField(max_length=8, choices=Register)
    tax_class = models.CharField(max_length=40)
    rate = exact(null=True)
    net = money()
    tax = money()
    net_doc = money()
    tax_doc = money()
    currency = models.CharField(max_length=3)
    tax_period = models.DateField()
    tax_point = models.DateField()
    corrected_on = models.DateField(null=True)
    reverses = ref("self", null=True, index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(tax_period__day=1), name="tax_taxregisterline_period"),
            models.CheckConstraint(condition=models.Q(register__in=["sale", "purchase"]), name="tax_taxregisterline_register"),
            models.UniqueConstraint(fields=["company_id", "reverses"], condition=models.Q(reverses__isnull=False), name="tax_taxregisterline_reversed_once"),
        ]
        indexes = [models.Index(fields=["company_id", "register", "tax_period", "id"], name="tax_taxregisterline_period_i"),
                   models.Index(fields=["company_id", "corrected_on"], condition=models.Q(corrected_on__isnull=False), name="tax_taxregisterline_corrected")]  # fmt: skip


class TaxShare(CompanyRow):
    """How much of a register line comes from a document line; the shares sum to its net and its tax."""

    facts = True
    tax_line = ref(TaxRegisterLine)
    document_line = ref(DocumentLine)
    net = money()
    tax = money()
