"""Fills the tax classes of a new Polish company."""

from datetime import date
from typing import Any

from ogniwo.kernel.setup.hooks import Founded, company_founded
from ogniwo.masterdata.taxation.commands import NewTaxClass, NewTaxRate, add_tax_classes
from ogniwo.masterdata.taxation.models import Kind
from ogniwo.poland.rates.rules import tax_classes

COUNTRY = "PL"


@company_founded.listen(order=10)
def fill(founded: Founded, *, unit: Any) -> None:
    """In the founder's act; as the law stands on the first day of the first year."""
    if founded.country == COUNTRY:
        add_tax_classes([
            NewTaxClass(row["code"], dict(row["name"]), (NewTaxRate(row["from"], row.get("percent"), Kind(row["kind"])),), row["position"])
            for row in tax_classes(date(founded.year, 1, 1))
        ], unit=unit)  # fmt: skip
