"""Adding people, giving and taking roles, issuing and revoking API keys."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from ogniwo.kernel.access import hooks
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.commands import NewKey, create_user, end_keys, join, leave
from ogniwo.kernel.access.commands import issue_key as make_key
from ogniwo.kernel.access.commands import revoke_key as end_key
from ogniwo.kernel.access.models import User
from ogniwo.kernel.commands import command
from ogniwo.kernel.errors import NotFound, Refused
from ogniwo.kernel.people.errors import BadDays, LastOwner, NoRoles, WideScope
from ogniwo.kernel.people.queries import by_email, key_id, member, owners
from ogniwo.kernel.text import N_ as _
from ogniwo.kernel.writing.unit import Unit

DAYS = 366


class Once:
    """A secret shown to the person once; kept answers and logs hold only the fact that it was shown."""

    def __init__(self, id: int, text: str) -> None:
        self.id, self.text = id, text

    def __str__(self) -> str:
        return "shown once"

    __repr__ = __str__


@command("people.add_person", _("Add a person"))
def add_person(email: str, name: str, role: str, *, unit: Unit, acting: Acting) -> Once:
    """Add a person with a role to this company; a new one gets a first password, shown once.

    Who has an account already (in another company of this installation) keeps the password. Raises Refused: UnknownRole.
    """
    user, password = by_email(email), ""
    if user is None:
        password = secrets.token_urlsafe(12)
        user = create_user(email=email, name=name, password=password, language=acting.language)
    join(user, acting.company_id, role)
    return Once(user.pk, password)


@command("people.change_roles", _("Change roles"))
def change_roles(person: int, roles: Sequence[str], *, unit: Unit, acting: Acting) -> int:
    """Give a person exactly these roles in this company. Raises Refused: NotFound, NoRoles, LastOwner, UnknownRole."""
    user = _member(person, acting)
    if not roles:
        raise Refused([NoRoles(record=person)])
    if "owner" not in roles:
        _not_last_owner(person, acting)
    leave(user, acting.company_id)
    for role in dict.fromkeys(roles):
        join(user, acting.company_id, role)
    return person


@command("people.lock", _("Take access away"), sets="people")
def lock(people: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Take all roles in this company from people and end their keys here; at once, also where they are signed in."""
    for person in dict.fromkeys(people):
        user = _member(person, acting)
        _not_last_owner(person, acting)
        leave(user, acting.company_id)
        end_keys(user, acting.company_id, at=unit.now)
    return len(people)


@command("people.issue_key", _("New API key"))
def issue_key(name: str, scopes: Sequence[str], *, days: int = 90, unit: Unit, acting: Acting) -> Once:
    """An API key of a program acting as you, within scopes (permissions, or patterns like sales.*); shown once."""
    wrong: list[WideScope | BadDays] = [WideScope(scope=scope) for scope in scopes if not _known(scope)]
    if not 1 <= days <= DAYS:
        wrong.append(BadDays())
    if wrong or not scopes:
        raise Refused(wrong or [WideScope(scope="")])
    user = _member(acting.user_id, acting)
    text = make_key(user, acting.company_id, NewKey(name, tuple(scopes), unit.now, unit.now + timedelta(days=days)))
    return Once(key_id(text, acting.company_id), text)


@command("people.revoke_key", _("Revoke"), sets="keys")
def revoke_key(keys: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """End API keys now; they stay in the list."""
    for key in keys:
        end_key(key, acting.company_id, at=unit.now)
    return len(keys)


def _known(scope: str) -> bool:
    module = scope.removesuffix(".*")
    return scope == "*" or scope in hooks.PERMISSIONS or (scope.endswith(".*") and any(name.startswith(f"{module}.") for name in hooks.PERMISSIONS))


def _member(person: int, acting: Acting) -> User:
    found = member(person, acting.company_id)
    if found is None:
        raise Refused([NotFound(record=person)])
    return found


def _not_last_owner(person: int, acting: Acting) -> None:
    if owners(acting.company_id) == {person}:
        raise Refused([LastOwner(record=person)])
