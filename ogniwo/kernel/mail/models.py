"""Letters."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref


class Letter(CompanyRow):
    """A letter we send; ``files`` are ids of files. ``sent_at`` is set by the worker."""

    updatable = ("sent_at", "problem")
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document, null=True)
    recipients = models.JSONField()
    topic = models.CharField(max_length=200)
    text = models.TextField()
    files = models.JSONField(default=list)
    at = models.DateTimeField()
    user = ref("access.User", index=False)
    sent_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")
