"""Refusals of the books."""

from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class PeriodLocked(BusinessError):
    code, field = "books.period_locked", "on"
    says = _("The month of this date is locked.")
    next = _("Choose a date in an open month, or ask the accountant to open it.")


class PeriodMissing(BusinessError):
    code, field = "books.period_missing", "on"
    says = _("There is no period for this date.")
    next = _("Open the year first, or check the date.")


class DraftsLeft(BusinessError):
    code, field = "books.drafts_left", "month"
    says = _("{month} still has {count} drafts.")
    next = _("Post or discard them, then lock the month.")


class SealBroken(BusinessError):
    code = "books.seal_broken"
    says = _("The journal was written at the same moment in another way.")
    next = _("Post again; if it stays, ask the administrator to run the proofs.")


explains("books_period_locked", PeriodLocked)
explains("books_period_missing", PeriodMissing)
explains("books_seal_chain", SealBroken)
explains("books_seal_once", SealBroken)
