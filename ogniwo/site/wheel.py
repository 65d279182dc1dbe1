"""`python -m ogniwo.site.wheel crm`: an edition as a wheel in which the other wings are absent.

What goes in: the kernel, the workbench, the site, the wings the edition has; of a wing it has in part, the listed
modules and the wing's own files. Tests beside the code go along, so that an installed edition can be proved.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ogniwo import __version__
from ogniwo.site.editions import EDITIONS
from ogniwo.site.environment import ROOT

PACKAGE = Path(__file__).resolve().parents[1]
ALWAYS = ("kernel", "workbench", "site")
LEFT_OUT = ("node_modules", "__pycache__", "front", "*.pyc", "*.mo")
NOT_NEEDED = {"crm": ("ksef-client",)}
"""Libraries of the whole program that an edition's modules never import."""
NOT_TOLD = {"crm": ("buying", "goods", "money", "second", "selling", "story")}
"""Files of the demo that tell of wings an edition lacks; its own story is told by those that stay."""
PROJECT = """[build-system]
requires = ["setuptools>=80"]
build-backend = "setuptools.build_meta"

[project]
name = "{name}"
version = "{version}"
description = "Ogniwo, edition {edition}"
license = "AGPL-3.0-or-later"
license-files = ["LICENSE"]
requires-python = ">=3.11"
dependencies = [{dependencies}]

[project.scripts]
ogniwo = "ogniwo.site.cli:main"

[tool.setuptools.packages.find]
include = ["ogniwo*"]

[tool.setuptools.package-data]
"*" = ["**/*"]
"""


def folders(edition: str) -> Iterator[Path]:
    """What of the source tree an edition holds: folders that go whole."""
    modules = EDITIONS[edition]
    for wing in (path for path in sorted(PACKAGE.iterdir()) if (path / "__init__.py").exists()):
        apps = {f"ogniwo.{wing.name}.{path.parent.name}" for path in wing.glob("*/apps.py")}
        if wing.name in ALWAYS or f"ogniwo.{wing.name}" in modules or (apps and apps <= set(modules)):
            yield wing
        else:
            yield from (PACKAGE.joinpath(*module.split(".")[1:]) for module in sorted(apps & set(modules)))


def gather(edition: str, target: Path) -> None:
    """Copy an edition's source tree into ``target``, with the project file of its wheel."""
    chosen = list(folders(edition))
    ignored = shutil.ignore_patterns(*LEFT_OUT)
    for folder in chosen:
        shutil.copytree(folder, target / folder.relative_to(PACKAGE.parent), ignore=ignored)
        if folder.parent != PACKAGE:
            own_files(folder.parent, target)
    for name in NOT_TOLD.get(edition, ()):
        (target / "ogniwo" / "demo" / f"{name}.py").unlink()
    shutil.copy(PACKAGE / "__init__.py", target / "ogniwo" / "__init__.py")
    (target / "ogniwo" / "site" / "edition.txt").write_text(edition + "\n", encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", target)
    (target / "pyproject.toml").write_text(project(edition), encoding="utf-8")


def own_files(wing: Path, target: Path) -> None:
    """What stands in a wing itself, beside its modules: plain Python, dated facts of law."""
    for path in [*wing.glob("*.py"), *wing.glob("data/*")]:
        copy = target / path.relative_to(PACKAGE.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)


def project(edition: str) -> str:
    """The project file: the libraries of requirements/base.in, without what the edition never imports."""
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").split()
    needed = [line for line in lines if re.split(r"[\[=<>]", line)[0] not in NOT_NEEDED.get(edition, ())]
    return PROJECT.format(name=f"ogniwo-{edition}", version=__version__, edition=edition, dependencies=", ".join(f'"{line}"' for line in needed))


def build(edition: str, out: Path) -> Path:
    """Build the wheel of ``edition`` into the folder ``out``; returns its path."""
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="ogniwo-wheel-") as name:
        gather(edition, Path(name))
        code = f"from setuptools.build_meta import build_wheel; build_wheel({str(out)!r})"
        done = subprocess.run([sys.executable, "-c", code], cwd=name, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"The wheel could not be built:\n{done.stdout}{done.stderr}")
    return max(out.glob(f"ogniwo_{edition}-{__version__}-*.whl"), key=lambda path: path.stat().st_mtime)


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    reader.add_argument("edition", choices=sorted(EDITIONS))
    reader.add_argument("--out", type=Path, default=ROOT / "dist")
    asked = reader.parse_args()
    sys.stdout.write(f"{build(asked.edition, asked.out)}\n")


if __name__ == "__main__":
    main()
