from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ogniwo.kernel.documents"
    label = "documents"

    def ready(self) -> None:
        from ogniwo.kernel.documents import errors  # noqa: F401, PLC0415 - ties constraints to their sentences
