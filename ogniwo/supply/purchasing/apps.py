from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    name = "ogniwo.supply.purchasing"
    label = "purchasing"

    def ready(self) -> None:
        from ogniwo.supply.purchasing import plugs  # noqa: F401, PLC0415 - registration
