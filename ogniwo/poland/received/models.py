"""What was read from where."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares


class EInvoice(CompanyRow):
    """The file a purchase invoice was read from. ``waits`` and ``notes``: sentences by language, why it waits and what we saw while reading."""

    facts = True
    document = shares(Document)
    content = ref("files.Content")
    seller_number = models.CharField(max_length=20)
    number = models.CharField(max_length=256)
    kind = models.CharField(max_length=8)
    issued_on = models.DateField()
    waits = models.JSONField(default=dict)
    notes = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "seller_number", "number"], name="received_einvoice_number"),
            models.Index(fields=["company_id", "-issued_on", "-document"], name="received_einvoice_list"),
        ]
