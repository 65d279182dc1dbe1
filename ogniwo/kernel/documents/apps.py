from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ogniwo.kernel.documents"
    label = "documents"
