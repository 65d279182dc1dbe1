"""The database of tests: a server of their own, a template migrated once, a fresh clone whoever asks.

Tests really commit: one outer transaction would hide lost context and deferred keys. The server's data stays
in ``var/test-postgres`` between runs; it runs while any test session does. A template is rebuilt when a migration,
a guard or a model has changed; several may stand side by side, so two people's sessions do not disturb each other.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from ogniwo.kernel.writing import ids
from ogniwo.site import environment
from ogniwo.site.environment import ROOT
from ogniwo.site.postgres import FOR_TESTS, SUPERUSER, Server, locked

PREFIX = "ogtest"
TEMPLATES_KEPT = 4
ALIASES = {"default": "app", "migrator": "migrator", "auditor": "auditor"}
SHAPE = ("ogniwo/**/migrations/**/*.py", "ogniwo/**/*.sql", "ogniwo/**/models.py", "ogniwo/**/models/*.py",
         "ogniwo/kernel/tenancy/*.py", "ogniwo/kernel/writing/*.py", "ogniwo/site/migrating.py",
         "ogniwo/site/editions.py", "tests/**/migrations/*.py", "tests/**/models.py")


@dataclass(frozen=True)
class Clone:
    """One database of one test or module."""

    server: Server
    name: str

    def as_role(self, role: str = SUPERUSER) -> psycopg.Connection:
        """An autocommit connection as superuser ("postgres"), "migrator", "app", "worker" or "auditor"."""
        return self.server.connect(self.name, role="postgres" if role == "superuser" else role)

    def environment(self) -> dict[str, str]:
        """The variables that make another process of ours (a web server, a worker) work on this clone."""
        urls = self.server.urls(self.name)
        known = {name: urls[role] for role, name in environment.VARIABLES.items()}
        return {**known, "DJANGO_SETTINGS_MODULE": "ogniwo.site.settings", "OGNIWO_MODE": "test"}


class TestServer:
    """The running server of this session; ``leave`` stops it when no other session uses it."""

    __test__ = False

    def __init__(self) -> None:
        home = environment.var() / os.environ.get("OGNIWO_TEST_SERVER", "test-postgres")
        self.server = Server(home, prefix=PREFIX, database="scratch", durable=False)
        self.numbers = itertools.count(1)
        home.mkdir(parents=True, exist_ok=True)
        self.users = (home / "users.lock").open("a")
        with locked(home / "leave.lock"):
            fcntl.flock(self.users, fcntl.LOCK_SH)
            self.server.start()
        self.sweep()

    def leave(self) -> None:
        with locked(self.server.home / "leave.lock"), contextlib.suppress(BlockingIOError):
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.server.stop()
        self.users.close()

    def template(self) -> str:
        """The migrated, empty database."""
        return self.built("migrated", shape(), self.migrated)

    def built(self, name: str, key: str, build: Callable[[], None], *, source: str = "") -> str:
        """A template made by ``build`` (Django points at it meanwhile) from ``source``, once per ``key`` on this machine."""
        full = f"template_{name}_{key}"
        with locked(self.server.home / "template.lock"):
            if full in self.databases(f"template_{name}_%"):
                return full
            making = Clone(self.server, f"making_{name}_{key}")
            self.drop(making.name)  # what a build that failed left
            self.copy(source, making.name) if source else self.server.create_database(making.name)
            with pointed(making):
                build()
            with self.server.connect() as connection:
                connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(making.name), sql.Identifier(full)))
                connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(full)))
            for old in self.databases(f"template_{name}_%")[TEMPLATES_KEPT:]:
                self.drop(old)
        return full

    def migrated(self) -> None:
        from ogniwo.site.migrating import migrate  # noqa: PLC0415 - needs Django's apps, which pytest loads after us

        migrate()

    @contextlib.contextmanager
    def clone(self, template: str = "") -> Iterator[Clone]:
        """A fresh database, Django pointed at it as the app's role; gone afterwards."""
        source = template or self.template()
        made = Clone(self.server, f"test_{os.getpid()}_{next(self.numbers)}")
        self.copy(source, made.name)
        try:
            with pointed(made):
                yield made
        finally:
            self.drop(made.name)

    def copy(self, source: str, name: str) -> None:
        record = self.server.record()
        owner = sql.Identifier(f"{record.prefix}_migrator")
        with self.server.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), owner, sql.Identifier(source)))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
            roles = sql.SQL(", ").join(sql.Identifier(f"{record.prefix}_{role}") for role in environment.ROLES)
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), roles))

    def drop(self, name: str) -> None:
        with self.server.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def databases(self, like: str) -> list[str]:
        """Newest first."""
        with self.server.connect() as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [like])
            return [name for (name,) in rows]

    def sweep(self) -> None:
        """Drop what killed sessions left."""
        for name in self.databases("test\\_%"):
            if not Path(f"/proc/{name.split('_')[1]}").exists() and Path("/proc/self").exists():
                self.drop(name)


def shape() -> str:
    """A hash of everything that decides what the migrated database looks like."""
    content = hashlib.sha256(repr([sorted(FOR_TESTS), settings.MODULES]).encode())
    for path in sorted({path for pattern in SHAPE for path in ROOT.glob(pattern)}):
        content.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return content.hexdigest()[:12]


@contextlib.contextmanager
def pointed(clone: Clone) -> Iterator[None]:
    """Django's aliases point at ``clone``, each as its role; before and after, at nothing."""
    urls = clone.server.urls(clone.name)
    before = {alias: dict(connections.settings[alias]) for alias in ALIASES}
    close()
    for alias, role in ALIASES.items():
        wanted = environment.database(urls[role])
        connections.settings[alias].update({key: wanted[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    try:
        yield
    finally:
        close()
        for alias, kept in before.items():
            connections.settings[alias].update(kept)


def close() -> None:
    """Ids taken from one database's sequence mean nothing in another."""
    ids._forget()
    for connection in connections.all(initialized_only=True):
        connection.close()
