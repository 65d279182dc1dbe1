"""``ogniwo demo``: the whole program on one machine, under one command."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

from ogniwo.site import environment, supervisor, words
from ogniwo.site.editions import present
from ogniwo.site.postgres import Server

Say = Callable[[str], None]


def run(*, fresh: bool, say: Say) -> int:
    """Start what does not run yet, build what is not there yet, serve until stopped; the exit code."""
    home = environment.var()
    home.mkdir(parents=True, exist_ok=True)
    keep_secret(home / "secret-key")
    words.fresh(home / "words")
    server = None if environment.text("DATABASE_URL") else Server(environment.embedded_record().parent)
    mine = False
    try:
        with supervisor.signals_stop():
            if server and fresh:
                throw_away(server, say)
            if server:
                mine = server.start() or abandoned(home)
                (home / "demo.pid").write_text(str(os.getpid()) if mine else "0")
            build(say)
            return serve(home, say)
    except supervisor.Stopped:
        say("Stopped; the data stays.")
        return 0
    finally:
        if server and mine:
            server.stop()
            (home / "demo.pid").unlink(missing_ok=True)


def abandoned(home: Path) -> bool:
    """Whether the server runs on from a demo that was killed: then it is ours to stop."""
    kept = home / "demo.pid"
    if not kept.exists() or not (pid := kept.read_text().strip()).isdigit() or pid == "0":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def throw_away(server: Server, say: Say) -> None:
    if not server.kept.exists():
        return
    server.stop()
    shutil.rmtree(server.data(), ignore_errors=True)
    shutil.rmtree(server.home, ignore_errors=True)
    say("The demo company was thrown away.")


def keep_secret(path: Path) -> None:
    """A secret key of this installation, made once, readable by its owner only."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))


def build(say: Say) -> None:
    """Migrations, then the demo company where the edition has one and the database has none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
    import_module("django").setup()
    migrating = import_module("ogniwo.site.migrating")
    if migrating.needed():
        say("Preparing the database ...")
        migrating.migrate()
    if (company := demo_company()) and not company.exists():
        say("Building the demo company ...")
        company.build()


def demo_company() -> ModuleType | None:
    """``ogniwo.demo.company``: exists(), build(), users() -> [(sign-in name, role, password)]."""
    return import_module("ogniwo.demo.company") if present("ogniwo.demo.company") else None


def serve(home: Path, say: Say) -> int:
    wanted = environment.number("OGNIWO_PORT", 8000)
    port = supervisor.next_port(wanted)
    if port != wanted:
        say(f"Port {wanted} is taken; {port} is used.")
    import_module("django.db").connections.close_all()
    commands = {"web server": supervisor.web_command(port)}
    if present("ogniwo.kernel.outbox.worker"):
        commands["worker"] = [sys.executable, "-m", "ogniwo.site.cli", "worker"]
    address = f"http://127.0.0.1:{port}"
    extra = {"OGNIWO_MODE": environment.text("OGNIWO_MODE", "demo")}
    with supervisor.children(commands, extra, home / "logs") as running:
        if not supervisor.until_answered(address, running):
            say(f"The web server did not start; its reasons are in {home / 'logs'}.")
            return 1
        say(f"\nOgniwo: {address}")
        company = demo_company()
        for name, role, password in company.users() if company else []:
            say(f"  {role:<12} {name}  {password}")
        say("Ctrl+C stops it.")
        return supervisor.watch(running, say)
