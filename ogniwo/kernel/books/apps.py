from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "ogniwo.kernel.books"
    label = "books"

    def ready(self) -> None:
        from ogniwo.kernel.books import plugs  # noqa: F401, PLC0415 - registration
