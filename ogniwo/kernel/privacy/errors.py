"""Refusals about erasing."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class ErasedAlready(BusinessError):
    code, field = "privacy.erased_already", "acts"
    says = _("What this act held is erased already.")
    next = _("Take it out of the choice.")
    status = 409


class NoReason(BusinessError):
    code, field = "privacy.no_reason", "reason"
    says = _("Say why it is erased: who asked for it and when.")
    next = _("The reason stays for good beside each act, so do not repeat the erased data in it.")


class WordsTooShort(BusinessError):
    code, field = "privacy.words_too_short", "words"
    says = _("“{words}” would be found in too much.")
    next = _("Write at least {least} characters: an e-mail, a phone, a full name.")


class NothingFound(BusinessError):
    code, field = "privacy.nothing_found", "words"
    says = _("No act holds these words.")
    next = _("Try the way the name or the e-mail was typed then.")
