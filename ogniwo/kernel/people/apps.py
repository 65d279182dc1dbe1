from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ogniwo.kernel.people"
    label = "people"

    def ready(self) -> None:
        from ogniwo.kernel.people import commands, queries  # noqa: F401, PLC0415 - registration
