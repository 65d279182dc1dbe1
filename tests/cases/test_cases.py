"""Every case file of the repository says what is true; a case that does not is told in words."""

from pathlib import Path

import pytest

from ogniwo.site.cases.reading import CaseFault, read
from ogniwo.site.cases.runner import play

FOLDER = Path(__file__).parents[2] / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_case(path, db_clone):
    assert play(read(path)) == []


def test_a_wrong_figure_is_named(db_clone, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text((FOLDER / "01-invoice.yaml").read_text().replace("267.00 Dr, \"221\"", "266.99 Dr, \"221\""))
    assert play(read(wrong)) == ["balances: 201 is 267.00 Dr, should be 266.99 Dr"]


def test_scalars_stay_text_and_doubled_keys_are_named(tmp_path):
    twice = tmp_path / "twice.yaml"
    twice.write_text("case: x\nacts:\n  - date: 2026-01-01\n    date: 2026-01-02\n")
    with pytest.raises(CaseFault, match="line 4: date stands twice"):
        read(twice)
    text = tmp_path / "text.yaml"
    text.write_text('case: x\nacts:\n  - {date: 2026-01-01, on: 010, no: 1000.00}\n')
    assert read(text).acts == [{"date": "2026-01-01", "on": "010", "no": "1000.00"}]


def test_unknown_commands_and_assertions_are_told(db_clone, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("case: x\nacts:\n  - {date: 2026-01-01, no.such: {}}\n")
    assert play(read(path)) == ["there is no command no.such"]
