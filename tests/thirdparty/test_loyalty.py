"""A package of somebody else adds a field, a column and a check without touching a line of ours."""

import os
import subprocess
import sys
from pathlib import Path

from ogniwo.site import editions
from ogniwo.site.environment import ROOT

PACKAGE = Path(__file__).with_name("package")
POINTS = "[ogniwo.modules]\nloyalty = loyalty\n"


def test_an_installed_package_joins_by_its_entry_point(tmp_path: Path) -> None:
    metadata = tmp_path / "loyalty-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: loyalty\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(POINTS)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_", "DATABASE_"))}
    known = {**own, "PYTHONPATH": f"{PACKAGE}{os.pathsep}{tmp_path}"}
    done = subprocess.run([sys.executable, "-m", "pytest", "-o", "addopts=--disable-plugin-autoload -p django -p no:cacheprovider --import-mode=importlib", str(PACKAGE / "proof.py")], cwd=ROOT, env=known, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout[-6000:] + done.stderr[-2000:]


def test_without_it_nothing_is_added() -> None:
    assert editions.additions() == []
    assert not any("loyalty" in path.read_text(encoding="utf-8") for path in (ROOT / "ogniwo").rglob("*.py") if "node_modules" not in path.parts)
