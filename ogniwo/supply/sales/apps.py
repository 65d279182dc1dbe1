from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "ogniwo.supply.sales"
    label = "sales"

    def ready(self) -> None:
        from ogniwo.supply.sales import plugs  # noqa: F401, PLC0415 - registration
