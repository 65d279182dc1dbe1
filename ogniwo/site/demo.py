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
from ogniwo.site.postgres import Server, ServerFailed

Say = Callable[[str], None]


def run(*, fresh: bool, say: Say) -> int:
    """Start what does not run yet, build what is not there yet, serve until stopped; the exit code."""
    home = environment.var()
    home.mkdir(parents=True, exist_ok=True)
    keep_secret(home / "secret-key")
    words.fresh(home / "words")
    server = None if environment.text("DATABASE_URL") else Server(environment.embedded_record().parent)
    if fresh and not server:
        raise ServerFailed("DATABASE_URL is set: a demo company there is not ours to throw away; drop that database yourself.")
    mine = False
    try:
        with supervisor.signals_stop():
            if server and fresh:
                throw_away(server, home, say)
            if server:
                mine = take(server, home)
            build(home, say)
            return serve(home, say)
    except supervisor.Stopped:
        say("Stopped; the data stays.")
        return 0
    finally:
        if server and mine:
            server.stop()
            (home / "demo.pid").unlink(missing_ok=True)


def take(server: Server, home: Path) -> bool:
    """Start the server. True where it is ours to stop: we started it, or a demo that was killed left it running."""
    left_behind = (home / "demo.pid").exists() and owner(home) is None
    mine = server.start() or left_behind
    if mine:
        (home / "demo.pid").write_text(str(os.getpid()))
    return mine


def owner(home: Path) -> int | None:
    """The process of the demo that started the server and still runs, or None."""
    kept = home / "demo.pid"
    pid = int(kept.read_text()) if kept.exists() else 0
    if not pid or pid == os.getpid():
        return None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return pid
    return pid


def throw_away(server: Server, home: Path, say: Say) -> None:
    """Data and passwords of the embedded server; refused while another demo works on them."""
    if pid := owner(home):
        raise ServerFailed(f"A demo runs on this data (process {pid}); stop it first.")
    (home / "demo.shape").unlink(missing_ok=True)
    if server.kept.exists():
        server.stop()
        shutil.rmtree(server.data())
        shutil.rmtree(server.home)
        say("The demo company was thrown away.")


def keep_secret(path: Path) -> None:
    """A secret key of this installation, made once, readable by its owner only."""
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))


def build(home: Path, say: Say) -> None:
    """Migrations, then the demo company where the edition has one and the database has none.

    Raises ServerFailed where the tables were made by migrations that are no more (only until the first release).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
    import_module("django").setup()
    migrating = import_module("ogniwo.site.migrating")
    made, now = home / "demo.shape", migrating.shape()
    if made.exists() and made.read_text() != now:
        raise ServerFailed("The tables have changed since this demo was built: run `make demo-reset` (its data is made anew).")
    if migrating.needed():
        say("Preparing the database ...")
        migrating.migrate()
    made.write_text(now)
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
