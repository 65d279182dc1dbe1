from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "ogniwo.workbench"
    label = "workbench"
