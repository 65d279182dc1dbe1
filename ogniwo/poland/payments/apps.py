from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "ogniwo.poland.payments"
    label = "payments"

    def ready(self) -> None:
        from ogniwo.poland.payments import plugs  # noqa: F401, PLC0415 - registration
