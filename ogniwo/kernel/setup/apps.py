from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "ogniwo.kernel.setup"
    label = "setup"

    def ready(self) -> None:
        from ogniwo.kernel.setup import plugs  # noqa: F401, PLC0415 - registration
