"""The plan of the house as data: wings, floors, modules, rooms; and the exceptions with their reasons."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ogniwo"
CONTRACTS = ROOT / "importlinter.ini"
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")
LEFT_OUT = frozenset({"node_modules", "front", "static", "__pycache__"})
COUNTRY, KNOWS_ALL = "poland", frozenset({"site", "demo", "poland"})
PUBLIC_ROOMS = frozenset({"models", "commands", "queries", "hooks", "rules", "errors", "drafts"})
LIBRARIES = ("ogniwo.demo", "ogniwo.poland.einvoice", "ogniwo.poland.law", "ogniwo.finance.treasury.formats")  # file formats and facts of law: no tables, all of it public
OPEN_WINGS = frozenset({"kernel", "workbench"})


@dataclass(frozen=True, order=True)
class Problem:
    """A broken rule of the house: ``where`` (path or dotted name, no line numbers) and a sentence."""

    where: str
    says: str


Check = Callable[[], Iterable[Problem]]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check of the whole tree under the name exceptions use."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


@dataclass(frozen=True)
class Excuse:
    check: str
    where: str
    reason: str


def excuses() -> list[Excuse]:
    return [Excuse(**row) for row in tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get("exception", [])]


def unexcused(name: str) -> list[str]:
    """What a check finds and no exception covers, a line each."""
    excused = {excuse.where for excuse in excuses() if excuse.check == name}
    return sorted(f"{problem.where}: {problem.says}" for problem in CHECKS[name]() if problem.where not in excused)


def sources(*, tests: bool = False) -> Iterator[Path]:
    """Every Python file of the product (with ``tests``, also those beside the code and in tests/)."""
    places = [PACKAGE, ROOT / "tests"] if tests else [PACKAGE]
    for place in places:
        for path in sorted(place.rglob("*.py")):
            parts = set(path.relative_to(ROOT).parts)
            if not parts & LEFT_OUT and "migrations" not in parts and (tests or not is_test(path)):
                yield path


def is_test(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts if path.is_absolute() else path.parts
    return "tests" in parts or parts[-1] == "conftest.py"


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    """``ogniwo/finance/ledger/rules/x.py`` -> ``ogniwo.finance.ledger.rules.x``."""
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def home(dotted: str) -> str:
    """The module (app) a dotted name belongs to: ``ogniwo.finance.ledger``; the workbench and the site are one each."""
    parts = dotted.split(".")
    return ".".join(parts[:2]) if len(parts) > 1 and parts[1] in {"workbench", "site"} else ".".join(parts[:3])


def room(dotted: str) -> str:
    """The room a dotted name is in, or "" for the module itself."""
    rest = dotted.removeprefix(home(dotted)).lstrip(".")
    return rest.split(".")[0]


@cache
def _layers(section: str) -> tuple[tuple[str, ...], ...]:
    config = ConfigParser()
    config.read(CONTRACTS)
    lines = config[f"importlinter:contract:{section}"]["layers"].split("\n")
    return tuple(tuple(name.strip().strip("()") for name in line.split("|")) for line in reversed(lines) if line.strip())


def floor(wing: str) -> int:
    """The floor of a wing, counted from the lowest."""
    return next(number for number, wings in enumerate(_layers("floors")) if wing in wings)


def may_know(knows: str, known: str) -> bool:
    """Whether the module ``knows`` (``ogniwo.wing.module``) may use ``known``: a lower floor, or an earlier one of its wing."""
    if knows == known:
        return True
    one, other = knows.split("."), known.split(".")
    if one[1] != other[1]:
        return floor(other[1]) < floor(one[1])
    if len(one) < 3 or len(other) < 3 or one[1] == COUNTRY:
        return True
    order = [name for names in _layers(one[1]) for name in names]
    return order.index(other[2]) < order.index(one[2])


@cache
def load_everything() -> None:
    """Import every module of the installed apps, so that all registries are full."""
    from ogniwo.site import reference

    reference.load()
