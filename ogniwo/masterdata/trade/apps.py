from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "ogniwo.masterdata.trade"
    label = "trade"
