"""The demo company: a fictional maker and seller of furniture with three months of history.

Stands on: every module of its edition, by their commands only.  Heard by: nobody.
"""
from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ogniwo.demo"
    label = "demo"
