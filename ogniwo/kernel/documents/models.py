"""Tables of documents, lines, flow and subjects."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, DirectoryRow, TermsRow, ref
from ogniwo.kernel.writing.fields import exact, money


class Subject(DirectoryRow):
    """Whom a document is about: an identity row whose key parties share."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(models.Func("name", function="pl_sort"), name="documents_subject_name")]


class Document(TermsRow):
    """A document. ``fixed``: issued or posted, so its content never changes again (a trigger keeps it).

    ``total`` is in ``currency``; ``title`` is free text a person recognises it by.
    """

    id = models.UUIDField(primary_key=True)
    type = models.CharField(max_length=40)
    state = models.CharField(max_length=20)
    branch = ref("tenancy.Branch", null=True, index=False)
    subject = ref(Subject, null=True, index=False)
    day = models.DateField()
    currency = models.CharField(max_length=3)
    total = money(null=True)
    title = models.CharField(max_length=200, default="")
    version = models.IntegerField(default=1)
    fixed = models.BooleanField(default=False)
    owner = ref("access.User", null=True, index=False)
    created_at = models.DateTimeField()
    created_by = ref("access.User", index=False)

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "type", "-day", "-id"], name="documents_document_list"),
            models.Index(fields=["company_id", "type", "state", "-day", "-id"], name="documents_document_state"),
            models.Index(fields=["subject", "type", "-day", "-id"], name="documents_document_subject"),
            models.Index(fields=["owner", "type", "-day", "-id"], name="documents_document_owner"),
        ]


class Line(CompanyRow):
    """A line of a document; ``quantity`` in ``unit``, ``amount`` net in the document's currency."""

    deletable = True
    id = models.BigIntegerField(primary_key=True)
    document = ref(Document)
    position = models.IntegerField()
    text = models.CharField(max_length=300, default="")
    quantity = exact(null=True)
    unit = models.CharField(max_length=12, default="")
    amount = money(null=True)


class Flow(CompanyRow):
    """What a line came from: ``quantity`` of ``source`` went into ``target``; ``kind`` names the stage.

    Kinds: offered, ordered, reserved, shipped, received, invoiced, returned, corrected, requested, served.
    """

    facts = True
    source = ref(Line)
    target = ref(Line)
    kind = models.CharField(max_length=12)
    quantity = exact()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="documents_flow_forward")]


class Cause(CompanyRow):
    """What a whole document came from, where lines do not tell: campaign, need, opportunity, statement."""

    facts = True
    source = ref(Document)
    target = ref(Document)
    kind = models.CharField(max_length=20)
