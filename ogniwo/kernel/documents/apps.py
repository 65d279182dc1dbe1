from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ogniwo.kernel.documents"
    label = "documents"

    def ready(self) -> None:
        from ogniwo.kernel.documents import errors, queries  # noqa: F401, PLC0415 - registration; ties constraints to their sentences
