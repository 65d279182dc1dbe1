"""Tickets."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import TermsRow, ref, shares
from ogniwo.kernel.text import N_ as _


class Priority(models.TextChoices):
    LOW = "low", _("Low")
    NORMAL = "normal", _("Normal")
    HIGH = "high", _("High")
    URGENT = "urgent", _("Urgent")


class Ticket(TermsRow):
    """What a customer reports. Its topic is the document's title, its party the subject.

    A ticket about a delivered line has a line of its own and a `Flow` of kind ``served``; about a document, a `Cause` of kind ``about``.
    """

    retention = "contact"
    document = shares(Document)
    text = models.TextField(default="")
    priority = models.CharField(max_length=8, choices=Priority.choices, default=Priority.NORMAL.value)
    contact = ref("parties.Contact", null=True, index=False)
    solution = models.TextField(default="")
    solved_on = models.DateField(null=True)
