"""The words of all modules: each keeps ``locale/pl.po``; here they become one catalogue, and are checked.

No gettext programs: polib compiles, babel finds the messages. English is the source language.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import django
import polib
from babel.messages.extract import extract

from ogniwo.site.environment import ROOT

PACKAGE = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
            "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2)}
TEMPLATES = ("*.html", "*.txt")
LEFT_OUT = frozenset({"node_modules", "tests", "migrations", "static", "front"})


def catalogue(folder: Path) -> Path:
    return folder / "pl" / "LC_MESSAGES" / "django.mo"


def sources() -> list[Path]:
    """The modules' Polish words."""
    return sorted(PACKAGE.glob("**/locale/pl.po"))


def fresh(folder: Path) -> None:
    """Build where a module's words are newer than the catalogue, or their number has changed."""
    made = catalogue(folder)
    count = folder / "count"
    newest = max((path.stat().st_mtime for path in sources()), default=0)
    if not made.exists() or made.stat().st_mtime < newest or count.read_text() != str(len(sources())):
        build(folder)


def build(folder: Path) -> str:
    """Compile all words into ``folder``; where two modules translate one message differently the first, by path, is heard (`conflicts`)."""
    whole = polib.POFile()
    whole.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "pl", "Plural-Forms": plural_forms()}
    known: set[tuple[str | None, str]] = set()
    for _path, entry in entries():
        if (entry.msgctxt, entry.msgid) not in known:
            known.add((entry.msgctxt, entry.msgid))
            whole.append(entry)
    target = catalogue(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"django.{os.getpid()}.new")
    whole.save_as_mofile(str(new))
    new.replace(target)
    (folder / "count").write_text(str(len(sources())))
    return f"{len(known)} messages of {len(sources())} modules."


def conflicts() -> list[str]:
    """Messages that two modules translate differently: one English word has one Polish one."""
    known: dict[tuple[str | None, str], tuple[str, object, Path]] = {}
    found = []
    for path, entry in entries():
        key, says = (entry.msgctxt, entry.msgid), (entry.msgstr, dict(entry.msgstr_plural))
        first = known.setdefault(key, (*says, path))
        if first[:2] != says:
            found.append(f"{path.relative_to(ROOT)} and {first[2].relative_to(ROOT)} translate {entry.msgid!r} differently; agree on one")
    return found


def entries() -> Iterator[tuple[Path, polib.POEntry]]:
    """Every translated message; a fuzzy one is none."""
    for path in sources():
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.translated() and not entry.obsolete:
                yield path, entry


def plural_forms() -> str:
    """Polish has four forms in Django's catalogue; ours must count alike."""
    with (Path(django.__file__).parent / "conf" / "locale" / "pl" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        return str(GNUTranslations(file).info()["plural-forms"])


def missing() -> list[str]:
    """``file:line message`` of each message in use without its Polish (all four forms where it counts)."""
    polish = {entry.msgid for _path, entry in entries() if all_forms(entry)}
    return [f"{where} {message!r}" for message, where in sorted(used().items(), key=lambda pair: pair[1]) if message not in polish]


def all_forms(entry: polib.POEntry) -> bool:
    return not entry.msgid_plural or {0, 1, 2, 3} <= {number for number, text in entry.msgstr_plural.items() if text}


def unused() -> list[str]:
    """Polish messages that nothing says any more."""
    said = used()
    return sorted(f"{path.relative_to(ROOT)} {entry.msgid!r}" for path, entry in entries() if entry.msgid not in said)


def used() -> dict[str, str]:
    """Each message of the program and where it stands first."""
    found: dict[str, str] = {}
    for path, text in texts():
        for line, message, _comments, _context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            first = message[0] if isinstance(message, tuple) else message
            if first:
                found.setdefault(first, f"{path.relative_to(ROOT)}:{line}")
    return found


def texts() -> Iterator[tuple[Path, str]]:
    """Python files as they are; templates as the Python that Django's templatize makes of them."""
    from django.utils.translation import templatize  # noqa: PLC0415 - it wants settings, which the building does not

    for path in ours("*.py"):
        yield path, path.read_text(encoding="utf-8")
    for pattern in TEMPLATES:
        for path in ours(pattern):
            if "templates" in path.parts:
                yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path))


def ours(pattern: str) -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob(pattern)):
        if not LEFT_OUT & set(path.relative_to(PACKAGE).parts[:-1]):
            yield path
