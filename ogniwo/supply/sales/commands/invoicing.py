"""Invoices of deliveries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing.commands import issue_invoices, issuing
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands.registry import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import Refused
from ogniwo.kernel.money.rules import ZERO
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit
from ogniwo.masterdata.trade.queries.sources import sources_of
from ogniwo.masterdata.trade.rules import Take
from ogniwo.supply.sales.commands.types import DELIVERY
from ogniwo.supply.sales.errors import NothingToInvoice
from ogniwo.supply.sales.queries.progress import came_back_uninvoiced


@command("sales.invoice_deliveries", _("Invoice"), roles=("seller", "accountant"), sets="deliveries")
def invoice_deliveries(deliveries: Sequence[UUID], *, issued_on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Issue and post an invoice for each delivery: all that was not invoiced yet and did not come back before.

    The day of supply is the delivery's, so revenue, cost and tax stay in its month. ``issued_on``: today when left
    out. Raises Refused: NothingToInvoice, and what invoicing refuses.
    """
    return _invoice(unit, deliveries, issued_on or acting.today, together=False)


@command("sales.invoice_together", _("Invoice together"), roles=("seller", "accountant"), sets="deliveries")
def invoice_together(deliveries: Sequence[UUID], *, issued_on: date | None = None, unit: Unit, acting: Acting) -> list[UUID]:
    """Issue and post one collective invoice for each customer, currency and month of supply of the deliveries.

    Its day of supply is the last delivery's; deliveries of different months stand apart, so that each month keeps its revenue, cost and
    tax (VAT act, art. 106i ust. 1, 19a ust. 1). Raises as `invoice_deliveries`.
    """
    return _invoice(unit, deliveries, issued_on or acting.today, together=True)


def _invoice(unit: Unit, deliveries: Sequence[UUID], issued_on: date, *, together: bool) -> list[UUID]:
    locked = lock(unit, deliveries, type=DELIVERY, states=["done"])
    days = {d.id: d.day for d in locked}
    how = replace(issuing(issued_on, together=together), apart={pk: day.replace(day=1) for pk, day in days.items()})
    sources = sources_of(unit, how, documents=[d.id for d in locked])
    back = came_back_uninvoiced(unit, {s.document for s in sources.values() if s.other})
    takes = [Take(s.line, left) for s in sources.values() if (left := s.left - back.get(s.line, ZERO)) > 0]
    having = {sources[t.line].document for t in takes}
    if none := [d for d in locked if d.id not in having]:
        raise Refused(NothingToInvoice(record=d.id) for d in none)
    return issue_invoices(takes, how, sources, supply_days={t.line: days[sources[t.line].document] for t in takes}, unit=unit)
