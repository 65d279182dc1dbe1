"""Figures of the start page that are not the length of a list: what is owed to us past its date, what of the bank is not booked."""

from decimal import Decimal

from ogniwo.finance.treasury.queries.desk import desk_lines
from ogniwo.finance.treasury.queries.money import aging
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Figure, Tile


def overdue(*, acting: Acting) -> Figure:
    """What customers owe past its due date, company currency."""
    late = sum((row.total - row.not_due for row in aging(as_of=acting.today, acting=acting)), Decimal(0))
    return Figure(late, _("past its due date"), "bad" if late > 0 else "good", acting.currency)


def to_reconcile(*, acting: Acting) -> Figure:
    """Lines of statements that are not posted."""
    count = len(desk_lines(acting=acting))
    return Figure(count, _("lines of statements"), "info" if count else "neutral")


registry.add_tile("home", Tile(_("Overdue receivables"), overdue, opens="/s/treasury.aging/", order=10, permission="treasury.aging"))
registry.add_tile("home", Tile(_("To reconcile"), to_reconcile, opens="/s/treasury.desk/", order=11, permission="treasury.desk"))
