from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "ogniwo.kernel.comments"
    label = "comments"

    def ready(self) -> None:
        from ogniwo.kernel.comments import commands, queries  # noqa: F401, PLC0415 - registration
