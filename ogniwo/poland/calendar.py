"""The Polish working-day calendar (dni robocze): Saturdays, Sundays and public holidays do not count.

Sources: ustawa o dniach wolnych od pracy of 1951-01-18 (24 December since 2025); art. 12 § 5 Ordynacji podatkowej.
"""

from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Public holidays of a year with their Polish names."""
    return dict(holidays.country_holidays("PL", years=year, language="pl").items())


def is_working_day(day: date) -> bool:
    """Whether ``day`` is Monday to Friday and no public holiday."""
    return day.weekday() < 5 and day not in public_holidays(day.year)


def next_working_day(day: date) -> date:
    """The first working day after ``day``."""
    return add_working_days(day, 1)


def previous_working_day(day: date) -> date:
    """The last working day before ``day`` (the table of exchange rates for it)."""
    return add_working_days(day, -1)


def moved_deadline(day: date) -> date:
    """A tax deadline that falls on a free day moves to the next working day."""
    return day if is_working_day(day) else next_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """``count`` working days after ``day`` (before it, if negative); ``day`` itself is not counted.

    >>> add_working_days(date(2025, 12, 23), 1)
    datetime.date(2025, 12, 29)
    """
    step = DAY if count >= 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days(first: date, last: date) -> int:
    """How many working days there are from ``first`` to ``last``, both counted."""
    return sum(is_working_day(first + DAY * offset) for offset in range((last - first).days + 1))
