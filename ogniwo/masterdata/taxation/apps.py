from django.apps import AppConfig


class TaxationConfig(AppConfig):
    name = "ogniwo.masterdata.taxation"
    label = "taxation"
