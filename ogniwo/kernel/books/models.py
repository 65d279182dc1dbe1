"""Journals, periods and seals."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref
from ogniwo.kernel.writing.fields import translated


class Area(models.TextChoices):
    """What is locked apart: ``books`` is all of them but VAT."""

    BOOKS = "books"
    SALES = "sales"
    PURCHASES = "purchases"
    STOCK = "stock"
    VAT = "vat"
    PAYROLL = "payroll"


class Journal(CompanyRow):
    """A partial journal (dziennik częściowy) with its area of locks."""

    code = models.CharField(max_length=12)
    name = translated()
    area = models.CharField(max_length=10, choices=Area)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "code"], name="books_journal_code")]


class Period(CompanyRow):
    """A month of an area; a locked one takes no facts (accounting act, UoR art. 12, 20)."""

    area = models.CharField(max_length=10, choices=Area)
    month = models.DateField()
    locked = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "area", "month"], name="books_period_once")]


class Seal(CompanyRow):
    """The seal of what one act booked for one document in one journal.

    ``digest`` = SHA-256 over the facts; ``hash`` = SHA-256(previous, company, journal, year, position, label, digest).
    """

    facts = True
    late = 95
    id = models.BigIntegerField(primary_key=True)
    journal = ref(Journal, index=False)
    year = models.IntegerField()
    position = models.BigIntegerField()
    document = ref(Document)
    label = models.CharField(max_length=60)
    at = models.DateTimeField()
    user_id = models.IntegerField()
    digest = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "journal", "year", "position"], name="books_seal_once")]


class Head(CompanyRow):
    """The last seal of a journal's year; only the trigger on seals writes it."""

    written_by_trigger = True
    journal = ref(Journal, index=False)
    year = models.IntegerField()
    last = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "journal", "year"], name="books_head_once")]
