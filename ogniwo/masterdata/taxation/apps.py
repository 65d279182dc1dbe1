from django.apps import AppConfig


class TaxationConfig(AppConfig):
    name = "ogniwo.masterdata.taxation"
    label = "taxation"

    def ready(self) -> None:
        from ogniwo.masterdata.taxation import commands, queries  # noqa: F401, PLC0415 - registration
