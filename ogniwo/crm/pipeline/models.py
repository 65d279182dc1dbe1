"""Stages and opportunities."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares
from ogniwo.kernel.writing.fields import translated


class Stage(CompanyRow):
    """A stage of the company's pipeline; ``probability`` of winning in percent, ``position`` from left to right."""

    code = models.CharField(max_length=20)
    name = translated()
    probability = models.SmallIntegerField()
    position = models.SmallIntegerField()
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company_id", "code"], name="pipeline_stage_once"),
            models.CheckConstraint(condition=models.Q(probability__gte=0, probability__lte=100), name="pipeline_stage_probability"),
        ]


class Opportunity(CompanyRow):
    """What a party may buy. Its subject is the party, its total the expected value (net, company currency), its title what it is called.

    ``stage`` is where it stands, or stood when it was won or lost; ``stage_since``: since when.
    """

    document = shares(Document)
    stage = ref(Stage)
    stage_since = models.DateField()
    need = models.TextField(default="")
    expected_close = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, default="")
