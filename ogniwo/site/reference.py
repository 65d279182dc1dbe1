"""The generated reference pages: `make docs` writes them, a test compares them with the program."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_type_hints

from ogniwo.site import environment

FOLDER = environment.ROOT / "docs" / "reference"
LEFT_OUT = frozenset({"migrations", "tests", "__main__", "wsgi", "conftest", "front", "static"})
NOTE = "<!-- Written by `make docs` from the declarations. Change those, not this page. -->\n"


def pages() -> dict[str, str]:
    """File name to content, from all declarations of this installation."""
    from ogniwo.kernel.commands.registry import COMMANDS, QUERIES  # noqa: PLC0415 - after Django is set up
    from ogniwo.kernel.errors.rules import CODES  # noqa: PLC0415
    from ogniwo.kernel.setup.commands import NewCompany  # noqa: PLC0415
    from ogniwo.site.cases.checking import CHECKS  # noqa: PLC0415
    from ogniwo.site.cases.page import page  # noqa: PLC0415

    load()
    commands: dict[str, Any] = dict(COMMANDS)
    queries: dict[str, Any] = dict(QUERIES)
    intro = "Each is also the permission of its name. Roles: the shipped roles that hold it; the owner holds all."
    return {
        "commands.md": _page("Commands", intro, [_spec(spec) for _name, spec in sorted(commands.items()) if _ours(spec)]),
        "queries.md": _page("Queries", intro + " The auditor holds all queries.", [_spec(spec) for _name, spec in sorted(queries.items()) if _ours(spec)]),
        "errors.md": _page("Error codes", "What a refusal says; the code never changes.", [_error(code, CODES[code]) for code in sorted(CODES)]),
        "cases.md": _page("Case files", page({name: spec for name, spec in commands.items() if _ours(spec)}, CHECKS, NewCompany), ()),
        "settings.md": _page("Settings", "Environment variables, read at start.", _settings()),
    }


def load() -> None:
    """Import every module of the installed apps, so that all registries are full."""
    from django.apps import apps  # noqa: PLC0415 - after Django is set up

    for config in apps.get_app_configs():
        if config.name.startswith("ogniwo.") and config.module:
            for found in pkgutil.walk_packages(config.module.__path__, f"{config.name}."):
                if not LEFT_OUT & set(found.name.split(".")):
                    importlib.import_module(found.name)


def write() -> list[Path]:
    """Write the pages that differ; returns them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed = [(FOLDER / name, text) for name, text in pages().items() if _read(FOLDER / name) != text]
    for path, text in changed:
        path.write_text(text, encoding="utf-8")
    return [path for path, _text in changed]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _ours(spec: Any) -> bool:
    return str(spec.function.__module__).startswith("ogniwo.")


def _page(title: str, intro: str, parts: Iterable[str]) -> str:
    return f"{NOTE}# {title}\n\n{intro}\n\n" + "\n".join(parts)


def _spec(spec: Any) -> str:
    lines = [f"## `{spec.name}`", "", f"{spec.title}. {spec.doc}", "", f"Roles: {', '.join(('owner', *spec.roles))}.", ""]
    plain = get_type_hints(spec.function)  # without what only a reader of data needs
    lines += [f"* `{name}`: {_type(plain.get(name, p.annotation))}{'' if p.default is inspect.Parameter.empty else f' = {p.default!r}'}" for name, p in spec.parameters.items()]
    return "\n".join(lines).rstrip() + "\n"


def _type(annotation: Any) -> str:
    text = inspect.formatannotation(annotation)
    return "`" + re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", text) + "`"


def _error(code: str, error: Any) -> str:
    about = f" Field: `{error.field}`." if isinstance(error.field, str) else ""
    return f"## `{code}`\n\n{error.says} {error.next}\n\nHTTP status {error.status}.{about}\n"


def _settings() -> list[str]:
    """The variables of the docstring of settings.py, each with its meaning."""
    source = (Path(__file__).with_name("settings.py")).read_text(encoding="utf-8")
    text = source.split('"""')[1]
    found: list[list[str]] = []
    for line in text.splitlines():
        match = re.match(r" {4}((?:[A-Z][A-Z_]+(?:, )?)+)\s*(.*)", line)
        if match:
            found.append([match[1].strip(), match[2]])
        elif found and line.startswith("     "):
            found[-1].append(line.strip())
    return [f"## `{name}`\n\n{' '.join(rest)}\n" for names, *rest in found for name in names.split(", ") if name]


def main() -> None:
    import django  # noqa: PLC0415 - only when run

    django.setup()
    for path in write():
        path.touch()


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ogniwo.site.settings")
    main()
