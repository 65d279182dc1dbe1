"""Refusals about tickets."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NoTopic(BusinessError):
    code, field = "servicedesk.no_topic", "topic"
    says = _("A ticket needs a topic.")
    next = _("Say in a few words what is wrong.")


class AboutNothing(BusinessError):
    code, field = "servicedesk.about_nothing", "about"
    says = _("A ticket is about a party, a document or one of its lines.")
    next = _("Choose what it is about.")


class NoParty(BusinessError):
    code, field = "servicedesk.no_party", "about"
    says = _("Nobody stands behind that document, so nobody can be answered.")
    next = _("Choose the party, or a document of a party.")


class NoAddress(BusinessError):
    code, field = "servicedesk.no_address", "letter"
    says = _("{title}: the customer has no e-mail address.")
    next = _("Add one on the customer's card, or answer without a letter.")


class NothingWritten(BusinessError):
    code, field = "servicedesk.nothing_written", "text"
    says = _("The answer is empty.")
    next = _("Write what the customer should read.")


class HowSolved(BusinessError):
    code, field = "servicedesk.how_solved", "solution"
    says = _("Say how it was solved.")
    next = _("A few words help whoever meets the same next time.")


class MoreThanDelivered(BusinessError):
    code, field = "servicedesk.more_than_delivered", "quantity"
    says = _("The line has only {quantity}.")
    next = _("Lower the quantity.")
