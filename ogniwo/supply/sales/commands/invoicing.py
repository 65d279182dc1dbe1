"""Invoices of deliveries."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing.commands import derive_invoices, post_invoices
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.rules import Take
from ogniwo.supply.sales.commands.types import DELIVERY
from ogniwo.supply.sales.errors import NothingToInvoice
from ogniwo.supply.sales.queries.progress import delivery_progress


@command("sales.invoice_deliveries", _("Invoice"), roles=("seller", "accountant"), sets="deliveries")
def invoice_deliveries(deliveries: Sequence[UUID], *, issued_on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Issue and post an invoice for each delivery: all that was not invoiced yet and did not come back before.

    The day of supply is the delivery's, so revenue, cost and tax stay in its month. ``issued_on``: today when left
    out. Raises Refused: NothingToInvoice, and what invoicing refuses.
    """
    return _invoice(unit, deliveries, issued_on or acting.today, together=False)


@command("sales.invoice_together", _("Invoice together"), roles=("seller", "accountant"), sets="deliveries")
def invoice_together(deliveries: Sequence[UUID], *, issued_on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Issue and post one collective invoice for each customer (and currency) of the deliveries; the supply day is the last delivery's."""
    return _invoice(unit, deliveries, issued_on or acting.today, together=True)


def _invoice(unit: Unit, deliveries: Sequence[UUID], issued_on: date, *, together: bool) -> list[UUID]:
    locked = lock(unit, deliveries, type=DELIVERY, states=["done"])
    done = delivery_progress(unit, [d.id for d in locked])
    takes = [Take(p.line, p.to_invoice) for p in done.values() if p.to_invoice > 0]
    having = {p.document for p in done.values() if p.to_invoice > 0}
    if none := [d for d in locked if d.id not in having]:
        raise Refused(NothingToInvoice(record=d.id) for d in none)
    days = {d.id: d.day for d in locked}
    made = derive_invoices(takes, on=issued_on, supply_days={t.line: days[done[t.line].document] for t in takes}, unit=unit, together=together)
    invoices = [w.id for w in made]
    unit.flush()
    post_invoices(invoices, unit=unit)
    return invoices
