"""Editions: which modules one installation runs. An edition is a list of module paths, lowest floor first.

The order is design's: what a module stands on is before it. Each is loaded or the program does not start; an
edition other than the whole is built as a wheel from which the other wings are absent (`ogniwo.site.wheel`).
"""

from __future__ import annotations

from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

KERNEL = [
    f"ogniwo.kernel.{name}"
    for name in (
        "tenancy", "access", "audit", "outbox", "commands", "documents", "numbering", "books", "files", "printing", "comments",
        "mail", "approvals", "search", "setup", "people", "privacy",
    )
]  # fmt: skip
WORKBENCH = ["ogniwo.workbench"]
MASTERDATA = [f"ogniwo.masterdata.{name}" for name in ("taxation", "parties", "catalog", "trade")]
CRM = [f"ogniwo.crm.{name}" for name in ("interactions", "marketing", "pipeline", "offers", "servicedesk")]
FINANCE = [f"ogniwo.finance.{name}" for name in ("ledger", "tax", "invoicing", "treasury")]
SUPPLY = [f"ogniwo.supply.{name}" for name in ("inventory", "purchasing", "sales")]
CONTROLLING = [f"ogniwo.controlling.{name}" for name in ("dimensions", "margins")]
POLAND_OF_CRM = [f"ogniwo.poland.{name}" for name in ("identifiers", "rates")]
POLAND = [f"ogniwo.poland.{name}" for name in ("chart", "payments", "received", "clearance")]
DEMO = ["ogniwo.demo"]

EDITIONS = {
    "crm": [*KERNEL, *WORKBENCH, *MASTERDATA, *CRM, *POLAND_OF_CRM, *DEMO],
    "erp": [*KERNEL, *WORKBENCH, *MASTERDATA, *CRM, *FINANCE, *SUPPLY, *CONTROLLING, *POLAND_OF_CRM, *POLAND, *DEMO],
}


class NoEdition(LookupError):
    """An edition nobody made, or one whose modules are not all on this disk; its text says which."""


def built() -> str:
    """The edition this installation was built as: a wheel says it in edition.txt; a checkout is the whole."""
    mark = Path(__file__).with_name("edition.txt")
    return mark.read_text(encoding="utf-8").strip() if mark.exists() else "erp"


def modules(edition: str) -> list[str]:
    """The modules of ``edition``, in order. Raises NoEdition: no such edition, or a listed module is missing."""
    if edition not in EDITIONS:
        raise NoEdition(f"OGNIWO_EDITION is {edition!r}; there are: {', '.join(EDITIONS)}.")
    if missing := [module for module in EDITIONS[edition] if not present(module)]:
        raise NoEdition(f"The edition {edition} needs {', '.join(missing)}, which this installation lacks. Set OGNIWO_EDITION to the edition installed.")
    return list(EDITIONS[edition])


def additions() -> list[str]:
    """Modules of other packages, which come after ours: each names itself by an entry point of the group ogniwo.modules."""
    return sorted(point.value for point in entry_points(group="ogniwo.modules"))


def present(module: str) -> bool:
    """Whether a module (any Python module, no app) is in this installation; it imports the packages above it."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
