"""Requests for approval."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref
from ogniwo.kernel.writing.fields import money


class Request(CompanyRow):
    """A document waits for somebody with the permission ``needs``; ``why`` says the reason in words."""

    updatable = ("state", "decided_by_id", "decided_at", "answer")
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    kind = models.CharField(max_length=40)
    needs = models.CharField(max_length=80)
    why = models.CharField(max_length=300)
    amount = money(null=True)
    currency = models.CharField(max_length=3, default="")
    asked_by = ref("access.User", index=False)
    asked_at = models.DateTimeField()
    due = models.DateField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    decided_by = ref("access.User", null=True, index=False)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")), name="approvals_request_not_own"),
            models.UniqueConstraint(fields=["company_id", "document", "kind"], condition=models.Q(state="waiting"), name="approvals_request_once"),
        ]
        indexes = [models.Index(fields=["company_id", "-id"], condition=models.Q(state="waiting"), name="approvals_request_waiting")]
