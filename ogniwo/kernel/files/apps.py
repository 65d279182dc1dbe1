from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "ogniwo.kernel.files"
    label = "files"

    def ready(self) -> None:
        from ogniwo.kernel.files import commands, queries  # noqa: F401, PLC0415 - registration
