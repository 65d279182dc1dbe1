"""The month a tax is declared in, and when that is a correction of a month declared already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

LATER_MONTHS = 3
"""Input tax may be deducted in its month or in one of so many months after it (Polish VAT act, art. 86 ust. 11)."""


@dataclass(frozen=True, slots=True)
class Declared:
    """The first of the month a tax is declared in; ``corrected_on``: the day it is added to that month, when it was declared before."""

    period: date
    corrected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """Months of tax, by their first days: those still open, those declared and locked."""

    open: Collection[date]
    locked: Collection[date]

    def correction(self, month: date, today: date) -> Declared | None:
        """A correction of a locked month, made today in an open one."""
        return Declared(month, today) if month in self.locked and today.replace(day=1) in self.open else None


def sale_period(tax_point: date, today: date, months: Months) -> Declared | None:
    """Tax due is declared in the month of its tax point; once that is locked, as a correction of it. None where no month takes it.

    Source: Polish VAT act, art. 19a, 99; Tax Ordinance, art. 81 (correction of a declaration).

    >>> december, january = date(2025, 12, 1), date(2026, 1, 1)
    >>> sale_period(date(2025, 12, 30), date(2026, 1, 5), Months(open={january}, locked={december}))
    Declared(period=datetime.date(2025, 12, 1), corrected_on=datetime.date(2026, 1, 5))
    """
    month = tax_point.replace(day=1)
    return Declared(month) if month in months.open else months.correction(month, today)


def purchase_period(due: date, today: date, months: Months, *, chosen: date | None = None) -> Declared | None:
    """Input tax is deducted in the month chosen, else in the first open one of its month and the three after; after them as a correction.

    ``due``: when the tax point was and the invoice was there, the later of the two. Source: Polish VAT act, art. 86 ust. 10, 10b, 11, 13.

    >>> december, january = date(2025, 12, 1), date(2026, 1, 1)
    >>> purchase_period(date(2025, 12, 30), date(2026, 1, 5), Months(open={january}, locked={december}))
    Declared(period=datetime.date(2026, 1, 1), corrected_on=None)
    """
    lawful = deductible(due)
    if chosen is not None:
        return Declared(chosen) if chosen in lawful and chosen in months.open else None
    return next((Declared(month) for month in lawful if month in months.open), None) or months.correction(lawful[0], today)


def deductible(due: date) -> list[date]:
    """The months in which input tax may be deducted without correcting a declaration.

    >>> [f"{month:%Y-%m}" for month in deductible(date(2025, 11, 20))]
    ['2025-11', '2025-12', '2026-01', '2026-02']
    """
    first = due.year * 12 + due.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, first + LATER_MONTHS + 1)]
