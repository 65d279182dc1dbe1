"""Refusals about e-invoices."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class CompanyIncomplete(BusinessError):
    code = "clearance.company_incomplete"
    says = _("The company has no tax number or address, so its e-invoices can't be made.")
    next = _("Fill in the company's NIP and address in its settings.")


class NotComposed(BusinessError):
    code = "clearance.not_composed"
    says = _("The e-invoice of {number} can't be made: {problem}")
    next = _("Correct the party's or the company's data and make the file again.")
