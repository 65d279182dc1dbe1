from django.apps import AppConfig


class ClearanceConfig(AppConfig):
    name = "ogniwo.poland.clearance"
    label = "clearance"

    def ready(self) -> None:
        from ogniwo.poland.clearance import plugs  # noqa: F401, PLC0415 - registration
