"""Who may do what, as declared today, for comparison with what was reviewed (matrix.json).

    python -m tests.access.matrix        writes matrix.json anew; look at the difference before you commit it
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("matrix.json")
ROLES = ("owner", "accountant", "seller", "buyer", "storekeeper", "auditor")
EVERYBODY = list(ROLES)


def current() -> dict[str, dict[str, list[str]]]:
    """Commands, queries, screens and imports with the roles that may; addresses with what they declare."""
    from django.urls import get_resolver

    from ogniwo.kernel.access.hooks import granted_by_default
    from ogniwo.kernel.access.routes import declared, routes
    from ogniwo.kernel.commands import COMMANDS, QUERIES
    from ogniwo.workbench import kernel_door, registry

    registry.load()
    granted = granted_by_default()

    def may(name: str) -> list[str]:
        return [role for role in ROLES if role == "owner" or name in granted[role]]

    ours = [name for name, spec in {**COMMANDS, **QUERIES}.items() if spec.function.__module__.startswith("ogniwo.")]
    screens = {name: registry.screen(name) for name in registry.SCREENS if type(registry.SCREENS[name]).__module__.startswith("ogniwo.")}
    needed = {name: _needed(screen) for name, screen in screens.items()}
    addresses = {where: declared(view) for where, view in routes(get_resolver().url_patterns) if not where.startswith("api/v1/")}
    return {
        "commands": {name: may(name) for name in sorted(COMMANDS) if name in ours},
        "queries": {name: may(name) for name in sorted(QUERIES) if name in ours},
        "screens": {name: may(needed[name]) if needed[name] else EVERYBODY for name in sorted(screens)},
        "imports": {name: may(kernel_door.name_of(registry.IMPORTS[name].command)) for name in sorted(registry.IMPORTS)},
        "addresses": {where: [rule.kind, rule.detail] if rule else ["undeclared"] for where, rule in sorted(addresses.items())},
    }


def _needed(screen: Any) -> str:
    """The permission that opens a screen."""
    from ogniwo.workbench import kernel_door

    source = getattr(screen, "source", None) or getattr(screen, "query", None)
    return (kernel_door.name_or_none(source) or "") if source is not None else getattr(screen, "permission", "")


def reviewed() -> dict[str, dict[str, list[str]]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def differences() -> list[str]:
    """What is declared and was not reviewed so."""
    now, then = current(), reviewed()
    out = []
    for kind, rows in now.items():
        old = then.get(kind, {})
        out += [f"{kind}: {name} has no row; it is declared for {', '.join(roles)}" for name, roles in rows.items() if name not in old]
        out += [f"{kind}: {name} is no more" for name in old if name not in rows]
        out += [f"{kind}: {name} was {old[name]}, is {rows[name]}" for name in rows if name in old and old[name] != rows[name]]
    return out


def write() -> None:
    lines = [f" {json.dumps(kind)}: {{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(rows[name])}" for name in rows) + "\n }" for kind, rows in current().items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.testsettings")
    import django

    django.setup()
    write()
