"""Refusals of split payments."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NotSplit(BusinessError):
    """``reason``: the rule's sentence in the person's language."""

    code, field = "payments.not_split", "lines"
    says = _("{payee}, {number}: it is to be paid by split payment, but its title does not say so. {reason}")
    next = _("Write the title as /VAT/tax/IDC/tax number/INV/number, or take the transfer out of the run and pay it apart.")
