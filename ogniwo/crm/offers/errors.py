"""Refusals about offers."""

from ogniwo.kernel.documents.errors import Fixed
from ogniwo.kernel.errors import BusinessError, explains
from ogniwo.kernel.text import N_ as _


class EndsBeforeItBegins(BusinessError):
    code, field = "offers.ends_before", "valid_until"
    says = _("The offer would hold until {valid_until}, before its own day {day}.")
    next = _("Choose a later day.")


class OtherParty(BusinessError):
    code, field = "offers.other_party", "opportunity"
    says = _("The opportunity is of another customer.")
    next = _("Choose an opportunity of this customer, or leave it empty.")


class NoRecipient(BusinessError):
    code, field = "offers.no_recipient", "to"
    says = _("{party} has no e-mail address.")
    next = _("Write the address, or add it to the customer's card.")


class SeveralParties(BusinessError):
    code, field = "offers.several_parties", "to"
    says = _("These offers are of several customers, so they can't go to one address.")
    next = _("Leave the address empty: each goes to its own customer. Or send them one by one.")


class NoMarginRate(BusinessError):
    code, field = "offers.no_rate", "currency"
    says = _("There was no rate of {currency} on the offer's day, so its margin is not known.")
    next = _("Enter the rate, then open the offer and save it again.")


class Expired(BusinessError):
    code, field = "offers.expired", "late"
    says = _("The offer held until {valid_until}.")
    next = _("Make a new version, or say that you accept it late.")


class WhyDeclined(BusinessError):
    code, field = "offers.why_declined", "reason"
    says = _("Say why it was declined.")
    next = _("A few words are enough: price, time, a competitor.")


explains("offers_offer_sent", Fixed)
