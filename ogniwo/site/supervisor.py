"""Children under one roof: started together, stopped together, and nothing else is touched."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType

from ogniwo.site import environment
from ogniwo.site.postgres import port_is_free

PORTS_TRIED = 50
PATIENCE = 15
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, prctl(2)
SECONDS_TO_ANSWER = 60


class Stopped(Exception):
    """A person or the system asked us to end."""


def web_command(port: int) -> list[str]:
    """The gunicorn that serves the program; two processes of four threads unless the environment says otherwise."""
    processes, threads = environment.number("OGNIWO_WEB_PROCESSES", 2), environment.number("OGNIWO_WEB_THREADS", 4)
    return [sys.executable, "-m", "gunicorn", "ogniwo.site.wsgi:application", "--bind", f"127.0.0.1:{port}",
            "--workers", str(processes), "--threads", str(threads), "--worker-class", "gthread", "--timeout", "120",
            "--graceful-timeout", "5", "--log-level", "warning", "--worker-tmp-dir", shared_memory(), "--no-control-socket"]


def shared_memory() -> str:
    """Where gunicorn beats its heart: memory where there is some, for a slow disk must not look like a dead worker."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else str(environment.var())  # noqa: S108 - its file has no name


def next_port(wanted: int) -> int:
    """``wanted``, or the first free one above it."""
    for port in range(wanted, wanted + PORTS_TRIED):
        if port_is_free(port):
            return port
    raise environment.EnvironmentWrong(f"Ports {wanted} to {wanted + PORTS_TRIED - 1} are all taken; set OGNIWO_PORT.")


@contextlib.contextmanager
def signals_stop() -> Iterator[None]:
    """Ctrl+C and SIGTERM raise Stopped here; children stand in their own sessions and hear nothing of it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    kept = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def children(commands: Mapping[str, list[str]], extra: Mapping[str, str], logs: Path) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Start all; at the end ask each to stop, then insist. Their words go to files in ``logs``."""
    logs.mkdir(parents=True, exist_ok=True)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            with (logs / f"{name}.log").open("ab") as log:
                running[name] = subprocess.Popen(command, env={**os.environ, **extra}, stdin=subprocess.DEVNULL,
                                                 stdout=log, stderr=log, start_new_session=True,
                                                 preexec_fn=die_with_us)
        yield running
    finally:
        end(running.values())


def die_with_us() -> None:
    """Where the system can (Linux), a child hears SIGTERM when its supervisor is killed."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def end(running: Iterable[subprocess.Popen[bytes]]) -> None:
    """Every child, and what it has started in its own session, is gone when this returns."""
    alive = [child for child in running if child.poll() is None]
    for child in alive:
        child.terminate()
    limit = time.monotonic() + PATIENCE
    for child in alive:
        try:
            child.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def until_answered(address: str, running: Mapping[str, subprocess.Popen[bytes]]) -> bool:
    """Wait for the first page; False where the web server died or stayed silent."""
    limit = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < limit and all(child.poll() is None for child in running.values()):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
        time.sleep(0.1)
    return False


def watch(running: Mapping[str, subprocess.Popen[bytes]], say: Callable[[str], None]) -> int:
    """Until somebody stops us (0), or a child ends by itself (1, with its name)."""
    while True:
        for name, child in running.items():
            if child.poll() is not None:
                say(f"The {name} ended by itself ({child.returncode}); everything is being stopped.")
                return 1
        time.sleep(0.5)
