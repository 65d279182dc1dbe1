"""Choosing the month in which the tax of a received invoice is deducted."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing.errors import NotDeductible, TaxPeriodLocked
from ogniwo.finance.invoicing.rules import deductible
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

DUE = "SELECT document_id, greatest(tax_point, received_on), tax_period FROM invoicing_invoice WHERE document_id = ANY(%s)"
LOCKED = "SELECT 1 FROM books_period WHERE area = 'vat' AND month = %s AND locked"


@command("invoicing.choose_tax_period", _("Choose the month of deduction"), roles=("accountant",), sets="invoices")
def choose_tax_period(invoices: Sequence[UUID], *, month: date, unit: Unit, acting: Acting) -> list[UUID]:
    """Deduct the tax of received invoices not yet posted in the month of ``month``: their own, or one of the three after it.

    Raises Refused: NotDeductible, TaxPeriodLocked. Source: Polish VAT act, art. 86 ust. 10, 11.
    """
    lock(unit, invoices, type="invoicing.purchase_invoice", states=("draft", "matched"))
    first = month.replace(day=1)
    wrong: list[BusinessError] = []
    for invoice, due, before in unit.rows(DUE, [list(invoices)]):
        lawful = deductible(due)
        if first not in lawful:
            wrong.append(NotDeductible(record=invoice, first=f"{lawful[0]:%Y-%m}", last=f"{lawful[-1]:%Y-%m}"))
        unit.changed(invoice, "tax_period", before, first)
    if unit.rows(LOCKED, [first]):
        wrong += [TaxPeriodLocked(record=invoice, month=f"{first:%Y-%m}") for invoice in invoices]
    if wrong:
        raise Refused(wrong)
    unit.do("UPDATE invoicing_invoice SET tax_period = %s WHERE document_id = ANY(%s)", [first, list(invoices)])
    return list(invoices)
