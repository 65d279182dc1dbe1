from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "ogniwo.kernel.numbering"
    label = "numbering"

    def ready(self) -> None:
        from ogniwo.kernel.numbering import commands, errors, queries  # noqa: F401, PLC0415 - registration
