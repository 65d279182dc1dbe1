from django.apps import AppConfig


class MarketingConfig(AppConfig):
    name = "ogniwo.crm.marketing"
    label = "marketing"

    def ready(self) -> None:
        from ogniwo.crm.marketing import commands, plugs, queries  # noqa: F401, PLC0415 - registration
