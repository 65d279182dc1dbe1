"""A new module has all its rooms, each is valid Python, and nothing is written over."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ogniwo.site.newmodule import ROOMS, NotMade, make


def test_rooms_are_made(tmp_path: Path) -> None:
    made = make("finance/assets", tmp_path)
    assert {str(path.relative_to(tmp_path / "finance" / "assets")) for path in made} == set(ROOMS)
    for path in made:
        if path.suffix == ".py":
            ast.parse(path.read_text())
    assert 'label = "assets"' in (tmp_path / "finance/assets/apps.py").read_text()
    with pytest.raises(NotMade, match="there already"):
        make("finance/assets", tmp_path)


@pytest.mark.parametrize("asked", ["", "finance", "nowhere/assets", "finance/Assets", "finance/../x", "site/thing"])
def test_what_is_no_name_is_refused(asked: str, tmp_path: Path) -> None:
    with pytest.raises(NotMade, match="NAME=wing/name"):
        make(asked, tmp_path)
    assert not list(tmp_path.iterdir())
