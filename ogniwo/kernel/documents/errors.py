"""Refusals about documents."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class WrongState(BusinessError):
    code, field = "documents.wrong_state", "state"
    says = _("{title} is {state}, so this can't be done.")
    next = _("Open it to see what can be done now.")
    status = 409


class Fixed(BusinessError):
    code = "documents.fixed"
    says = _("It is issued or posted, and does not change any more.")
    next = _("Correct it with a new document.")


class TooMuch(BusinessError):
    code, field = "documents.too_much", "quantity"
    says = _("Line {position}: {asked} asked, but only {left} is left.")
    next = _("Lower the quantity to {left}.")


explains("documents_document_fixed", Fixed)
explains("documents_line_fixed", Fixed)
explains("tenancy_unalterable", Fixed)
