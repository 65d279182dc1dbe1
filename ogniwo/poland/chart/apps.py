from django.apps import AppConfig


class ChartConfig(AppConfig):
    name = "ogniwo.poland.chart"
    label = "chart"

    def ready(self) -> None:
        from ogniwo.poland.chart import plugs  # noqa: F401, PLC0415 - registration
