"""Idempotency keys."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow


class Key(CompanyRow):
    """An idempotency key with the digest of its request and its answer; kept 30 days."""

    updatable = ()
    deletable = True
    user_id = models.IntegerField()
    key = models.CharField(max_length=120)
    digest = models.BinaryField()
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "user_id", "key"], name="commands_key_once")]
        indexes = [models.Index(fields=["at"], name="commands_key_age")]
