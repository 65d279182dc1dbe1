"""Acts and what they were about."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow, ref, shares


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
    """What an act was given and changed. Erasing empties body and salt for good (a trigger allows no other change); the digest stays."""

    updatable = ("body", "salt", "erased_at")
    act = ref(Act)
    salt = models.BinaryField()
    body = models.JSONField()
    erased_at = models.DateTimeField(null=True)


class Erasure(CompanyRow):
    """That an act's payload was erased: by whom, when and why."""

    facts = True
    id = models.BigIntegerField(primary_key=True)
    act = ref(Act)
    at = models.DateTimeField()
    user_id = models.IntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "act"], name="audit_erasure_once")]


class Seal(CompanyRow):
    """A link of the company's chain of acts: written by `audit_seal_acts` alone, some seconds after the acts.

    ``digest`` = SHA-256 over the acts' lines (with the digests of their payloads, not the payloads); ``hash`` = SHA-256 over
    the hash before, the place and the digest.
    """

    facts = True
    written_by_trigger = True
    position = models.BigIntegerField()
    at = models.DateTimeField()
    count = models.IntegerField()
    digest = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company_id", "position"], name="audit_seal_once")]


class Place(CompanyRow):
    """An act's place in the chain: the position of its seal, empty while it waits. A trigger makes it with the act."""

    written_by_trigger = True
    act = shares(Act)
    seal = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["company_id", "act"], condition=models.Q(seal__isnull=True), name="audit_place_waiting"),
            models.Index(fields=["company_id", "seal"], name="audit_place_of"),
        ]
