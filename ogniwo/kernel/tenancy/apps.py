from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "ogniwo.kernel.tenancy"
    label = "tenancy"
