"""Refusals about a company's settings."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NoCompanyName(BusinessError):
    code, field = "setup.no_name", "name"
    says = _("A company needs a name.")
    next = _("Write its name as in its register.")


class IdentifierRefused(BusinessError):
    code, field = "setup.identifier_refused", "value"
    says = _("{value} is not a right number.")
    next = _("Compare it with the company's papers.")


class NoPolicy(BusinessError):
    code, field = "setup.no_policy", "name"
    says = _("There is no policy called {name}.")
    next = _("Choose one of the policies in the settings.")


class PolicyWrong(BusinessError):
    code, field = "setup.policy_wrong", "value"
    says = _("“{value}” can't be the value of the policy “{name}”.")
    next = _("Write a value of the kind the policy's explanation names.")


class BranchTaken(BusinessError):
    code, field = "setup.branch_taken", "code"
    says = _("There is a branch {branch} already.")
    next = _("Choose another code.")
