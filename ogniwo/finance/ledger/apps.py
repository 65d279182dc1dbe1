from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ogniwo.finance.ledger"
    label = "ledger"

    def ready(self) -> None:
        from ogniwo.finance.ledger import plugs  # noqa: F401, PLC0415 - registration
