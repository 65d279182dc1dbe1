"""Figures of the start page: what waits, from the modules' own queries; each opens its list. Who may not ask does not see it."""

from decimal import Decimal

from ogniwo.finance.invoicing.queries import sales_invoices
from ogniwo.finance.treasury.queries.desk import desk_lines
from ogniwo.finance.treasury.queries.money import aging
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.text import N_ as _
from ogniwo.supply.purchasing.queries.lists import proposals
from ogniwo.supply.sales.queries.lists import orders
from ogniwo.workbench import registry
from ogniwo.workbench.declare import Figure, Tile


def overdue(*, acting: Acting) -> Figure:
    """What customers owe past its due date, company currency."""
    late = sum((row.total - row.not_due for row in aging(as_of=acting.today, acting=acting)), Decimal(0))
    return Figure(late, _("past its due date"), "bad" if late > 0 else "good", acting.currency)


def to_deliver(*, acting: Acting) -> Figure:
    """Confirmed orders that are not closed."""
    return _counted(orders(acting=acting).filter(document__state="confirmed").count(), _("confirmed orders"))


def to_post(*, acting: Acting) -> Figure:
    """Sales invoices that are still drafts."""
    return _counted(sales_invoices(acting=acting).filter(document__state="draft").count(), _("drafts of invoices"))


def to_reconcile(*, acting: Acting) -> Figure:
    """Lines of statements that are not posted."""
    return _counted(len(desk_lines(acting=acting)), _("lines of statements"))


def to_order(*, acting: Acting) -> Figure:
    """Products that a proposal would order."""
    return _counted(proposals(acting=acting).count(), _("purchase proposals"))


def _counted(count: int, words: str) -> Figure:
    return Figure(count, words, "info" if count else "neutral")


for order, (title, source, opens, permission) in enumerate((
    (_("Overdue receivables"), overdue, "/s/treasury.aging/", "treasury.aging"),
    (_("To deliver"), to_deliver, "/s/sales.orders/", "sales.orders"),
    (_("To post"), to_post, "/s/invoicing.sales_invoices/", "invoicing.sales_invoices"),
    (_("To reconcile"), to_reconcile, "/s/treasury.desk/", "treasury.desk"),
    (_("To order"), to_order, "/s/purchasing.proposals/", "purchasing.proposals"),
), 10):  # fmt: skip
    registry.add_tile("home", Tile(title, source, opens=opens, order=order, permission=permission))
