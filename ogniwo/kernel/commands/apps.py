from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "ogniwo.kernel.commands"
    label = "commands"

    def ready(self) -> None:
        from ogniwo.kernel.commands import acts, jobs  # noqa: F401, PLC0415 - puts the performer of commands in its place; the worker sweeps keys
