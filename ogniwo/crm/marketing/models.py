"""Campaigns and leads."""

from django.db import models

from ogniwo.crm.marketing.rules.choices import CHANNELS, SOURCES
from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, shares
from ogniwo.kernel.writing.fields import money


class Campaign(CompanyRow):
    """A campaign; its name is the document's title. What it cost is booked by finance; here is what was planned, company currency."""

    document = shares(Document)
    channel = models.CharField(max_length=8, choices=list(CHANNELS.items()), default="other")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    planned_cost = money(default=0)
    target_leads = models.IntegerField(null=True)
    target_revenue = money(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")), name="marketing_campaign_days"),
            models.CheckConstraint(condition=models.Q(planned_cost__gte=0), name="marketing_campaign_cost"),
        ]
        indexes = [models.Index(fields=["company_id", "-starts_on", "-document"], name="marketing_campaign_list")]


class Lead(CompanyRow):
    """Somebody who may want something of us. Once qualified (or known before) its party is the document's subject.

    ``sought``, ``email_plain``, ``phone_plain``: the comparable forms by which duplicates are met. ``stem``: letters its name's longest word begins with.
    """

    sensitive = {"personal": ("name", "email", "phone")}
    retention = "lead"
    document = shares(Document)
    name = models.CharField(max_length=200, default="")
    company = models.CharField(max_length=200, default="")
    email = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=40, default="")
    source = models.CharField(max_length=8, choices=list(SOURCES.items()), default="other")
    need = models.TextField(default="")
    consent_on = models.DateField(null=True)
    consent_text = models.TextField(default="")
    reason = models.CharField(max_length=300, default="")
    sought = models.CharField(max_length=400, default="")
    stem = models.CharField(max_length=4, default="")
    email_plain = models.CharField(max_length=200, default="")
    phone_plain = models.CharField(max_length=16, default="")

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "sought"], name="marketing_lead_sought"),
            models.Index(fields=["company_id", "stem"], name="marketing_lead_stem"),
            models.Index(fields=["company_id", "email_plain"], name="marketing_lead_email"),
            models.Index(fields=["company_id", "phone_plain"], name="marketing_lead_phone"),
        ]
