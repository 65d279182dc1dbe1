"""The embedded PostgreSQL: a server of our own in OGNIWO_VAR, from a pip package's binaries or the machine's.

It listens on 127.0.0.1 at a free port, has no socket, asks everybody for a password (scram-sha-256) and keeps
data checksums. Only the package's binaries are used: its Python layer opens every parent folder to the world
and adds an account. As root the server runs as an existing unprivileged account; no permission and no account
of the machine is changed: what that account cannot reach is copied or kept where it can.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from ogniwo.site import binaries
from ogniwo.site.environment import ROLES, urls

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
SUPERUSER = "postgres"
# a young company's tables grow from nothing: without fresh statistics a plan made on empty tables takes seconds instead of milliseconds
DURABLE = {"max_connections": "100", "shared_buffers": "'256MB'", "password_encryption": "'scram-sha-256'", "autovacuum_naptime": "'2s'"}
FOR_TESTS = {**DURABLE, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
             "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "'2GB'", "autovacuum_naptime": "'5min'"}
TRIES = 20


class ServerFailed(Exception):
    """The server could not be made or started; the text is the sentence for the person."""


@dataclass
class Record:
    """What ``server.json`` (mode 0600) keeps of one server."""

    prefix: str
    database: str
    port: int
    place: str
    passwords: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Server:
    """One embedded server, whose home is ``home``; ``prefix`` names its roles ("ogniwo" -> ogniwo_app ...); ``options``: settings besides ours."""

    home: Path
    prefix: str = "ogniwo"
    database: str = "ogniwo"
    durable: bool = True
    options: tuple[tuple[str, str], ...] = ()

    @property
    def kept(self) -> Path:
        return self.home / "server.json"

    def record(self) -> Record:
        if not self.kept.exists():
            raise ServerFailed(f"There is no PostgreSQL server in {self.home} yet; `ogniwo postgres start` makes one.")
        return Record(**json.loads(self.kept.read_text()))

    def start(self) -> bool:
        """Make it if need be, and start it. True where this call started it, False where it ran already."""
        with locked(self.home / "start.lock"):
            made = self.kept.exists()
            if not made:
                self.initialise()
            started = not self.running()
            if started:
                self.launch()
            if not made or not self.provisioned():
                self.provision()
            return started

    def stop(self) -> None:
        """Stop it (open transactions are rolled back); nothing happens where it does not run."""
        with locked(self.home / "start.lock"):
            if self.kept.exists() and self.running():
                self.run("pg_ctl", "stop", "-D", self.data(), "-m", "fast", "-w")

    def running(self) -> bool:
        """Whether our own server answers with our own password: a stale pid file proves nothing."""
        if not (Path(self.data()) / "postmaster.pid").exists():
            return False
        try:
            self.connect(timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def status(self) -> str:
        if not self.kept.exists():
            return f"not made yet ({self.home})"
        record = self.record()
        state = "running" if self.running() else "stopped"
        return f"{state}; port {record.port}, database {record.database}, data in {self.data()}"

    def data(self) -> str:
        return str(Path(self.record().place) / "data")

    def connect(self, database: str = "postgres", *, role: str = SUPERUSER, timeout: int = 10) -> psycopg.Connection:
        """A connection as the superuser, or as one of the four roles by its short name."""
        record = self.record()
        user = role if role == SUPERUSER else f"{record.prefix}_{role}"
        return psycopg.connect(host="127.0.0.1", port=record.port, dbname=database, user=user,
                               password=record.passwords[role], connect_timeout=timeout, autocommit=True)

    def urls(self, database: str = "") -> dict[str, str]:
        """The URLs of the four roles."""
        record = self.record()
        return urls(record.port, database or record.database, record.passwords, prefix=record.prefix)

    def run(self, program: str, *arguments: str) -> None:
        binaries.run(Path(self.record().place), program, *arguments)

    def initialise(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        place = binaries.place_for(self.home)
        passwords = {name: secrets.token_urlsafe(24) for name in (SUPERUSER, *ROLES)}
        try:
            binaries.initdb(place, SUPERUSER, passwords[SUPERUSER])
        except binaries.BinariesMissing as missing:
            raise ServerFailed(str(missing)) from missing
        except subprocess.CalledProcessError as refused:
            raise ServerFailed(f"initdb failed in {place} ({refused.returncode}); its reasons are in {place}/server.log.") from None
        self.keep(Record(self.prefix, self.database, free_port(), str(place), passwords))

    def keep(self, record: Record) -> None:
        fresh = self.kept.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(record), file, indent=1)
        fresh.replace(self.kept)

    def launch(self) -> None:
        """Start on the port of last time, else on another; after a kill the memory of dying backends blocks the first tries."""
        record = self.record()
        options = {**(DURABLE if self.durable else FOR_TESTS), **dict(self.options), "listen_addresses": "'127.0.0.1'", "unix_socket_directories": "''"}
        for attempt in range(TRIES):
            if not port_is_free(record.port):
                record.port = free_port()
                self.keep(record)
            binaries.write_options(Path(record.place), {**options, "port": str(record.port)})
            try:
                self.run("pg_ctl", "start", "-D", self.data(), "-l", str(Path(record.place) / "server.log"), "-w", "-t", "60")
                return
            except subprocess.CalledProcessError:
                if attempt == TRIES - 1:
                    raise ServerFailed(f"PostgreSQL did not start; its reasons are in {record.place}/server.log.") from None
                time.sleep(0.5)

    def provisioned(self) -> bool:
        with self.connect() as connection:
            row = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.record().database]).fetchone()
            return row is not None

    def provision(self) -> None:
        """The four roles, none with a right above its work, the database owned by the migrator, the extensions."""
        record = self.record()
        with self.connect() as connection:
            for role in ROLES:
                name = sql.Identifier(f"{record.prefix}_{role}")
                known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [f"{record.prefix}_{role}"]).fetchone()
                verb = sql.SQL("ALTER ROLE {} " if known else "CREATE ROLE {} ").format(name)
                rights = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}")
                connection.execute(verb + rights.format(sql.Literal(record.passwords[role])))
        self.create_database(f"{record.database}_making")
        with self.connect() as connection:  # renamed last: a killed provisioning leaves no half-made database
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(f"{record.database}_making"), sql.Identifier(record.database)))

    def create_database(self, name: str) -> None:
        """An empty database with the extensions and nothing for PUBLIC."""
        record = self.record()
        database, owner = sql.Identifier(name), sql.Identifier(f"{record.prefix}_migrator")
        users = sql.SQL(", ").join(sql.Identifier(f"{record.prefix}_{role}") for role in ROLES)
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(database, owner))
            connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, users))
        with self.connect(name) as connection:
            for extension in EXTENSIONS:
                connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """One process at a time (or many readers); the lock dies with its process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
