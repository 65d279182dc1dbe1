"""Months of the books, open and locked."""

from dataclasses import dataclass
from datetime import date

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.models import Area, Period
from ogniwo.kernel.commands import query
from ogniwo.kernel.text import N_ as _

AREAS = {
    Area.BOOKS: _("All books"), Area.SALES: _("Sales"), Area.PURCHASES: _("Purchases"), Area.STOCK: _("Warehouse"), Area.VAT: _("Tax"), Area.PAYROLL: _("Payroll"),
}  # fmt: skip
"""Areas of locks in words."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month with what is locked in it, by area; an area without this month is absent."""

    month: date
    locked: dict[str, bool]


@query("books.months", _("Months"), roles=("accountant", "auditor"))
def months(year: int | None = None, *, acting: Acting) -> list[MonthRow]:
    """The months of a year (all without one), newest first, with their locks by area."""
    found: dict[date, dict[str, bool]] = {}
    asked = Period.objects.filter(month__year=year) if year else Period.objects.all()
    for month, area, locked in asked.order_by("-month").values_list("month", "area", "locked"):
        found.setdefault(month, {})[area] = locked
    return [MonthRow(month, locked) for month, locked in found.items()]
