"""Voiding an invoice that clearance refused: it was never issued in law."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ogniwo.finance.invoicing.hooks import InvoicesVoided, invoices_voided
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.books import writer as books
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.commands import lock, move
from ogniwo.kernel.errors import BusinessError, Refused
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit


class Cleared(BusinessError):
    code = "invoicing.cleared"
    says = _("This invoice has its clearance reference {reference}, so it is issued in law.")
    next = _("Correct it to zero instead.")


class CorrectedAlready(BusinessError):
    code = "invoicing.corrected_already"
    says = _("This invoice has a correction.")
    next = _("Void the correction first.")


@command("invoicing.void_invoices", _("Void: refused by clearance"), roles=("accountant",), sets="invoices")
def void_invoices(invoices: Sequence[UUID], *, on: date, reason: str, unit: Unit, acting: Acting) -> list[UUID]:
    """Void posted sales invoices and corrections that clearance refused: every fact is reversed ``on``, in one act.

    The number may be taken again by the replacement (numbering.Number.take); the chain keeps both.
    Raises Refused: Cleared, CorrectedAlready, WrongState.
    """
    locked = lock(unit, invoices, type=("invoicing.invoice", "invoicing.correction"), states=("posted",))
    cleared = dict(unit.rows("SELECT document_id, reference FROM invoicing_clearance WHERE document_id = ANY(%s)", [list(invoices)]))
    corrected = {row[0] for row in unit.rows(
        "SELECT i.corrects_id FROM invoicing_invoice i JOIN documents_document d ON d.id = i.document_id WHERE i.corrects_id = ANY(%s) AND d.state <> 'void'", [list(invoices)])}  # fmt: skip
    wrong: list[BusinessError] = [Cleared(record=i, reference=reference) for i, reference in cleared.items()]
    wrong += [CorrectedAlready(record=i) for i in corrected]
    if wrong:
        raise Refused(wrong)
    move(unit, locked, "void")
    books.reverse(unit, invoices, on=on)
    for document in locked:
        unit.changed(document.id, "reason", None, reason)
    invoices_voided.tell(InvoicesVoided(tuple(invoices), on), unit=unit)
    return list(invoices)


class NotVoid(BusinessError):
    code, field = "invoicing.not_void", "of"
    says = _("Only a void invoice of the same kind leaves its number to another.")
    next = _("Choose an invoice that clearance refused and that was voided.")


@command("invoicing.take_number", _("Take the number of a void invoice"), roles=("accountant",))
def take_number(invoice: UUID, of: UUID, *, unit: Unit, acting: Acting) -> UUID:
    """Have a draft take the number of a void invoice when it is posted: the refused one was never issued in law."""
    (draft_invoice,) = lock(unit, [invoice], type=("invoicing.invoice", "invoicing.correction"), states=("draft",))
    found = unit.rows("SELECT type, state FROM documents_document WHERE id = %s", [of])
    if found != [(draft_invoice.type, "void")]:
        raise Refused([NotVoid(record=invoice)])
    unit.changed(invoice, "replaces", None, of)
    unit.do("UPDATE invoicing_invoice SET replaces_id = %s WHERE document_id = %s", [of, invoice])
    return invoice
