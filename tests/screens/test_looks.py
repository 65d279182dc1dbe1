"""A real browser on the real program: axe, the Content-Security-Policy, width, errors of scripts, on every kind of screen."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest

from tests.screens.conftest import PASSWORD

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "ogniwo" / "workbench" / "front" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
         ".then(r => r.violations.map(v => [v.id, v.nodes[0].html.slice(0, 300)]))")
WATCH = "window.violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI))"
LOOKS = [("pl", 1440, "light"), ("en", 390, "light"), ("en", 1440, "dark"), ("pl", 390, "dark")]
SCREENS = ["/s/home/", "/s/approvals.inbox/", "/s/people.people/", "/s/people.keys/", "/do/people.change_roles?id={seller}", "/do/people.issue_key",
           "/s/inventory.paper/{paper}/", "/flow/{paper}", "/s/parties.customers/", "/s/catalog.products/", "/s/inventory.stock_value/", "/s/ledger.trial_balance/",
           "/do/inventory.receive_internal", "/s/doctor/", "/s/parties.party/{party}/", "/do/parties.change_party?id={party}", "/do/invoicing.receive_invoice",
           "/s/marketing.leads/", "/s/setup.company/", "/s/books.months/"]  # fmt: skip


@pytest.fixture(scope="module")
def server(furnished: Any, db_module: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the program on the furnished database, as a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, **db_module.environment(), "OGNIWO_SECRET_KEY": "a key for one test", "OGNIWO_HOSTS": "127.0.0.1"}
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", "4", "-b", f"127.0.0.1:{port}", "ogniwo.site.wsgi:application"]
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=out, stderr=out)
    try:
        for _attempt in range(150):
            try:
                urlopen(f"http://127.0.0.1:{port}/health", timeout=1)
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def in_browser(visit: Any) -> None:
    """Run ``visit(browser)`` in a thread of its own: Playwright's loop and Django's connections do not share one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("chromium is not installed: apt install chromium")
    wrong: list[BaseException] = []

    def go() -> None:
        from playwright.sync_api import sync_playwright

        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                visit(browser)
                browser.close()
        except BaseException as error:  # noqa: BLE001 - raised again outside the thread
            wrong.append(error)

    thread = Thread(target=go)
    thread.start()
    thread.join()
    if wrong:
        raise wrong[0]


def furnished_parties(house: Any) -> list[Any]:
    """A few customers of the house."""
    from ogniwo.kernel.commands import QUERIES, reading

    with reading(house.firm.acting):
        return list(QUERIES["parties.parties"].function(acting=house.firm.acting)[:3])


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
def test_screens_are_clean(furnished, server, look):
    from ogniwo.kernel.access.models import User

    language, width, theme = look
    user = furnished.user("owner")
    User.objects.filter(pk=user.pk).update(language=language, theme=theme)
    names = {"paper": furnished.documents[0], "seller": furnished.firm.acting_as("seller").user_id, "party": furnished_parties(furnished)[0].pk}
    found: list[Any] = []

    def visit(browser: Any) -> None:
        page = browser.new_context(viewport={"width": width, "height": 900}, base_url=server).new_page()
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: found.append(("script", str(error))))
        page.goto("/sign-in")
        inspect(page, "/sign-in")
        page.fill("[name=email]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(re.compile("/s/home/"))
        for screen in SCREENS:
            url = screen.format(**names)
            answer = page.goto(url)
            page.wait_for_timeout(200)
            if answer.status != 200:
                found.append((url, answer.status))
            inspect(page, url)

    def inspect(page: Any, url: str) -> None:
        page.evaluate(AXE.read_text())
        found.extend((url, broken) for broken in page.evaluate(RULES))
        found.extend((url, broken) for broken in page.evaluate("window.violations"))
        if page.evaluate("document.documentElement.scrollWidth - innerWidth") > 0:
            found.append((url, "wider than the window"))

    in_browser(visit)
    assert found == []


def test_a_comment_a_file_and_a_decision_by_hand(furnished, server):
    user, paper = furnished.user("owner"), f"/s/inventory.paper/{furnished.documents[0]}/"
    furnished.documents.append(furnished.documents[0])
    furnished.ask()

    def visit(browser: Any) -> None:
        page = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=server).new_page()
        page.set_default_timeout(8000)
        page.goto("/sign-in")
        page.fill("[name=email]", user.email)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.goto(paper)
        page.fill("#comment-text", "Z przeglądarki")
        page.click("button[form=comment-form]")
        page.locator(".timeline", has_text="Z przeglądarki").wait_for()
        page.set_input_files("input[name=files]", [{"name": "zdjęcie.png", "mimeType": "image/png", "buffer": b"\x89PNG..."}])
        page.locator(".files", has_text="zdjęcie.png").wait_for()
        page.locator("button[form^=approve-]").first.click()
        page.locator(".asks .badge[data-tone=good]").first.wait_for()

    in_browser(visit)
