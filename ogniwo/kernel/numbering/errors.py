"""Refusals about numbers."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class DayBeforeLast(BusinessError):
    code, field = "numbering.day_before_last", "day"
    says = _("The series already has a number dated {last_day}.")
    next = _("Date it {last_day} or later.")


class OutOfOrder(BusinessError):
    code = "numbering.out_of_order"
    says = _("The number would be skipped, doubled or out of date order.")
    next = _("Post again; if it stays, ask the administrator to run the proofs.")


explains("numbering_number_gapless", OutOfOrder)
explains("numbering_number_chronological", OutOfOrder)
explains("numbering_number_once", OutOfOrder)
explains("numbering_number_taken", OutOfOrder)
