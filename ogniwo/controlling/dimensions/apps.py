from django.apps import AppConfig


class DimensionsConfig(AppConfig):
    name = "ogniwo.controlling.dimensions"
    label = "dimensions"

    def ready(self) -> None:
        from ogniwo.controlling.dimensions import plugs  # noqa: F401, PLC0415 - registration
