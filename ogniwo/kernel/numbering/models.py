"""Series, their counters and the numbers given."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares


class Series(CompanyRow):
    """A series of numbers (seria numeracji). ``pattern`` knows {n}, {n:05}, {year}, {month:02}, {branch}.

    ``restarts``: year, month or never. ``chronological``: a day before the last number's is refused.
    """

    type = models.CharField(max_length=40)
    branch = ref("tenancy.Branch", null=True, index=False)
    pattern = models.CharField(max_length=60)
    restarts = models.CharField(max_length=6, default="year")
    chronological = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "type", "branch"], name="numbering_series_once", nulls_distinct=False)]


class SeriesCounter(CompanyRow):
    """The last number of a series in a period; only the trigger on numbers writes it."""

    written_by_trigger = True
    series = ref(Series, index=False)
    period = models.CharField(max_length=7)
    last = models.BigIntegerField()
    last_day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "series", "period"], name="numbering_seriescounter_once")]


class Number(CompanyRow):
    """The number of a document. ``take`` > 0: the same number again, after the one before was voided."""

    facts = True
    late = 90
    document = shares(Document, related_name="number")
    series = ref(Series, index=False)
    period = models.CharField(max_length=7)
    n = models.BigIntegerField()
    take = models.SmallIntegerField(default=0)
    text = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "series", "period", "n", "take"], name="numbering_number_once")]
        indexes = [models.Index(fields=["company_id", "text"], name="numbering_number_text")]
