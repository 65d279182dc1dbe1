"""Each import contract is broken by a planted import in the real graph, and kept without it."""

import copy

import pytest

from tests.architecture import imports

PLANTED = [
    ("floors", "ogniwo.kernel.access.queries", "ogniwo.masterdata.parties.models"),
    ("floors", "ogniwo.masterdata.parties.queries", "ogniwo.finance.ledger.models"),
    ("floors", "ogniwo.crm.offers.commands", "ogniwo.finance.ledger.commands"),
    ("floors", "ogniwo.finance.ledger.rules", "ogniwo.poland.identifiers.rules"),
    ("floors", "ogniwo.workbench.registry", "ogniwo.site.settings"),
    ("kernel", "ogniwo.kernel.access.queries", "ogniwo.kernel.commands.registry"),
    ("kernel", "ogniwo.kernel.errors.rules", "ogniwo.kernel.writing.unit"),
    ("masterdata", "ogniwo.masterdata.taxation.rules", "ogniwo.masterdata.parties.models"),
    ("finance", "ogniwo.finance.ledger.models", "ogniwo.finance.treasury.models"),
    ("crm", "ogniwo.crm.marketing.models", "ogniwo.crm.offers.models"),
    ("supply", "ogniwo.supply.inventory.models", "ogniwo.supply.sales.models"),
    ("operations", "ogniwo.operations.projects.models", "ogniwo.operations.fleet.models"),
    ("people", "ogniwo.people.hr.models", "ogniwo.people.payroll.models"),
    ("knots", "ogniwo.kernel.outbox.models", "ogniwo.kernel.books.models"),
    ("rooms", "ogniwo.kernel.access.models", "ogniwo.kernel.access.commands"),
    ("rooms", "ogniwo.kernel.access.rules", "ogniwo.kernel.access.models"),
    ("rooms", "ogniwo.kernel.documents.hooks", "ogniwo.kernel.documents.plugs"),
    ("pure", "ogniwo.kernel.access.rules", "django"),
    ("pure", "ogniwo.kernel.access.rules", "ogniwo.kernel.writing.fields"),
    ("books", "ogniwo.crm.offers.queries", "ogniwo.finance.ledger.commands"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), PLANTED)
def test_a_planted_import_breaks_the_contract(contract: str, importer: str, imported: str) -> None:
    planted = copy.deepcopy(imports.graph())
    for module in (importer, imported):
        parts = module.split(".")
        for length in range(1, len(parts) + 1):
            name = ".".join(parts[:length])
            if name not in planted.modules:
                planted.add_module(name)
    if contract == "knots":
        planted.add_import(importer=imported, imported=importer)
    planted.add_import(importer=importer, imported=imported)
    assert imports.keeps(contract, planted) is False


def test_a_new_wing_and_a_new_kernel_module_must_be_placed() -> None:
    for contract, name in (("floors", "ogniwo.logistics"), ("kernel", "ogniwo.kernel.drawer")):
        planted = copy.deepcopy(imports.graph())
        planted.add_module(name)
        assert imports.keeps(contract, planted) is False


def test_every_contract_has_a_planted_fault() -> None:
    assert {contract for contract, *_ in PLANTED} == set(imports.contracts())
