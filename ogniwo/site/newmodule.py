"""``make new-module NAME=wing/name``: the rooms of a module, so that all look alike."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import typer

WINGS = ("kernel", "masterdata", "crm", "finance", "supply", "operations", "people", "controlling", "poland")
NAME = re.compile(r"^[a-z][a-z0-9]{2,30}$")
PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = {
    "__init__.py": '"""{title} (polska nazwa): what it does, in one sentence.\n\n'
                   "Documents: those it owns.\nStands on: the modules below that it uses.  Heard by: the modules that listen.\n"
                   'Not here: what one might look for here, and where it is.\nStandard: the act or standard it follows.\n"""\n',
    "apps.py": '"""Registration of {path}."""\n\nfrom importlib import import_module\n\nfrom django.apps import AppConfig\n\n\n'
               'class {camel}Config(AppConfig):\n    name = "{path}"\n    label = "{name}"\n\n'
               '    def ready(self) -> None:\n        import_module("{path}.plugs")\n',
    "plugs.py": '"""What {name} listens to and registers with, below it."""\n',
    "rules.py": '"""Pure rules of {name}: no Django, no clock, no database."""\n',
    "models.py": '"""Tables of {name}."""\n',
    "commands.py": '"""Everything of {name} that changes data: one function a business act, each takes a set."""\n',
    "queries.py": '"""Everything of {name} that reads for reports, screens and other modules."""\n',
    "screens.py": '"""Lists, forms and boards of {name}, declared."""\n',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "tests/test_rules.py": '"""Examples and properties of the rules of {name}."""\n',
    "locale/pl.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n',
}


class NotMade(Exception):
    """The module was not made; the text says why."""


def make(asked: str, package: Path = PACKAGE) -> list[Path]:
    """The files made for ``wing/name``; raises NotMade where the name is no name or the module is there."""
    wing, _, name = asked.partition("/")
    if wing not in WINGS or not NAME.match(name):
        raise NotMade(f"Give NAME=wing/name, the wing one of {', '.join(WINGS)}, the name in small letters.")
    folder = package / wing / name
    if folder.exists():
        raise NotMade(f"ogniwo/{wing}/{name} is there already.")
    words = {"path": f"ogniwo.{wing}.{name}", "name": name, "title": name.capitalize(), "camel": name.capitalize()}
    made = []
    for room, text in ROOMS.items():
        path = folder / room
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**words), encoding="utf-8")
        made.append(path)
    return made


def main() -> None:
    try:
        made = make(sys.argv[1] if len(sys.argv) > 1 else "")
    except NotMade as why:
        typer.echo(str(why), err=True)
        sys.exit(1)
    for path in made:
        typer.echo(str(path.relative_to(PACKAGE.parent)))
    typer.echo("Next: its tables in models.py, its line in ogniwo/site/editions.py, then `ogniwo manage makemigrations`.")


if __name__ == "__main__":
    main()
