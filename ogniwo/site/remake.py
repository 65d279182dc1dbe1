"""Makes a module's one migration anew from its models, until the first release: `python -m ogniwo.site.remake LABEL...`.

The migration creates the tables, then sets their guards and runs the module's own SQL (migrations/sql/*.sql, by name).
"""

import os
import sys
from pathlib import Path

import django
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter


class _Anew(MigrationQuestioner):
    """Takes every app as if it had no migration yet."""

    def ask_initial(self, app_label: str) -> bool:
        return True


def remake(labels: list[str]) -> list[Path]:
    """Write `migrations/0001_initial.py` of each labelled module; returns the files."""
    from django.apps import apps  # noqa: PLC0415 - after setup

    from ogniwo.kernel.tenancy.guards import Guards, Sql  # noqa: PLC0415

    changes = MigrationAutodetector(ProjectState(), ProjectState.from_apps(apps), _Anew()).changes(graph=MigrationGraph())
    written = []
    for label in labels:
        first, *others = changes[label]
        operations, needed = list(first.operations), list(first.dependencies)
        for other in others:  # a loop of keys between modules is split by Django; inside one module it is one migration
            operations += other.operations
            needed += other.dependencies
        if label != "tenancy":
            needed.append(("tenancy", "0001_initial"))
        needed = sorted({(app, "0001_initial" if app in changes and app in _ours(apps) else name) for app, name in needed if app != label})
        folder = Path(apps.get_app_config(label).path) / "migrations"
        operations += [Guards(label), *(Sql(label, path.stem) for path in sorted(folder.glob("sql/*.sql")))]
        first.operations, first.dependencies = operations, needed  # type: ignore[misc]  # Django reads them of the instance
        first.name = "0001_initial"
        folder.mkdir(exist_ok=True)
        (folder / "__init__.py").touch()
        path = folder / "0001_initial.py"
        path.write_text(MigrationWriter(first, include_header=False).as_string(), encoding="utf-8")
        written.append(path)
    return written


def _ours(apps: object) -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("ogniwo.")}  # type: ignore[attr-defined]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
    os.environ.setdefault("OGNIWO_MODE", "test")
    django.setup()
    for file in remake(sys.argv[1:]):
        sys.stdout.write(f"{file}\n")
