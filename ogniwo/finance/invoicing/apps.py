from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    name = "ogniwo.finance.invoicing"
    label = "invoicing"

    def ready(self) -> None:
        from ogniwo.finance.invoicing import plugs  # noqa: F401, PLC0415 - registration
