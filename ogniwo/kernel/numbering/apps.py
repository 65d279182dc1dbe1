from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "ogniwo.kernel.numbering"
    label = "numbering"
