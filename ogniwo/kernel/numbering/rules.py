"""Patterns of numbers."""

from datetime import date
from string import Formatter

from ogniwo.kernel.text import N_ as _

KNOWN = {"n", "year", "month", "branch", "yy"}


def check_pattern(pattern: str, restarts: str) -> str | None:
    """Why a pattern can't be used, or None: it needs {n}, knows no other words, and names what it restarts by."""
    try:
        words = {name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name is not None}
        spell(pattern, n=1, day=date(2026, 1, 1), branch="A")
    except (ValueError, KeyError, IndexError):
        return _("A pattern is text with {n}, {year}, {month:02} and {branch}.")
    if "n" not in words or words - KNOWN:
        return _("A pattern needs {n} and knows only {year}, {yy}, {month} and {branch} besides.")
    if restarts != "never" and not words & {"year", "yy"}:
        return _("A series that restarts each year needs {year} in its pattern, or numbers would repeat.")
    if restarts == "month" and "month" not in words:
        return _("A series that restarts each month needs {month} in its pattern, or numbers would repeat.")
    return None


def spell(pattern: str, *, n: int, day: date, branch: str) -> str:
    """The number as people read it.

    >>> spell("FV/{year}/{month:02}/{n:05}", n=7, day=date(2026, 3, 1), branch="")
    'FV/2026/03/00007'
    """
    return pattern.format(n=n, year=day.year, yy=day.year % 100, month=day.month, branch=branch)

