from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "ogniwo.kernel.privacy"
    label = "privacy"

    def ready(self) -> None:
        from ogniwo.kernel.privacy import commands, jobs, queries  # noqa: F401, PLC0415 - registration
