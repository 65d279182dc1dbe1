"""Activities with parties."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import TermsRow, ref, shares
from ogniwo.kernel.text import N_ as _


class ActivityKind(models.TextChoices):
    CALL = "call", _("Call")
    MAIL = "mail", _("Mail")
    MEETING = "meeting", _("Meeting")
    NOTE = "note", _("Note")
    TASK = "task", _("Task")


class Direction(models.TextChoices):
    IN = "in", _("From the customer")
    OUT = "out", _("To the customer")
    NONE = "none", _("Neither")


class Activity(TermsRow):
    """Something done or to be done with a party. ``at``: when it happened (planned: when it was planned); ``due``: by which day.

    What it is about stands in `documents.Cause` (kind ``about``); its topic is the document's title, who does it its owner.
    """

    sensitive = {"personal": ("text",)}
    retention = "contact"
    updatable = ("party_id", "at", "due", "done_at", "text")
    document = shares(Document)
    kind = models.CharField(max_length=8, choices=ActivityKind.choices)
    direction = models.CharField(max_length=4, choices=Direction.choices, default=Direction.NONE.value)
    party = ref("parties.PartyTerms", null=True, index=False)
    contact = ref("parties.Contact", null=True, index=False)
    at = models.DateTimeField()
    due = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    text = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "party", "-at"], name="interactions_activity_timeline"),
            models.Index(fields=["company_id", "due", "document"], name="interactions_activity_due"),
            models.Index(fields=["company_id", "done_at", "document"], name="interactions_activity_done"),
        ]
