"""The harness of all tests: one PostgreSQL a session, a fresh clone for who asks, doors for attackers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import psycopg
import pytest

from ogniwo.site import environment, words

if TYPE_CHECKING:
    from ogniwo.site.demotemplate import DemoClone
    from ogniwo.site.testdatabase import Clone, TestServer

pytest_plugins = ["ogniwo.site.testing"]
CURRENT: list[Clone] = []


def pytest_configure() -> None:
    words.fresh(environment.var() / "words")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("django_db"):
            raise pytest.UsageError(f"{item.nodeid}: tests really commit here; take the fixture db_clone instead of django_db.")


@pytest.fixture(scope="session")
def test_server() -> Iterator[TestServer]:
    """The running PostgreSQL of tests (``ogniwo.site.testdatabase``)."""
    from ogniwo.site.testdatabase import TestServer

    server = TestServer()
    yield server
    server.leave()


def clone_of(server: TestServer, blocker: object, template: str = "") -> Iterator[Clone]:
    """For fixtures that want a clone of their own template (see ``TestServer.built``)."""
    with blocker.unblock(), server.clone(template) as clone:  # type: ignore[attr-defined]
        CURRENT.append(clone)
        yield clone
        CURRENT.remove(clone)


@pytest.fixture
def db_clone(test_server: TestServer, django_db_blocker: object) -> Iterator[Clone]:
    """A fresh migrated database for one test; Django's ``default`` is the app's role on it."""
    yield from clone_of(test_server, django_db_blocker)


@pytest.fixture(scope="module")
def db_module(test_server: TestServer, django_db_blocker: object) -> Iterator[Clone]:
    """The same for all tests of a module together."""
    yield from clone_of(test_server, django_db_blocker)


@pytest.fixture
def as_role() -> Iterator[Callable[[str], psycopg.Connection]]:
    """``as_role("app" | "worker" | "auditor" | "migrator" | "superuser")``: an autocommit connection to the current clone."""
    opened: list[psycopg.Connection] = []

    def connect(role: str) -> psycopg.Connection:
        if not CURRENT:
            pytest.fail("as_role needs db_clone or db_module before it among the test's fixtures.")
        opened.append(CURRENT[-1].as_role(role))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture(scope="session")
def demo_template(test_server: TestServer, django_db_blocker: object) -> str:
    """The demo company built once for this state of the program; seconds when it is there already."""
    from ogniwo.site.demotemplate import template

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return template(test_server)


@pytest.fixture
def demo(test_server: TestServer, django_db_blocker: object, demo_template: str) -> Iterator[DemoClone]:
    """A clone of the built demo for one test: ``demo.clone``, ``demo.acting_as("seller")``."""
    from ogniwo.site.demotemplate import DemoClone

    for clone in clone_of(test_server, django_db_blocker, demo_template):
        yield DemoClone(clone)


@pytest.fixture(scope="module")
def demo_module(test_server: TestServer, django_db_blocker: object, demo_template: str) -> Iterator[DemoClone]:
    """The same for all tests of a module together, which only read."""
    from ogniwo.site.demotemplate import DemoClone

    for clone in clone_of(test_server, django_db_blocker, demo_template):
        yield DemoClone(clone)
