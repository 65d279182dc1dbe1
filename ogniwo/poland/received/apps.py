from django.apps import AppConfig


class ReceivedConfig(AppConfig):
    name = "ogniwo.poland.received"
    label = "received"

    def ready(self) -> None:
        from ogniwo.poland.received import plugs  # noqa: F401, PLC0415 - registration
