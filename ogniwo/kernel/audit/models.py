"""Acts and what they were about."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, ref


class Act(CompanyRow):
    """One act of a person or a job. ``digest`` = SHA-256 of salt and payload."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.IntegerField()
    command = models.CharField(max_length=80)
    source = models.CharField(max_length=20)
    digest = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["company_id", "-id"], name="audit_act_latest")]


class Target(CompanyRow):
    """A document or record an act was about."""

    facts = True
    act = ref(Act)
    target = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["target", "act"], name="audit_target_of")]


class Payload(CompanyRow):
    """What an act was given and changed; may be erased, its digest stays."""

    updatable = ("body", "erased_at")
    act = ref(Act)
    salt = models.BinaryField()
    body = models.JSONField()
    erased_at = models.DateTimeField(null=True)
