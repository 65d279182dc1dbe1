from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "ogniwo.kernel.books"
    label = "books"
