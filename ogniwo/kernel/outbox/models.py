"""Messages waiting to leave."""

from django.db import models

from ogniwo.kernel.tenancy.models import CompanyRow


class Message(CompanyRow):
    """One message for a deliverer. ``body`` carries ids and words, never a secret."""

    updatable = ("state", "attempts", "next_at", "done_at", "problem")
    id = models.BigIntegerField(primary_key=True)
    topic = models.CharField(max_length=60)
    body = models.JSONField()
    user_id = models.IntegerField()
    at = models.DateTimeField()
    next_at = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    attempts = models.IntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="outbox_message_due", condition=models.Q(state="waiting"))]
