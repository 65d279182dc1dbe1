"""The tools' own checks: lint, dead code, dependencies, migrations, Django's checks, routes; each with a planted fault."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.urls import path

from ogniwo.kernel.access import routes
from ogniwo.kernel.access.hooks import PERMISSIONS
from ogniwo.kernel.commands.registry import COMMANDS, QUERIES
from ogniwo.site import newmodule, reference
from ogniwo.site.urls import urlpatterns
from tests.architecture import declared
from tests.architecture.house import ROOT, load_everything

BIN = Path(sys.executable).parent
UNREAD = "*/tests/*,*/site/testing.py,*/migrations/*,*/node_modules/*,*/front/*"
BY_NAME = "app_label,from_state,to_state,public_id"  # Django's migration operations, lxml's resolvers
FAULTS = {
    "TID251": "from django.dispatch import receiver\n",
    "PLC0415": "def f():\n    import json\n    return json\n",
    "BLE001": "try:\n    x = 1\nexcept Exception:\n    x = 2\n",
    "S110": "try:\n    x = 1\nexcept ValueError:\n    pass\n",
    "DTZ005": "from datetime import datetime\nx = datetime.now()\n",
    "FBT001": "def f(fast: bool) -> None: ...\n",
    "ERA001": "x = 1\n# y = f(x)\n",
    "T201": "print(1)\n",
}


def tool(*arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / arguments[0]), *arguments[1:]], cwd=ROOT, input=text, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("rule", "text"), FAULTS.items())
def test_ruff_catches(rule: str, text: str) -> None:
    found = tool("ruff", "check", "--output-format=concise", "--stdin-filename", "ogniwo/finance/ledger/commands.py", "-", text=text)
    assert rule in found.stdout, found.stdout


def test_the_clock_is_read_in_the_kernel_only() -> None:
    text = "from datetime import UTC, datetime\n\nx = datetime.now(UTC)\n"
    outside = tool("ruff", "check", "--output-format=concise", "--stdin-filename", "ogniwo/finance/ledger/rules.py", "-", text=text)
    inside = tool("ruff", "check", "--output-format=concise", "--stdin-filename", "ogniwo/kernel/access/queries.py", "-", text=text)
    assert "TID251" in outside.stdout and "TID251" not in inside.stdout


def test_no_dead_code() -> None:
    found = tool("vulture", "ogniwo", "--min-confidence", "80", "--exclude", UNREAD, "--ignore-names", BY_NAME)
    assert found.returncode == 0, found.stdout


def test_dead_code_is_seen(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("def f(unused_thing):\n    return 1\n    x = 2\n")
    assert "unused" in tool("vulture", str(tmp_path), "--min-confidence", "80").stdout


def test_dependencies_are_declared_and_used() -> None:
    found = tool("deptry", ".", "--config", "tests/architecture/deptry.toml")
    assert found.returncode == 0, found.stderr


def test_an_undeclared_dependency_is_seen(tmp_path: Path) -> None:
    (tmp_path / "requirements.in").write_text("rich==15.0.0\n")
    (tmp_path / "pyproject.toml").write_text("[tool.deptry]\nrequirements_files = ['requirements.in']\n")
    (tmp_path / "x.py").write_text("import httpx\n")
    found = subprocess.run([str(BIN / "deptry"), "."], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "httpx" in found.stderr and "rich" in found.stderr


def unwritten(state: ProjectState | None = None) -> dict[str, list[str]]:
    """What makemigrations would write for our apps, by app."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wanted = state or ProjectState.from_apps(apps)
    found = MigrationAutodetector(loader.project_state(), wanted).changes(loader.graph)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("ogniwo.")}
    return {label: [op.describe() for m in migrations for op in m.operations] for label, migrations in found.items() if label in ours}


def test_no_migration_is_missing() -> None:
    assert unwritten() == {}


def test_a_missing_migration_is_seen() -> None:
    state = ProjectState.from_apps(apps)
    state.add_field("access", "role", "note", models.TextField(default=""), preserve_default=True)
    assert "access" in unwritten(state)


def test_migrations_are_one_line_and_go_back() -> None:
    loader = MigrationLoader(None)
    for config in apps.get_app_configs():
        if config.name.startswith("ogniwo.") and config.label in loader.migrated_apps:
            assert len(loader.graph.leaf_nodes(config.label)) == 1, config.label
            last = loader.disk_migrations[loader.graph.leaf_nodes(config.label)[0]]
            assert all(operation.reversible for operation in last.operations), config.label
            described = [operation.describe() for operation in last.operations]
            assert any(text.startswith("Guards") for text in described) or not list(config.get_models()), f"{config.label}: no Guards"


def test_django_has_nothing_to_say() -> None:
    load_everything()
    call_command("check", fail_level="WARNING", stdout=io.StringIO())


def test_every_route_of_the_program_declares_who_may_open_it() -> None:
    assert routes.undeclared(urlpatterns) == []
    assert len(list(routes.routes(urlpatterns))) >= 7


def test_a_route_without_a_declaration_is_seen() -> None:
    assert routes.undeclared([path("open", lambda request: None)]) == ["open"]


def unknown_permissions(patterns: list[object]) -> list[str]:
    """Routes that require a permission no command or query has."""
    load_everything()
    asked = [(where, routes.declared(view)) for where, view in routes.routes(patterns)]
    return [where for where, rule in asked if rule and rule.kind == routes.PERMISSION and rule.detail not in PERMISSIONS]


def test_routes_require_permissions_that_exist() -> None:
    assert unknown_permissions(urlpatterns) == []
    assert unknown_permissions([path("odd", routes.requires("no.such")(lambda request: None))]) == ["odd"]


def test_every_command_and_query_is_a_permission() -> None:
    load_everything()
    assert {*COMMANDS, *QUERIES} <= set(PERMISSIONS)


def test_reference_pages_are_as_the_program() -> None:
    stale = [name for name, text in reference.pages().items() if reference._read(reference.FOLDER / name) != text]
    assert not stale, f"`make docs` was not run after a declaration changed: {', '.join(stale)}"


def test_a_missing_heading_is_seen() -> None:
    pages = reference.pages()
    assert "access.denied" in declared.headings(pages) and "DATABASE_URL" in declared.headings(pages)
    pages["errors.md"] = pages["errors.md"].replace("## `access.denied`", "## access")
    assert "access.denied" not in declared.headings(pages)


def test_new_module_makes_rooms_that_import(tmp_path: Path) -> None:
    folder = newmodule.make("finance/toy_books", tmp_path)
    assert folder == tmp_path / "ogniwo" / "finance" / "toy_books"
    assert 'label = "toy_books"' in (folder / "apps.py").read_text() and "ToyBooksConfig" in (folder / "apps.py").read_text()
    assert (folder.parent / "__init__.py").exists() and "nplurals=4" in (folder / "locale" / "pl.po").read_text()
    for source in folder.rglob("*.py"):
        compile(source.read_text(), str(source), "exec")
    assert not tool("ruff", "check", "-q", str(folder)).stdout
    with pytest.raises(newmodule.CannotMake):
        newmodule.make("finance/toy_books", tmp_path)
    with pytest.raises(newmodule.CannotMake):
        newmodule.make("Finance", tmp_path)
