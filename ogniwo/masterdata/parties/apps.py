from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "ogniwo.masterdata.parties"
    label = "parties"

    def ready(self) -> None:
        from ogniwo.masterdata.parties import commands, plugs, queries  # noqa: F401, PLC0415 - registration
