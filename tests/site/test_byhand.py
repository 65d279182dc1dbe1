"""The statements for another server do what the embedded one has."""

from __future__ import annotations

import os

import psycopg
import pytest

from ogniwo.site import byhand


def test_what_the_administrator_runs_is_enough_and_no_more(test_server) -> None:
    database = prefix = f"byhand{os.getpid()}"
    server = test_server.server
    with server.connect() as superuser:
        try:
            for statement in byhand.cluster(database, prefix):
                superuser.execute(statement)
            with server.connect(database) as inside:
                for statement in byhand.inside():
                    inside.execute(statement)
            address = {"host": "127.0.0.1", "port": server.record().port, "dbname": database, "password": "choose one"}
            with psycopg.connect(user=f"{prefix}_migrator", **address) as migrator:
                migrator.execute("CREATE TABLE made (x int)")
            with psycopg.connect(user=f"{prefix}_app", **address, autocommit=True) as app:
                for stolen in ("CREATE TABLE mine (x int)", "CREATE TEMP TABLE mine (x int)", "SELECT * FROM made"):
                    with pytest.raises(psycopg.errors.InsufficientPrivilege):
                        app.execute(stolen)
        finally:
            superuser.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")
            for role in ("app", "migrator", "worker", "auditor"):
                superuser.execute(f"DROP ROLE IF EXISTS {prefix}_{role}")


def test_the_script_names_every_variable() -> None:
    said = byhand.script("books", "firm")
    for name in ("DATABASE_URL=", "DATABASE_URL_MIGRATOR=", "DATABASE_URL_WORKER=", "DATABASE_URL_AUDITOR="):
        assert name in said
    assert '\\connect "books"' in said
