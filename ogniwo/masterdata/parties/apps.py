from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "ogniwo.masterdata.parties"
    label = "parties"
