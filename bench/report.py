"""The table: printed, and written into RESULTS.md."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

TARGET = Path(__file__).with_name("RESULTS.md")


@dataclass
class Row:
    """One figure. ``must`` and ``ratio``: of product to limit; empty ``limit``: none measured."""

    what: str
    ours: str
    limit: str = ""
    ratio: float | None = None
    must: float | None = None
    note: str = ""
    met: bool | None = None

    def verdict(self) -> str:
        met = self.met if self.met is not None else (None if self.ratio is None or self.must is None else self.ratio <= self.must)
        return "" if met is None else ("met" if met else "**missed**")

    def cells(self) -> list[str]:
        ratio = "" if self.ratio is None else f"{self.ratio:.1f}"
        return [self.what, self.ours, self.limit, ratio, "" if self.must is None else f"{self.must:g}", self.verdict(), self.note]


@dataclass
class Report:
    """Sections of rows and sentences, in order."""

    heads: list[str] = field(default_factory=list)
    parts: list[tuple[str, list[Row], list[str]]] = field(default_factory=list)

    def add(self, title: str, rows: list[Row], said: list[str]) -> None:
        self.parts.append((title, rows, said))
        print(f"\n{title}")
        for row in rows:
            print("  " + " | ".join(cell for cell in row.cells() if cell))
        for sentence in said:
            print("  " + sentence)

    def text(self) -> str:
        out = ["# The bench: measured", "", *self.heads, ""]
        for title, rows, said in self.parts:
            out += [f"## {title}", ""]
            if rows:
                out += ["| what | product | limit | times | at most | | |", "|---|---|---|---|---|---|---|"]
                out += ["| " + " | ".join(row.cells()) + " |" for row in rows] + [""]
            out += [*said, ""]
        return "\n".join(out).rstrip() + "\n"

    def write(self, to: Path = TARGET) -> None:
        to.write_text(self.text(), encoding="utf-8")


def machine() -> str:
    """The machine in one sentence."""
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"{os.cpu_count()} cores ({model}), {memory} GB, {platform.system()} {platform.release()}, Python {platform.python_version()}; load {load}."


def commit() -> str:
    """The commit measured, and whether the tree had more in it."""
    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=TARGET.parent, capture_output=True, text=True, check=False).stdout.strip()

    return git("rev-parse", "--short", "HEAD") + (" with changes not committed" if git("status", "--porcelain", "ogniwo") else "")


def memory() -> str:
    """The most memory this process took."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
