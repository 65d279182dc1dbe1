"""The import contracts of importlinter.ini over one graph of the program."""

import copy
from configparser import ConfigParser
from functools import cache
from typing import Any

import grimp
from importlinter.configuration import configure
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from tests.architecture.house import CONTRACTS, Problem, check

configure()
TYPES: dict[str, Any] = {
    "layers": LayersContract,
    "forbidden": ForbiddenContract,
    "protected": ProtectedContract,
    "acyclic_siblings": AcyclicSiblingsContract,
}
PREFIX = "importlinter:contract:"
NEEDED = {"layers": ("containers",), "forbidden": ("source_modules",), "protected": ("protected_modules",), "acyclic_siblings": ()}
LISTS = frozenset({"layers", "containers", "ancestors", "source_modules", "forbidden_modules", "protected_modules", "allowed_importers", "exhaustive_ignores"})


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("ogniwo", include_external_packages=True, exclude_type_checking_imports=True, cache_dir=None)


def contracts() -> dict[str, dict[str, Any]]:
    """Section name to options, as written."""
    config = ConfigParser()
    config.read(CONTRACTS)
    return {
        section.removeprefix(PREFIX): {key: value.split() if key in LISTS and key != "layers" else _value(key, value) for key, value in config[section].items()}
        for section in config.sections()
        if section.startswith(PREFIX)
    }


def _value(key: str, value: str) -> Any:
    return [line.strip() for line in value.split("\n") if line.strip()] if key == "layers" else value


def keeps(name: str, on: grimp.ImportGraph) -> bool | None:
    """Whether the graph keeps a contract; None where none of what it speaks of is written yet."""
    options = copy.deepcopy(contracts()[name])
    kind = options.pop("type")
    for key in ("containers", "source_modules", "protected_modules", "allowed_importers"):
        if key in options:
            options[key] = [module for module in options[key] if "*" in module or module in on.modules]
    if any(not options[key] for key in NEEDED[kind]):
        return None
    session = {"root_packages": ["ogniwo"], "include_external_packages": "True"}
    contract = TYPES[kind](name=options.pop("name"), session_options=session, contract_options=options)
    result = contract.check(copy.deepcopy(on), verbose=False)
    keeps.metadata = result.metadata  # type: ignore[attr-defined]
    return bool(result.kept)


def _check(name: str) -> None:
    @check(f"imports: {name}")
    def run() -> list[Problem]:
        return [] if keeps(name, graph()) in (True, None) else [Problem(name, str(keeps.metadata))]  # type: ignore[attr-defined]


for _name in contracts():
    _check(_name)
