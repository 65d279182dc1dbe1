"""Refusals about people and keys."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class LastOwner(BusinessError):
    code, field = "people.last_owner", "roles"
    says = _("This is the company's last owner.")
    next = _("Make another person an owner first.")
    status = 409


class NoRoles(BusinessError):
    code, field = "people.no_roles", "roles"
    says = _("A person needs at least one role.")
    next = _("Choose a role, or take the person's access away.")


class NoTeamName(BusinessError):
    code, field = "people.no_team_name", "name"
    says = _("A team needs a name.")
    next = _("Write what people call it.")


class NotOfCompany(BusinessError):
    code, field = "people.not_of_company", "people"
    says = _("This person has no role in the company.")
    next = _("Give them a role first, or take them off the team.")


class OwnerSeesAll(BusinessError):
    code, field = "people.owner_sees_all", "rules"
    says = _("Record rules do not narrow an owner: somebody must see everything.")
    next = _("Give the person another role and set its rules.")


class NoSuchType(BusinessError):
    code, field = "people.no_such_type", "rules"
    says = _("There is no kind of document “{type}”.")
    next = _("Choose one of the kinds shown.")


class WideScope(BusinessError):
    code, field = "people.wide_scope", "scopes"
    says = _("“{scope}” is no permission of this program.")
    next = _("Give names like sales.orders, or sales.* for a whole module.")


class BadDays(BusinessError):
    code, field = "people.bad_days", "days"
    says = _("A key lives from 1 to 366 days.")
    next = _("Choose a number of days in that range.")
