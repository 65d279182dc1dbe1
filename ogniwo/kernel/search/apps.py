from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "ogniwo.kernel.search"
    label = "search"

    def ready(self) -> None:
        from ogniwo.kernel.search import queries  # noqa: F401, PLC0415 - registration
