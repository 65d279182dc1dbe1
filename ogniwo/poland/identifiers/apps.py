from django.apps import AppConfig


class IdentifiersConfig(AppConfig):
    name = "ogniwo.poland.identifiers"
    label = "identifiers"

    def ready(self) -> None:
        from ogniwo.poland.identifiers import plugs  # noqa: F401, PLC0415 - registration
