"""Refusals of the tax registers."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class SharesDiffer(BusinessError):
    code = "tax.shares_differ"
    says = _("The tax of the document's lines does not sum to the tax of the document.")
    next = _("Tell the administrator; nothing was posted.")


class Written(BusinessError):
    code = "tax.written"
    says = _("A line of a tax register does not change any more.")
    next = _("Correct the document.")


class TaxTwice(BusinessError):
    code = "tax.reversed_before"
    says = _("This line of the tax register was taken back before.")
    next = _("Look at the document's history.")


class WrongPeriod(BusinessError):
    code, field = "tax.wrong_period", "tax_period"
    says = _("A tax period is a month.")
    next = _("Choose the month the tax is declared in.")


class NotLocked(BusinessError):
    code, field = "tax.month_not_locked", "tax_period"
    says = _("The month to be corrected is not locked any more.")
    next = _("Try again: the line now stands in the month itself.")


explains("tax_taxregisterline_correction", NotLocked)
explains("tax_taxshare_sum", SharesDiffer)
explains("tax_taxshare_after_line", Written)
explains("tax_taxregisterline_reversed_once", TaxTwice)
explains("tax_taxregisterline_period", WrongPeriod)
