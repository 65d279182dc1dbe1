"""`ogniwo check` names what is unsafe; each fault is planted."""

from __future__ import annotations

import os
import subprocess
import sys

from ogniwo.site import checks
from ogniwo.site.environment import ROOT


def named(part: str) -> bool:
    return any(part in fault for fault in checks.faults())


def test_a_server_of_tests_is_called_unsafe(db_clone) -> None:
    assert named("fsync is off")
    assert named("synchronous_commit is off")
    assert not named("owns tables")
    assert not named("may create tables")


def test_an_app_that_owns_a_table_is_named(db_clone, as_role) -> None:
    superuser = as_role("superuser")
    superuser.execute("CREATE TABLE ours (x int)")
    superuser.execute("ALTER TABLE ours OWNER TO ogtest_app")
    assert named("owns tables")


def test_an_app_that_may_create_is_named(db_clone, as_role) -> None:
    as_role("superuser").execute("GRANT CREATE ON SCHEMA public TO ogtest_app")
    assert named("may create tables")


def test_settings_are_named(db_clone, settings) -> None:
    settings.DEBUG, settings.SECRET_KEY, settings.ALLOWED_HOSTS = True, settings.UNSAFE_SECRET_KEY, ["*"]
    for part in ("OGNIWO_DEBUG", "default one", "any name", "without https"):
        assert named(part), part
    settings.SECRET_KEY = "short"
    assert named("shorter than")
    settings.OGNIWO_ROLES = {"app": "one", "migrator": "one"}
    assert named("same role")


DECLARED = """import django; django.setup()
from ogniwo.kernel.commands.registry import COMMANDS, QUERIES
from ogniwo.workbench import registry
before = {*COMMANDS, *QUERIES}; registry.load(); print(sorted({*COMMANDS, *QUERIES} - before))"""


def test_everything_is_declared_before_a_screen_is_drawn():
    """Roles are shipped what is declared at founding; what only a screen's module brings would be granted to nobody."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ogniwo.site.testsettings"}
    done = subprocess.run([sys.executable, "-c", DECLARED], cwd=ROOT, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "[]"
