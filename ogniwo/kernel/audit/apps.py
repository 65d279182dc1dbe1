from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "ogniwo.kernel.audit"
    label = "audit"
