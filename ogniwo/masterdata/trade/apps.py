from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "ogniwo.masterdata.trade"
    label = "trade"

    def ready(self) -> None:
        from ogniwo.masterdata.trade import commands, plugs, queries  # noqa: F401, PLC0415 - registration
