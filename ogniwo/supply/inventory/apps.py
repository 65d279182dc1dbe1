from django.apps import AppConfig


class InventoryConfig(AppConfig):
    name = "ogniwo.supply.inventory"
    label = "inventory"

    def ready(self) -> None:
        from ogniwo.supply.inventory import plugs  # noqa: F401, PLC0415 - registration
