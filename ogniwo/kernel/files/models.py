"""Contents and the files that name them."""

from django.db import models

from ogniwo.kernel.documents.models import Document
from ogniwo.kernel.tenancy.models import CompanyRow, ref


class Content(CompanyRow):
    """Bytes, by their SHA-256 in hex."""

    facts = True
    digest = models.CharField(max_length=64, primary_key=True)
    size = models.IntegerField()
    body = models.BinaryField()


class Kind(models.TextChoices):
    """attachment: a person's; source: the file a document was read from; print: what we issued."""

    ATTACHMENT = "attachment"
    SOURCE = "source"
    PRINT = "print"


class File(CompanyRow):
    """A file of a document; ``version`` counts files of the same kind and name."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    content = ref(Content)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    language = models.CharField(max_length=5, default="")
    version = models.IntegerField(default=1)
    at = models.DateTimeField()
    user_id = models.IntegerField()
