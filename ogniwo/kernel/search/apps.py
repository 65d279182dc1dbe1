from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "ogniwo.kernel.search"
    label = "search"
