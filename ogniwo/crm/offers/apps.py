from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "ogniwo.crm.offers"
    label = "offers"

    def ready(self) -> None:
        from ogniwo.crm.offers import commands, plugs, queries  # noqa: F401, PLC0415 - registration
