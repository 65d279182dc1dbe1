"""Before which day each of the three rates of an invoice in a foreign currency is sought."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RateDays:
    """The last table before each day holds: for the tax act, for income tax."""

    tax: date
    income: date


def sale_rate_days(supplied_on: date, issued_on: date) -> RateDays:
    """Of a sale: tax before its tax point, or before the issue where that is earlier; income tax before the revenue arose.

    Source: Polish VAT act, art. 31a ust. 1, 2; CIT act, art. 12 ust. 2, 3a (PIT act, art. 11a, 14 ust. 1c): the day of supply,
    at the latest of issue.

    >>> sale_rate_days(date(2026, 3, 5), date(2026, 3, 2))
    RateDays(tax=datetime.date(2026, 3, 2), income=datetime.date(2026, 3, 2))
    """
    first = min(supplied_on, issued_on)
    return RateDays(first, first)


def purchase_rate_days(supplied_on: date, issued_on: date) -> RateDays:
    """Of a purchase: tax before its tax point; income tax before the cost was incurred, which is the day it is booked for by its invoice.

    Source: Polish VAT act, art. 31a; CIT act, art. 15 ust. 1, 4e (PIT act, art. 11a ust. 2, 22 ust. 6b).

    >>> purchase_rate_days(date(2026, 2, 27), date(2026, 3, 2))
    RateDays(tax=datetime.date(2026, 2, 27), income=datetime.date(2026, 3, 2))
    """
    return RateDays(min(supplied_on, issued_on), issued_on)
