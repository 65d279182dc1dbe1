from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    name = "ogniwo.crm.interactions"
    label = "interactions"

    def ready(self) -> None:
        from ogniwo.crm.interactions import commands, plugs, queries  # noqa: F401, PLC0415 - registration
