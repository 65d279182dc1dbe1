"""Editions: which modules one installation runs. An edition is a list of module paths, lowest first."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

KERNEL = [
    "ogniwo.kernel.tenancy",
    "ogniwo.kernel.access",
    "ogniwo.kernel.audit",
    "ogniwo.kernel.outbox",
    "ogniwo.kernel.commands",
    "ogniwo.kernel.documents",
    "ogniwo.kernel.numbering",
    "ogniwo.kernel.books",
    "ogniwo.kernel.setup",
    "ogniwo.kernel.files",
    "ogniwo.kernel.printing",
    "ogniwo.kernel.comments",
    "ogniwo.kernel.mail",
    "ogniwo.kernel.approvals",
    "ogniwo.kernel.search",
    "ogniwo.kernel.people",
]
MASTERDATA = [f"ogniwo.masterdata.{name}" for name in ("taxation", "parties", "catalog", "trade")]
CRM = [f"ogniwo.crm.{name}" for name in ("interactions", "marketing", "pipeline", "offers", "servicedesk")]
FINANCE = [f"ogniwo.finance.{name}" for name in ("ledger", "tax", "invoicing", "treasury")]
SUPPLY = [f"ogniwo.supply.{name}" for name in ("inventory", "purchasing", "sales")]
CONTROLLING = ["ogniwo.controlling.margins"]
POLAND_OF_CRM = ["ogniwo.poland.identifiers"]
POLAND = [f"ogniwo.poland.{name}" for name in ("rates", "chart", "received", "clearance", "banking")]
WORKBENCH = ["ogniwo.workbench"]
DEMO = ["ogniwo.demo"]

EDITIONS = {
    "crm": [*KERNEL, *WORKBENCH, *MASTERDATA, *CRM, *POLAND_OF_CRM],
    "erp": [*KERNEL, *WORKBENCH, *MASTERDATA, *CRM, *FINANCE, *SUPPLY, *CONTROLLING, *POLAND_OF_CRM, *POLAND, *DEMO],
}


def modules(edition: str) -> list[str]:
    """The modules of ``edition``, in order.

    FIRST HOUR ONLY: a module is left out while its ``apps.py`` is not written. Strict from then on:
    delete ``is_written`` and a listed module that is missing stops the program.
    """
    return [module for module in EDITIONS[edition] if is_written(module)]


def is_written(module: str) -> bool:
    """Whether its ``apps.py`` is on the disk (asked of the disk: an import here would come before Django is ready)."""
    package = Path(__file__).resolve().parents[1].joinpath(*module.split(".")[1:])
    apps = package / "apps.py"
    return apps.exists() and ("plugs" not in apps.read_text(encoding="utf-8") or (package / "plugs.py").exists())


def present(module: str) -> bool:
    """Whether a module (any Python module, no app) is in this installation; it imports the packages above it."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
