"""The day an invoice is booked on."""

from collections.abc import Collection
from datetime import date


def booking_day(supplied_on: date, issued_on: date, open_months: Collection[date]) -> date | None:
    """The supply's day while its month is open, so revenue, cost and tax stand where they belong; else the first open day after.

    ``open_months``: first days of months open in all areas concerned. None when none is open from then on.
    Source: Polish accounting act (UoR), art. 6 ust. 1, art. 20 ust. 1.

    >>> booking_day(date(2025, 12, 30), date(2026, 1, 5), {date(2025, 12, 1), date(2026, 1, 1)})
    datetime.date(2025, 12, 30)
    >>> booking_day(date(2025, 12, 30), date(2026, 1, 5), {date(2026, 1, 1)})
    datetime.date(2026, 1, 5)
    """
    for day in sorted({supplied_on, issued_on}):
        if day >= supplied_on and day.replace(day=1) in open_months:
            return day
    later = sorted(month for month in open_months if month > max(supplied_on, issued_on))
    return later[0] if later else None
