from django.apps import AppConfig


class PrintingConfig(AppConfig):
    name = "ogniwo.kernel.printing"
    label = "printing"

    def ready(self) -> None:
        from ogniwo.kernel.printing import commands  # noqa: F401, PLC0415 - registration
