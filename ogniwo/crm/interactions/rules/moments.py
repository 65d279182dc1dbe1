"""Moments of a company whose business date may be pinned."""

from datetime import date, datetime, timedelta


def moment_of(now: datetime, today: date) -> datetime:
    """``now``, or the same hour of the business date ``today`` where that is pinned elsewhere.

    Time zones put them up to a day apart without any pin.
    """
    return now if abs(now.date() - today) <= timedelta(days=1) else datetime.combine(today, now.timetz())
