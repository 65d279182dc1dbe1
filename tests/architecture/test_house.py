"""The whole tree keeps each rule of the house, and the exceptions only shrink."""

import shutil
import subprocess
import tomllib

import pytest

from tests.architecture import declarations, declared, house, imports, shape, source, tree  # noqa: F401 - they register their checks


@pytest.mark.parametrize("name", sorted(house.CHECKS))
def test_the_tree_keeps(name: str) -> None:
    broken = house.unexcused(name)
    assert not broken, f"{name}:\n" + "\n".join(broken)


def test_each_exception_has_a_reason_and_excuses_something() -> None:
    for excuse in house.excuses():
        assert len(excuse.reason) > 30, f"{excuse.where}: a reason is a sentence"
        assert excuse.check in house.CHECKS, f"no check is named {excuse.check!r}"
        found = {problem.where for problem in house.CHECKS[excuse.check]()}
        assert excuse.where in found, f"{excuse.check}, {excuse.where}: nothing to excuse any more, delete the exception"


def test_the_exceptions_may_only_shrink() -> None:
    most = tomllib.loads(house.EXCEPTIONS.read_text(encoding="utf-8"))["most"]
    assert len(house.excuses()) <= most
    if not shutil.which("git") or not (house.ROOT / ".git").exists():
        pytest.skip("no git history here to compare the limit with")
    path = house.short(house.EXCEPTIONS)
    log = subprocess.run(["git", "log", "--format=%H", "-50", "--", path], cwd=house.ROOT, capture_output=True, text=True, check=True)
    for commit in log.stdout.split():
        shown = subprocess.run(["git", "show", f"{commit}:{path}"], cwd=house.ROOT, capture_output=True, text=True, check=False)
        assert most <= tomllib.loads(shown.stdout).get("most", most), f"`most` was lower in {commit[:8]}"


def test_an_exception_hides_only_what_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house.CHECKS, "toy", lambda: [house.Problem("a", "x"), house.Problem("b", "y")])
    monkeypatch.setattr(house, "excuses", lambda: [house.Excuse("toy", "a", "because"), house.Excuse("other", "b", "because")])
    assert house.unexcused("toy") == ["b: y"]
