"""`make new-module NAME=wing/name`: the rooms of a module, so that all look alike.

Empty rooms are not made: what is made runs, is declared, and passes the architecture tests. Where the
module stands in its wing's order is written by hand, in importlinter.ini and site/editions.py.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from ogniwo.site.environment import ROOT

SHAPE = re.compile(r"([a-z]+)/([a-z][a-z_]*[a-z])")
FILES = {
    "__init__.py": '''"""{Title} (polski termin): what the module does, in a sentence.

Documents: none yet.
Stands on: kernel.  Heard by: nobody yet.
Not here: what a reader could look for here, and where it is.
Standard: the act, article or textbook it follows.
"""
''',
    "apps.py": '''from django.apps import AppConfig


class {Class}Config(AppConfig):
    name = "ogniwo.{wing}.{name}"
    label = "{name}"
''',
    "models.py": '''"""The tables of {name}."""
''',
    "rules.py": '''"""The arithmetic and the decisions of {name}; pure, no Django."""
''',
    "migrations/__init__.py": "",
    "tests/__init__.py": "",
    "locale/pl.po": '''msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=4; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);\\n"
''',
}
WING = '"""The wing {wing}: see docs/explanation/building.md."""\n'


class CannotMake(Exception):
    """The module can't be made; its text is the sentence for the person who asked."""


def make(name: str, root: Path = ROOT) -> Path:
    """Make the rooms of ``wing/name`` under ``root``; returns the module's folder. Raises CannotMake."""
    shape = SHAPE.fullmatch(name)
    if not shape:
        raise CannotMake("Say wing/name in small letters, e.g. finance/ledger.")
    wing, module = shape.groups()
    folder = root / "ogniwo" / wing / module
    if folder.exists():
        raise CannotMake(f"ogniwo/{wing}/{module} is there already.")
    words = {"wing": wing, "name": module, "Title": module.replace("_", " ").capitalize(), "Class": module.title().replace("_", "")}
    for file, text in FILES.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(text, words), encoding="utf-8")
    start = folder.parent / "__init__.py"
    if not start.exists():
        start.write_text(_filled(WING, words), encoding="utf-8")
    return folder


def _filled(text: str, words: dict[str, str]) -> str:
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    return text


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("make new-module NAME=wing/name\n")
        return 2
    try:
        folder = make(arguments[0])
    except CannotMake as error:
        sys.stderr.write(f"{error}\n")
        return 1
    wing, name = folder.parts[-2:]
    sys.stdout.write(
        f"Made ogniwo/{wing}/{name}. Now: its place in importlinter.ini ({wing}) and in ogniwo/site/editions.py;"
        f" then models, `ogniwo manage makemigrations {name}` and Guards(\"{name}\") as the last operation.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
