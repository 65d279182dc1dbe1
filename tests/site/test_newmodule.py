"""A new module is valid Python under its name, and nothing is written over."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ogniwo.site.newmodule import CannotMake, make


def test_rooms_are_made_once(tmp_path: Path) -> None:
    folder = make("finance/assets", tmp_path)
    files = list(folder.rglob("*.py"))
    assert files
    for path in files:
        ast.parse(path.read_text())
    assert 'label = "assets"' in (folder / "apps.py").read_text()
    with pytest.raises(CannotMake, match="there already"):
        make("finance/assets", tmp_path)


@pytest.mark.parametrize("asked", ["", "finance", "finance/Assets", "finance/../x"])
def test_what_is_no_name_is_refused(asked: str, tmp_path: Path) -> None:
    with pytest.raises(CannotMake):
        make(asked, tmp_path)
    assert not list(tmp_path.iterdir())
