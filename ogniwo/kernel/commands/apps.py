from django.apps import AppConfig


class CommandsConfig(AppConfig):
    name = "ogniwo.kernel.commands"
    label = "commands"
