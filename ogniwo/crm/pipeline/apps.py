from django.apps import AppConfig


class PipelineConfig(AppConfig):
    name = "ogniwo.crm.pipeline"
    label = "pipeline"

    def ready(self) -> None:
        from ogniwo.crm.pipeline import commands, plugs, queries  # noqa: F401, PLC0415 - registration
