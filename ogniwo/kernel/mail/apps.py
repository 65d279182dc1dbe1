from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "ogniwo.kernel.mail"
    label = "mail"

    def ready(self) -> None:
        from ogniwo.kernel.mail import commands, plugs, queries  # noqa: F401, PLC0415 - registration
