"""Opening years, locking and opening months."""

from datetime import date

from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books.errors import DraftsLeft
from ogniwo.kernel.books.hooks import MonthLocked, month_locked
from ogniwo.kernel.books.models import Area, Period
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.drafts import draft
from ogniwo.kernel.writing.unit import Unit

DRAFTS: list[tuple[str, str]] = []
"""(area, SQL counting drafts left in a month; parameter: the month's first day) of modules that keep drafts."""


@command("books.open_year", _("Open a year"), roles=("accountant",))
def open_year(year: int, *, unit: Unit, acting: Acting) -> int:
    """Make the twelve months of ``year`` in every area, open. Those that exist stay as they are."""
    have = {(area, month) for area, month in unit.rows("SELECT area, month FROM books_period WHERE extract(year FROM month) = %s", [year])}
    wanted = [(area, date(year, month, 1)) for area in Area.values for month in range(1, 13)]
    made = [draft(Period)(area=area, month=month) for area, month in wanted if (area, month) not in have]
    unit.add(made)
    return len(made)


@command("books.lock_month", _("Lock a month"), roles=("accountant",))
def lock_month(month: date, *, area: Area = Area.BOOKS, unit: Unit, acting: Acting) -> int:
    """Lock a month of an area, and all months before it, against new facts.

    ``month``: any day of it. Refused while drafts are left in it. A posting under way is waited for; one that
    comes later is refused (the row is changed first, then drafts are counted).
    """
    first = month.replace(day=1)
    changed = unit.rows("UPDATE books_period SET locked = true WHERE area = %s AND month <= %s AND NOT locked RETURNING month", [area, first])
    for drafts_area, sql in DRAFTS:
        if area in (Area.BOOKS, drafts_area):
            ((count,),) = unit.rows(sql, [first])
            if count:
                raise Refused([DraftsLeft(month=f"{first:%Y-%m}", count=count)])
    if (first,) in changed:
        month_locked.tell(MonthLocked(str(area), first), unit=unit)
    return len(changed)


@command("books.unlock_month", _("Open a locked month"), roles=("accountant",))
def unlock_month(month: date, *, area: Area = Area.BOOKS, reason: str, unit: Unit, acting: Acting) -> int:
    """Open a month of an area again, and all months after it; the reason stands in the audit."""
    first = month.replace(day=1)
    return len(unit.rows("UPDATE books_period SET locked = false WHERE area = %s AND month >= %s AND locked RETURNING id", [area, first]))
