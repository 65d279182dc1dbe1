"""Refusals about activities."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NothingSaid(BusinessError):
    code, field = "interactions.nothing_said", "topic"
    says = _("An activity needs a topic.")
    next = _("Say in a few words what it was about.")


class NoDay(BusinessError):
    code, field = "interactions.no_day", "due"
    says = _("A planned activity needs a day.")
    next = _("Choose the day by which it is to be done.")


class AboutWhom(BusinessError):
    code, field = "interactions.about_whom", "about"
    says = _("Nobody here has the address {address}.")
    next = _("Choose the party or document the mail is about.")


class OtherContact(BusinessError):
    code, field = "interactions.other_contact", "contact"
    says = _("That person belongs to another party.")
    next = _("Choose one of this party's people.")
