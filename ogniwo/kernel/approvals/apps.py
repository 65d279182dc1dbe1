from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "ogniwo.kernel.approvals"
    label = "approvals"

    def ready(self) -> None:
        from ogniwo.kernel.approvals import commands, queries  # noqa: F401, PLC0415 - registration
