from django.apps import AppConfig


class ShopConfig(AppConfig):
    name = "ogniwo.workbench.tests.shop"
    label = "shop"

    def ready(self) -> None:
        from ogniwo.workbench.tests.shop import fakes
        fakes.install()
