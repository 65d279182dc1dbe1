from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    name = "ogniwo.finance.treasury"
    label = "treasury"

    def ready(self) -> None:
        from ogniwo.finance.treasury import plugs  # noqa: F401, PLC0415 - registration
