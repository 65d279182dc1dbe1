from django.apps import AppConfig


class MarginsConfig(AppConfig):
    name = "ogniwo.controlling.margins"
    label = "margins"

    def ready(self) -> None:
        from ogniwo.controlling.margins import plugs  # noqa: F401, PLC0415 - registration
