from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "ogniwo.masterdata.catalog"
    label = "catalog"

    def ready(self) -> None:
        from ogniwo.masterdata.catalog import commands, plugs, queries  # noqa: F401, PLC0415 - registration
