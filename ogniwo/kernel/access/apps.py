from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "ogniwo.kernel.access"
    label = "access"
