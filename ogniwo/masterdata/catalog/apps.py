from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "ogniwo.masterdata.catalog"
    label = "catalog"
