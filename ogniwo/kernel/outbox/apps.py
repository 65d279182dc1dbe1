from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "ogniwo.kernel.outbox"
    label = "outbox"
