from django.apps import AppConfig


class LoyaltyConfig(AppConfig):
    name = "loyalty"
    label = "loyalty"

    def ready(self) -> None:
        from loyalty import plugs  # noqa: F401 - registration
