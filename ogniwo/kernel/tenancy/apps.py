from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

PREPARED = 1000
"""Statements a connection keeps prepared: psycopg's 100 are fewer than one chain of selling has."""


class TenancyConfig(AppConfig):
    name = "ogniwo.kernel.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        connection_created.connect(keep_prepared, dispatch_uid="ogniwo.prepared")


def keep_prepared(connection: Any, **_more: Any) -> None:
    """Parsing and planning anew was a third of the server's time for an act on one document."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = PREPARED
