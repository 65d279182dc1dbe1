from django.apps import AppConfig


class TaxConfig(AppConfig):
    name = "ogniwo.finance.tax"
    label = "tax"

    def ready(self) -> None:
        from ogniwo.finance.tax import plugs  # noqa: F401, PLC0415 - registration
