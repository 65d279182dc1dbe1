from django.apps import AppConfig


class ServicedeskConfig(AppConfig):
    name = "ogniwo.crm.servicedesk"
    label = "servicedesk"

    def ready(self) -> None:
        from ogniwo.crm.servicedesk import commands, plugs, queries  # noqa: F401, PLC0415 - registration
