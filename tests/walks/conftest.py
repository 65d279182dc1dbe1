"""For each language a company on a cloned database and a real web server on it; a real browser; a mail server on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.walks.walker import PASSWORD, PICTURES, Walker

ROOT = Path(__file__).resolve().parents[2]
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps",
         "--disable-domain-reliability", "--disable-client-side-phishing-detection", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
MISSING = "The browser tests need Chromium: install it (on Debian as root: apt install chromium), then run make test again."


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`make test` goes each walk in the language its file names (``QUICK``), `make prove` in both."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.callspec.params["language"] != item.module.QUICK:  # type: ignore[attr-defined]
            item.add_marker("prove")


@pytest.fixture(scope="module", params=["pl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Every walk is gone in both, by the same steps, with the same figures."""
    return str(request.param)


@pytest.fixture(scope="module")
def db_module(language: str, test_server: Any, django_db_blocker: Any) -> Iterator[Any]:
    """A clone for each language: what is asserted is the whole database."""
    with django_db_blocker.unblock(), test_server.clone() as clone:
        yield clone


@pytest.fixture(scope="module")
def rows(db_module: Any) -> Iterator[Any]:
    """``rows(sql, *parameters)``: what the database holds, past every screen."""
    connection = db_module.as_role("superuser")
    yield lambda sql, *parameters: connection.execute(sql, parameters).fetchall()
    connection.close()


@pytest.fixture(scope="module")
def server(db_module: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """``server()``: the address of the program on the module's database, a process of its own."""
    started: list[tuple[subprocess.Popen[bytes], str]] = []
    log = tmp_path_factory.mktemp("server") / "log"

    def serve() -> str:
        if started:
            return started[0][1]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        environment = {**os.environ, **db_module.environment(), "OGNIWO_SECRET_KEY": "a key for one walk", "OGNIWO_HOSTS": "127.0.0.1", "OGNIWO_MODE": "demo"}
        with log.open("wb") as out:
            command = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", "4", "--access-logfile", "-", "-b", f"127.0.0.1:{port}", "ogniwo.site.wsgi:application"]
            process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)
        base = f"http://127.0.0.1:{port}"
        started.append((process, base))
        for _attempt in range(300):
            try:
                urlopen(f"{base}/health", timeout=1)
                return base
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.1)
        raise AssertionError(log.read_text())

    yield serve
    for process, _base in started:
        process.terminate()
        process.wait(10)
    text = log.read_text(errors="replace") if log.exists() else ""
    assert "Traceback" not in text, text[text.find("Traceback") - 500:][:6000]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium a file. Playwright runs a loop in this thread, so Django is told that its calls here are all right."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail(MISSING)
    from playwright.sync_api import sync_playwright

    from ogniwo.site.testdatabase import close

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
        close()  # what was opened while Playwright's loop ran is kept apart by Django and known only here
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def walker(browser: Any, server: Any, language: str) -> Iterator[Any]:
    """``walker(width=390)``: one more tab with nobody signed in; at the end no page may have been at fault."""
    made: list[Walker] = []

    def start(width: int = 1440) -> Walker:
        made.append(Walker(browser, server(), language, width))
        return made[-1]

    yield start
    for one in made:
        if PICTURES and not one.page.is_closed():
            one.page.screenshot(path=Path(PICTURES) / "last.png", full_page=True)
    faults = [fault for one in made for fault in one.faults]
    assert faults == [], "\n".join(map(str, faults))


@pytest.fixture(scope="module")
def people(language: str, db_module: Any) -> Any:
    """``people(firm, "seller", "accountant")``: the firm's people, who can sign in and be switched between; their sign-in names by role."""

    def ready(firm: Any, *roles: str) -> dict[str, str]:
        from ogniwo.kernel.access.models import User

        found = {}
        for role in roles:
            user = User.objects.get(pk=firm.acting_as(role).user_id)
            user.set_password(PASSWORD)
            user.language, user.is_demo = language, True
            user.save(update_fields=["password", "language", "is_demo"])
            found[role] = user.email
        return found

    return ready


@pytest.fixture
def post(settings: Any) -> Iterator[list[EmailMessage]]:
    """The letters that reached the mail server of this machine, when the worker delivers."""
    from aiosmtpd.controller import Controller

    came: list[EmailMessage] = []

    class Box:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            came.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
            return "250 taken"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(Box(), hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield came
    controller.stop()
