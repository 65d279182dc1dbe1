"""Comments."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref


class Comment(CompanyRow):
    """A person's words on a document."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    text = models.TextField()
    at = models.DateTimeField()
    user = ref("access.User", index=False)
