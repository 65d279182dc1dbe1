"""Adding people, giving and taking roles, issuing and revoking API keys."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ogniwo.kernel.access import hooks
from ogniwo.kernel.access.acting import Acting
from ogniwo.kernel.access.commands import NewKey, create_user, end_keys, end_teams, fill_team, join, leave, make_team, part, rename_team, rule_role
from ogniwo.kernel.access.commands import issue_key as make_key
from ogniwo.kernel.access.commands import revoke_key as end_key
from ogniwo.kernel.access.models import Reach, User
from ogniwo.kernel.commands import command
from ogniwo.kernel.documents.hooks import TYPES
from ogniwo.kernel.errors import BusinessError, NotFound, Refused
from ogniwo.kernel.people.errors import BadDays, LastOwner, NoRoles, NoSuchType, NoTeamName, NotOfCompany, OwnerSeesAll, WideScope
from ogniwo.kernel.people.queries import by_email, key_id, member, members, owners, role_code, teams_among
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
        part(user, acting.company_id)
        end_keys(user, acting.company_id, at=unit.now)
    return len(people)


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How far a role sees documents of a type: own, team or all."""

    type: str
    reach: Reach = Reach.ALL


@command("people.set_rules", _("Set record rules"))
def set_rules(role: int, rules: Sequence[RecordRule], *, unit: Unit, acting: Acting) -> int:
    """Say whose documents people of a role see: their own, those whose owner is in one of their teams, or all.

    What is hidden is in no list, total, search, export, story or file, and is not changed. Kinds left out are seen whole;
    with several roles the widest rule holds. Raises Refused: NotFound, OwnerSeesAll, NoSuchType.
    """
    code = role_code(role, acting=acting)
    wrong: list[BusinessError] = [] if code else [NotFound(record=role)]
    wrong += [OwnerSeesAll()] if code == "owner" else []
    wrong += [NoSuchType(line=n, type=rule.type) for n, rule in enumerate(rules, 1) if rule.type not in TYPES]
    if wrong:
        raise Refused(wrong)
    rule_role(role, acting.company_id, {rule.type: str(rule.reach) for rule in rules if rule.reach != Reach.ALL})
    return role


@command("people.add_team", _("Add a team"))
def add_team(name: str, people: Sequence[int] = (), *, unit: Unit, acting: Acting) -> int:
    """A team of people who see each other's documents where a record rule says so. Raises Refused: NoTeamName, TeamTaken, NotOfCompany."""
    team = make_team(acting.company_id, _team_name(name))
    fill_team(team, acting.company_id, _of_company(people, acting))
    return team


@command("people.change_team", _("Change the team"))
def change_team(team: int, name: str, people: Sequence[int] = (), *, unit: Unit, acting: Acting) -> int:
    """Give a team another name and exactly these people. Raises Refused: NotFound, NoTeamName, TeamTaken, NotOfCompany."""
    if not teams_among([team], acting=acting):
        raise Refused([NotFound(record=team)])
    rename_team(team, acting.company_id, _team_name(name))
    fill_team(team, acting.company_id, _of_company(people, acting))
    return team


@command("people.remove_teams", _("Take the team away"), sets="teams")
def remove_teams(teams: Sequence[int], *, unit: Unit, acting: Acting) -> int:
    """Take teams away; the people and their documents stay. Raises Refused: NotFound."""
    have = teams_among(teams, acting=acting)
    if missing := [team for team in teams if team not in have]:
        raise Refused(NotFound(record=team) for team in missing)
    end_teams(teams, acting.company_id)
    return len(have)


def _team_name(name: str) -> str:
    if not name.strip():
        raise Refused([NoTeamName()])
    return name.strip()[:120]


def _of_company(people: Sequence[int], acting: Acting) -> list[int]:
    known = members(acting=acting)
    if missing := [person for person in people if person not in known]:
        raise Refused(NotOfCompany(record=person) for person in missing)
    return list(dict.fromkeys(people))


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
