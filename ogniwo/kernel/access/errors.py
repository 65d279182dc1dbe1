"""Refusals of access, as a person reads them."""

from ogniwo.kernel.errors import BusinessError
from ogniwo.kernel.text import N_ as _


class NoRight(BusinessError):
    """The person has no such permission in this company."""

    code = "access.denied"
    says = _("You may not do this: it needs the permission “{permission}”.")
    next = _("Ask the owner of the company to grant it to one of your roles.")
    status = 403

    def __init__(self, permission: str = "", **more: object) -> None:
        super().__init__(permission=permission, **more)  # type: ignore[arg-type]


class NoCompany(BusinessError):
    """The person belongs to no company, or not to the one asked for."""

    code = "access.no_company"
    says = _("You do not belong to this company.")
    next = _("Ask its owner to add you, or choose another company.")
    status = 403


class NotSignedIn(BusinessError):
    """Nobody is signed in, or the session has ended."""

    code = "access.not_signed_in"
    says = _("Please sign in.")
    next = _("Sign in and try again.")
    status = 401


class WrongSignIn(BusinessError):
    """E-mail and password do not fit; which of the two is never told."""

    code = "access.wrong_sign_in"
    says = _("The e-mail or the password is not right.")
    next = _("Check both and try again. After {limit} failures the sign-in is locked for {minutes} minutes.")
    status = 401


class LockedOut(BusinessError):
    """Too many failures from this address for this e-mail."""

    code = "access.locked_out"
    says = _("Too many failed attempts: signing in is locked for {minutes} minutes.")
    next = _("Wait, then try again, or ask the owner for a new password.")
    status = 429


class WrongPassword(BusinessError):
    """The present password, asked for before a change, does not fit."""

    code, field = "access.wrong_password", "password"
    says = _("This is not your present password.")
    next = _("Type the password you signed in with.")


class TeamTaken(BusinessError):
    code, field = "access.team_taken", "name"
    says = _("There is a team “{team}” already.")
    next = _("Give another name, or change that team.")
    status = 409


class EmailTaken(BusinessError):
    """Two users can't share an e-mail."""

    code, field = "access.email_taken", "email"
    says = _("There is already a user with the e-mail {email}.")
    next = _("Add that user to the company instead.")


class UnknownRole(BusinessError):
    """The company has no role of that code."""

    code, field = "access.unknown_role", "role"
    says = _("There is no role “{role}” in this company.")
    next = _("Choose one of: {roles}.")


class BadKey(BusinessError):
    """An API key that is unknown, revoked or expired."""

    code = "access.bad_key"
    says = _("This API key is not known, has expired or was revoked.")
    next = _("Make a new key in the company's settings.")
    status = 401
