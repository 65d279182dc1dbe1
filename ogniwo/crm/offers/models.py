"""What an offer has besides the trade document it shares its key with."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares


class Offer(CompanyRow):
    """An offer's own part. ``opportunity``: what it answers to; ``previous``: the version before this one.

    ``accepted_by``: who of the customer said yes. ``valid_until`` does not change any more once the offer is sent (a trigger keeps it).
    """

    updatable = ("valid_until", "sent_at", "accepted_at", "accepted_by", "declined_at", "decline_reason")
    document = shares(Document, related_name="offer")
    valid_until = models.DateField()
    opportunity = ref(Document, null=True)
    previous = ref(Document, null=True)
    version_number = models.SmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=120, default="")
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=300, default="")

    class Meta:
        indexes = [models.Index(fields=["company_id", "valid_until", "document"], name="offers_offer_valid")]
