"""Checks of every file git knows: hosts and machine paths, locks, undone merges."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.house import ROOT, Problem, check

# Written so that this file itself holds none of them.
MACHINE = re.compile(r"(?<![\w.-])/(?:" + "wo" + r"rk|root|home/[a-z_][\w-]*|Users/\w+)/[\w.]")
REGISTRIES = re.compile(r"(?:registry\.npm" + r"js|py" + r"pi\.(?:org|python)|python" + r"hosted|deb\.deb" + r"ian)\b")
MERGE = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)
TEXT = frozenset({".py", ".toml", ".ini", ".md", ".txt", ".in", ".html", ".css", ".ts", ".js", ".mjs", ".json", ".sql", ".yaml", ".yml", ".po", ".xml", ".sh", ".cfg", ""})
LIMIT = 2_000_000
LOCKS = ("requirements/base.txt", "requirements/dev.txt", "requirements/build.txt", "ogniwo/workbench/front/package-lock.json")


def text_problems(where: str, text: str) -> Iterator[Problem]:
    for found in sorted({match[0] for match in MACHINE.finditer(text)}):
        yield Problem(where, f"names a path of one machine ({found}…)")
    if REGISTRIES.search(text) or any(host in text for host in configured_hosts()):
        yield Problem(where, "names the host of a package registry")
    if MERGE.search(text):
        yield Problem(where, "holds an undone merge")


def lock_problems(where: str, text: str) -> Iterator[Problem]:
    if '"resolved"' in text or "://" in re.sub(r'"(?:url|homepage)": "[^"]*"', "", text):
        yield Problem(where, "a lock names no address: see the npmrc line and --no-emit-index-url")


@cache
def configured_hosts() -> frozenset[str]:
    """Hosts this machine's pip and npm are pointed at; they must not leave it."""
    hosts: set[str] = set()
    for place in (Path("/etc/pip.conf"), Path.home() / ".pip/pip.conf", Path.home() / ".config/pip/pip.conf", Path.home() / ".npmrc"):
        if place.exists():
            hosts |= set(re.findall(r"://(?:[^@/\s]*@)?([\w.-]+\.[\w.-]+)", place.read_text(errors="replace")))
    return frozenset(host for host in hosts if not host.startswith("127."))


def known_files() -> list[Path]:
    """What git tracks; without git, everything that is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).suffix in TEXT and (ROOT / name).is_file()]


@check("tree")
def _tree() -> Iterator[Problem]:
    for path in known_files():
        if path.stat().st_size < LIMIT:
            yield from text_problems(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace"))


@check("locks")
def _locks() -> Iterator[Problem]:
    for name in LOCKS:
        if (ROOT / name).exists():
            yield from lock_problems(name, (ROOT / name).read_text(encoding="utf-8"))
