"""Refusals about parties."""

from ogniwo.kernel.errors import BusinessError, Duplicate, explains
from ogniwo.kernel.text import N_ as _


class PartyKnown(Duplicate):
    code, field = "parties.known", "identifier"
    says = _("{name} has the identifier {value} already.")
    next = _("Use that party, or check the number.")


class IdentifierTaken(Duplicate):
    code, field = "parties.identifier_taken", "identifier"
    says = _("Another party has this identifier already.")
    next = _("Find that party and use it.")


class IdentifierWrong(BusinessError):
    code, field = "parties.identifier_wrong", "identifier"
    says = _("{reason}")
    next = _("Compare it with a document of the party.")


class NoName(BusinessError):
    code, field = "parties.no_name", "name"
    says = _("A party needs a name.")
    next = _("Write its name as in its register.")


class NotAnEmail(BusinessError):
    code, field = "parties.not_an_email", "email"
    says = _("{value} is not an e-mail address.")
    next = _("Write it like office@example.com.")


class NoTerms(BusinessError):
    code, field = "parties.no_terms", "party"
    says = _("This company has no terms with that party.")
    next = _("Add the party to this company first.")


class NotYourField(BusinessError):
    code, field = "parties.cannot_clear", "clear"
    says = _("{name} can't be emptied.")
    next = _("Write a new value instead.")


class RelatedToItself(BusinessError):
    code, field = "parties.related_to_itself", "other"
    says = _("A party can't be related to itself.")
    next = _("Choose the other party.")


explains("parties_partyidentifier_once", IdentifierTaken)
explains("parties_relation_other", RelatedToItself)
explains("parties_externalid_once", IdentifierTaken)
