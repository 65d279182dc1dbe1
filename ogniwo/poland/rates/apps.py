from django.apps import AppConfig


class RatesConfig(AppConfig):
    name = "ogniwo.poland.rates"
    label = "rates"

    def ready(self) -> None:
        from ogniwo.poland.rates import plugs  # noqa: F401, PLC0415 - registration
