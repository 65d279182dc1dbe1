"""`ogniwo demo` as a person meets it: two starts, a taken port, Ctrl+C, a kill; a server of version 15; an unsafe one."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ogniwo.site import environment
from ogniwo.site.binaries import TRAVERSABLE, version
from ogniwo.site.postgres import Server

FIFTEEN = Path("/usr/lib/postgresql/15/bin")
CLI = [sys.executable, "-m", "ogniwo.site.cli"]
DEMO_DATA = pytest.mark.skipif(os.environ.get("OGNIWO_SKIP_DEMO") == "yes", reason="OGNIWO_SKIP_DEMO=yes")


def clean_environment(var: Path, **more: str) -> dict[str, str]:
    """A person's environment: nothing of the test session in it."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("OGNIWO_", "DATABASE_URL", "DJANGO_", "PYTEST_"))}
    return {**kept, "OGNIWO_VAR": str(var), "OGNIWO_EDITION": "crm", **more}


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A data folder under a closed parent (pytest's is 0700), cleaned wherever the data came to lie."""
    folder = tmp_path / "var"
    yield folder
    server = Server(folder / "postgres")
    if server.kept.exists():
        place = Path(server.record().place)
        server.stop()
        if place.parent in TRAVERSABLE:
            shutil.rmtree(place)


def ogniwo(var: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*CLI, *arguments], env=clean_environment(var, **more), capture_output=True, text=True,
                          cwd=environment.ROOT, check=False, timeout=120)


@contextlib.contextmanager
def demo(var: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running demo and its address."""
    child = subprocess.Popen([*CLI, "demo"], env=clean_environment(var, OGNIWO_PORT=str(port), PYTHONUNBUFFERED="1"), text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=environment.ROOT, start_new_session=True)
    said = []
    try:
        assert child.stdout
        for line in child.stdout:
            said.append(line)
            if found := re.search(r"Ogniwo: (http://\S+)", line):
                yield child, found[1]
                return
        pytest.fail("the demo did not start: " + "".join(said))
    finally:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
            child.wait(60)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as page:
            return page.read() == b"ok\n"
    except OSError:
        return False


@DEMO_DATA
def test_two_starts_a_taken_port_ctrl_c_and_a_kill(var: Path) -> None:
    with socket.socket() as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.listen()
        taken = neighbour.getsockname()[1]
        with demo(var, taken) as (first, address):
            assert answers(address)
            time.sleep(2)  # longer than a worker that cannot work lives
            assert first.poll() is None
            assert not address.endswith(f":{taken}")
            first.send_signal(signal.SIGINT)
            assert first.wait(60) == 0
        assert not answers(address)
        assert not Server(var / "postgres").running()
        secret = (var / "secret-key").read_text()
        database = (var / "postgres" / "server.json").read_text()
        started = time.monotonic()
        with demo(var, taken) as (second, address):
            assert time.monotonic() - started < 60  # seconds: 3 on a quiet machine; here only that nothing is built again
            assert (var / "secret-key").read_text() == secret
            assert json.loads((var / "postgres" / "server.json").read_text())["passwords"] == json.loads(database)["passwords"]
            assert "stop it first" in ogniwo(var, "demo", "--fresh").stderr
            second.kill()
            second.wait(10)
        assert Server(var / "postgres").running(), "the database outlives a killed demo"
        with demo(var, taken) as (third, address):
            third.send_signal(signal.SIGTERM)
            assert third.wait(60) == 0
        assert not Server(var / "postgres").running(), "and the next demo takes it over"


@DEMO_DATA
def test_what_is_kept_is_for_its_owner_only(var: Path) -> None:
    assert ogniwo(var, "postgres", "start").returncode == 0
    kept = var / "postgres" / "server.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    data = Path(json.loads(kept.read_text())["place"]) / "data"
    assert data.stat().st_mode & 0o777 == 0o700
    if os.geteuid() == 0:
        assert data.stat().st_uid != 0
    with Server(var / "postgres").connect() as superuser:
        assert superuser.execute("SHOW data_checksums").fetchone() == ("on",)
        assert superuser.execute("SHOW unix_socket_directories").fetchone() == ("",)
        assert superuser.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)


@pytest.mark.server15
@pytest.mark.skipif(version(FIFTEEN) != 15, reason="this machine has no PostgreSQL 15")
def test_a_server_of_version_15_by_database_url(var: Path) -> None:
    made = ogniwo(var, "postgres", "start", OGNIWO_POSTGRES_BIN=str(FIFTEEN))
    assert made.returncode == 0, made.stderr
    urls = Server(var / "postgres").urls()
    own = {name: urls[role] for role, name in environment.VARIABLES.items()} | {"OGNIWO_SECRET_KEY": "long enough " * 5}
    elsewhere = var.parent / "elsewhere"
    migrated = ogniwo(elsewhere, "migrate", **own)
    assert migrated.returncode == 0, migrated.stderr
    checked = ogniwo(elsewhere, "check", **own)
    assert checked.stdout.strip() == "Nothing unsafe was found.", checked.stderr
    assert not elsewhere.joinpath("postgres").exists()


@pytest.mark.parametrize("command", [["doctor"], ["migrate"], ["worker", "--once"], ["user", "list"]])
def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    refused = ogniwo(tmp_path, *command, OGNIWO_MODE="demo")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database does not answer"), refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_database_url_alone_is_refused_in_one_sentence(tmp_path: Path) -> None:
    refused = ogniwo(tmp_path, "check", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "DATABASE_URL_MIGRATOR" in refused.stderr


def test_production_refuses_to_serve_what_is_unsafe(tmp_path: Path) -> None:
    refused = ogniwo(tmp_path, "serve", OGNIWO_DEBUG="yes")
    assert refused.returncode == 1
    for part in ("secret key is the default", "OGNIWO_DEBUG is on", "database does not answer"):
        assert part in refused.stderr


def test_a_foreign_database_is_never_thrown_away(tmp_path: Path) -> None:
    refused = ogniwo(tmp_path, "demo", "--fresh", DATABASE_URL="postgresql://a:b@127.0.0.1:1/c")
    assert refused.returncode == 1
    assert "not ours" in refused.stderr
