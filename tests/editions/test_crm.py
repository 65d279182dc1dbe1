"""The CRM edition as a wheel in a folder of its own: it migrates, serves, speaks Polish and passes its modules' tests."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from ogniwo.site import supervisor, wheel
from ogniwo.site.editions import EDITIONS
from ogniwo.site.environment import ROOT
from ogniwo.site.testdatabase import Clone, TestServer

WINGS = {"crm", "demo", "kernel", "masterdata", "poland", "site", "workbench"}
PASSWORD = "a Very-long passw0rd"
OWNER = {"company": "Alfa", "code": "ALFA", "currency": "PLN", "name": "Olga Owner", "email": "olga@example.com", "password": PASSWORD, "language": "en"}
LISTS = ("parties.customers", "catalog.products", "marketing.campaigns", "marketing.leads", "pipeline.opportunities", "offers.offers", "servicedesk.tickets")
PYTEST = """[pytest]
addopts = --disable-plugin-autoload -p django -p no:cacheprovider --strict-markers --import-mode=importlib -q
DJANGO_SETTINGS_MODULE = ogniwo.site.testsettings
python_files = test_*.py
markers =
    prove: long
    browser: needs chromium
    server15: needs the machine's PostgreSQL 15
"""


@dataclass
class Edition:
    """An installed edition: its folder, and how a program of it is run."""

    folder: Path
    home: Path
    server: TestServer

    def environment(self, **more: str) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("OGNIWO_", "DATABASE_", "DJANGO_", "PYTEST_"))}
        return {**own, "PYTHONPATH": str(self.folder), "OGNIWO_VAR": str(self.home), "OGNIWO_LANGUAGE": "en", **more}

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], cwd=self.home, env=self.environment(**more), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def crm(tmp_path_factory: pytest.TempPathFactory, test_server: TestServer) -> Edition:
    home = tmp_path_factory.mktemp("crm")
    made = wheel.build("crm", home)
    folder = home / "installed"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-index", "--target", str(folder), str(made)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Edition(folder, home, test_server)


def test_the_other_wings_are_absent(crm: Edition) -> None:
    package = crm.folder / "ogniwo"
    assert {path.name for path in package.iterdir() if path.is_dir() and path.name != "__pycache__"} == WINGS
    apps = {path.parent for path in package.glob("poland/*/apps.py")}
    assert {path.name for path in apps} == {module.split(".")[2] for module in EDITIONS["crm"] if module.startswith("ogniwo.poland.")}
    found = crm.run("-c", "import ogniwo, importlib.util as u; print(ogniwo.__file__, u.find_spec('ogniwo.finance'), u.find_spec('ogniwo.supply'))")
    assert found.stdout.split() == [str(package / "__init__.py"), "None", "None"], found.stderr


def test_another_edition_does_not_start_from_it(crm: Edition) -> None:
    done = crm.run("-c", "import ogniwo.site.settings", OGNIWO_EDITION="erp")
    assert done.returncode and "needs ogniwo.finance.ledger" in done.stderr


def test_every_word_of_it_has_its_polish(crm: Edition) -> None:
    done = crm.run("-m", "ogniwo.site.cli", "words", "check")
    assert done.returncode == 0, "\n".join(line for line in done.stdout.splitlines() if line.startswith("missing")) + done.stderr


@pytest.fixture(scope="module")
def web(crm: Edition) -> Iterator[SimpleNamespace]:
    """The installed web server on a database that the installed migrations made from nothing."""
    name = f"test_{os.getpid()}_crm"
    server = crm.server.server
    server.create_database(name)
    urls = {**Clone(server, name).environment(), "OGNIWO_SECRET_KEY": "of a test", "OGNIWO_EDITION": "crm"}
    try:
        migrated = crm.run("-m", "ogniwo.site.cli", "migrate", **urls)
        assert migrated.returncode == 0, migrated.stderr
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        with (crm.home / "web.log").open("wb") as log:
            child = subprocess.Popen([sys.executable, "-m", "ogniwo.site.cli", "serve", "--port", str(port)], cwd=crm.home,
                                     env=crm.environment(**urls, OGNIWO_WEB_PROCESSES="1"), stdout=log, stderr=log, start_new_session=True)  # fmt: skip
        try:
            assert supervisor.until_answered(f"http://127.0.0.1:{port}", {"web": child}), (crm.home / "web.log").read_text()
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                yield SimpleNamespace(client=client, database=name)
        finally:
            supervisor.end([child])
    finally:
        crm.server.drop(name)


def post(client: httpx.Client, path: str, data: dict[str, Any]) -> httpx.Response:
    """Post a form as its page asks: with its token."""
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(path).text)
    assert token, path
    return client.post(path, data={**data, "csrfmiddlewaretoken": token[1]})


def test_the_owner_signs_in_and_opens_every_page_of_the_menu(crm: Edition, web: SimpleNamespace) -> None:
    client = web.client
    assert post(client, "/first-run", OWNER).status_code == 302
    client.cookies.clear()
    assert client.get("/sign-in").status_code == 200
    answer = post(client, "/sign-in", {"email": OWNER["email"], "password": PASSWORD})
    assert answer.status_code == 302, answer.text[:500]
    start = client.get("/", follow_redirects=True)
    assert start.status_code == 200, start.text[:500]
    opened = {}
    for address in sorted(set(re.findall(r'href="(/s/[^"?#]+)', start.text))):
        opened[address] = client.get(address).status_code
    assert {f"/s/{name}/" for name in LISTS} <= set(opened), sorted(opened)
    assert set(opened.values()) == {200}, {address: status for address, status in opened.items() if status != 200}
    rates = subprocess.run([sys.executable, "-c", "import sys, psycopg; print(psycopg.connect(sys.argv[1]).execute('SELECT count(*) FROM taxation_taxclass').fetchone()[0])",
                            Clone(crm.server.server, web.database).environment()["DATABASE_URL_AUDITOR"]], capture_output=True, text=True, check=True)  # fmt: skip
    assert int(rates.stdout) > 4  # the Polish rates came with the company, without a ledger


DEMO = """from pathlib import Path; from ogniwo.site import demo
demo.build(Path('.'), print); demo.build(Path('.'), print)
from ogniwo.demo.company import users
print(*(role for _name, role, _password in users()))
import psycopg, sys
counted = psycopg.connect(sys.argv[1]).execute("SELECT type, count(*) FROM documents_document GROUP BY 1").fetchall()
print({kind: many for kind, many in counted}, psycopg.connect(sys.argv[1]).execute("SELECT count(*) FROM parties_party").fetchone()[0])"""


def test_it_has_a_demo_of_its_own(crm: Edition) -> None:
    """Campaigns to offers and tickets, told by the edition's own commands on an empty database; a second start keeps it; a person of each role."""
    name = f"test_{os.getpid()}_crm_demo"
    crm.server.server.create_database(name)
    urls = {**Clone(crm.server.server, name).environment(), "OGNIWO_SECRET_KEY": "of a test", "OGNIWO_EDITION": "crm", "OGNIWO_MODE": "demo"}
    try:
        done = crm.run("-c", DEMO, urls["DATABASE_URL_AUDITOR"], **urls)
        assert done.returncode == 0, done.stderr[-4000:]
        assert done.stdout.count("Building the demo company") == 1
        assert "owner accountant seller buyer storekeeper auditor" in done.stdout
        for kind in ("marketing.campaign", "marketing.lead", "pipeline.opportunity", "offers.offer", "servicedesk.ticket"):
            assert f"'{kind}': " in done.stdout, done.stdout
    finally:
        crm.server.drop(name)


@pytest.mark.parametrize("wings", [("crm", "poland"), pytest.param(("kernel", "masterdata", "workbench"), marks=pytest.mark.prove)], ids=lambda wings: "-".join(wings))
def test_the_tests_beside_its_code_pass(crm: Edition, wings: tuple[str, ...]) -> None:
    shutil.copy(ROOT / "conftest.py", crm.folder / "conftest.py")
    (crm.folder / "pytest.ini").write_text(PYTEST)
    words = ["-m", "pytest", "-c", str(crm.folder / "pytest.ini"), "--rootdir", str(crm.folder), "-m", "not browser and not prove", *(str(crm.folder / "ogniwo" / wing) for wing in wings)]
    done = crm.run(*words, OGNIWO_EDITION="crm", OGNIWO_TEST_SERVER=str(crm.server.server.home))
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
