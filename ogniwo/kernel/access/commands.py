"""What changes users, roles and keys. Below the command door (kernel.commands stands on this module), so plain functions.

Each writes in the caller's transaction; those about a company's rows need that company's context
(inside a command's body it is set; elsewhere `queries.context` sets it).
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, TextChoices

from ogniwo.kernel.access import hooks
from ogniwo.kernel.access.errors import EmailTaken, TeamTaken, UnknownRole, WrongPassword
from ogniwo.kernel.access.models import ApiKey, Density, Language, Membership, Outcome, Role, RoleRule, SignIn, Team, TeamMember, Theme, User
from ogniwo.kernel.access.queries import context
from ogniwo.kernel.access.rules import KEY_MARK, SHIPPED, key_digest, key_text, normal_email

FIRST_RUN_LOCK = 0x4F47_4E49  # "OGNI": one first run at a time
PREFERENCES: dict[str, type[TextChoices]] = {"language": Language, "theme": Theme, "density": Density}


@dataclass(frozen=True, slots=True)
class FirstOwner:
    """What the first-run screen asks about the person."""

    email: str
    name: str
    password: str
    language: str


def ship_roles(company_id: int) -> None:
    """Bring a company's shipped roles to what commands and queries declare today: four statements.

    Shipped roles always equal the declarations (an owner who wants another set makes an own role), so
    it is called again after each upgrade. Own roles are left alone.
    """
    grants = [(role, name) for role, names in hooks.granted_by_default().items() for name in sorted(names)]
    sees = [(role.code, kind) for role in SHIPPED.values() for kind in role.sees]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_role (company_id, code, name, shipped) SELECT %s, code, name, true"
            " FROM unnest(%s::text[], %s::jsonb[]) AS r (code, name) ON CONFLICT (company_id, code) DO NOTHING",
            [company_id, list(SHIPPED), [json.dumps(role.name) for role in SHIPPED.values()]],
        )
        for table, column, wanted in (("access_rolegrant", "permission", grants), ("access_rolesensitivity", "kind", sees)):
            cursor.execute(_SYNC.format(table=table, column=column), {
                "company": company_id,
                "roles": [role for role, _ in wanted],
                "values": [value for _, value in wanted],
            })


_SYNC = """
WITH wanted AS (SELECT r.id AS role_id, w.value FROM unnest(%(roles)s::text[], %(values)s::text[]) AS w (code, value)
                JOIN access_role r ON r.company_id = %(company)s AND r.code = w.code AND r.shipped),
gone AS (DELETE FROM {table} g USING access_role r
         WHERE g.company_id = %(company)s AND r.company_id = %(company)s AND r.id = g.role_id AND r.shipped
           AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.role_id = g.role_id AND w.value = g.{column}))
INSERT INTO {table} (company_id, role_id, {column}) SELECT %(company)s, role_id, value FROM wanted
ON CONFLICT (company_id, role_id, {column}) DO NOTHING
"""


def create_user(*, email: str, name: str, password: str | None, language: str = "pl", is_demo: bool = False) -> User:
    """A new user of the installation; without a password they can't sign in by one. Raises EmailTaken."""
    if User.objects.filter(email=normal_email(email)).exists():
        raise EmailTaken(email=normal_email(email))
    user = User(email=normal_email(email), name=name.strip(), language=language, is_demo=is_demo)
    user.set_password(password)
    user.save(force_insert=True)
    return user


def join(user: User, company_id: int, role: str, *, branch_id: int | None = None) -> None:
    """Give a user a role in the company (whose context is set); again is no change. Raises UnknownRole."""
    codes = dict(Role.objects.filter(company_id=company_id).values_list("code", "id"))
    if role not in codes:
        raise UnknownRole(role=role, roles=", ".join(sorted(codes)))
    held = Membership.objects.filter(company_id=company_id, user=user, role_id=codes[role])
    here = held.filter(branch__isnull=True) if branch_id is None else held.filter(branch_id=branch_id)
    if not here.exists():
        Membership.objects.create(company_id=company_id, user=user, role_id=codes[role], branch_id=branch_id)


def leave(user: User, company_id: int) -> None:
    """Take all of a user's roles in the company; `part` takes them out of its teams too."""
    Membership.objects.filter(company_id=company_id, user=user).delete()


def part(user: User, company_id: int) -> None:
    """Take a user out of all teams of the company."""
    TeamMember.objects.filter(company_id=company_id, user=user).delete()


def make_team(company_id: int, name: str) -> int:
    """A new team of the company, of nobody yet; its id. Raises TeamTaken."""
    if Team.objects.filter(company_id=company_id, name=name).exists():
        raise TeamTaken(team=name)
    return int(Team.objects.create(company_id=company_id, name=name).pk)


def rename_team(team: int, company_id: int, name: str) -> None:
    """Call a team otherwise. Raises TeamTaken."""
    if Team.objects.filter(company_id=company_id, name=name).exclude(pk=team).exists():
        raise TeamTaken(team=name)
    Team.objects.filter(company_id=company_id, pk=team).update(name=name)


def fill_team(team: int, company_id: int, people: Iterable[int]) -> None:
    """Make exactly these people the team's."""
    wanted = set(people)
    TeamMember.objects.filter(company_id=company_id, team_id=team).exclude(user_id__in=wanted).delete()
    have = set(TeamMember.objects.filter(company_id=company_id, team_id=team).values_list("user_id", flat=True))
    TeamMember.objects.bulk_create(TeamMember(company_id=company_id, team_id=team, user_id=user) for user in sorted(wanted - have))


def end_teams(teams: Iterable[int], company_id: int) -> None:
    """Take teams away; the people and their documents stay."""
    TeamMember.objects.filter(company_id=company_id, team_id__in=list(teams)).delete()
    Team.objects.filter(company_id=company_id, pk__in=list(teams)).delete()


def rule_role(role: int, company_id: int, rules: Mapping[str, str]) -> None:
    """Say a role's record rules, document type to reach; types left out are seen whole."""
    RoleRule.objects.filter(company_id=company_id, role_id=role).delete()
    RoleRule.objects.bulk_create(RoleRule(company_id=company_id, role_id=role, document_type=name, reach=reach) for name, reach in sorted(rules.items()))


def found_first_company(owner: FirstOwner, founding: hooks.Founding) -> tuple[User, int]:
    """The first run: the first user, the first company, and its shipped roles with the user as owner.

    Refuses (LookupError) once any user exists: two first runs at once wait for each other.
    """
    found = hooks.founder()
    if found is None:
        raise LookupError("no module registered a founder of companies (access.hooks.founds)")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_RUN_LOCK])
        if User.objects.exists():
            raise LookupError("this installation has its first user already")
        user = create_user(email=owner.email, name=owner.name, password=owner.password, language=owner.language)
        company_id = found(founding, user.pk)
        with context({"ogniwo.company": company_id, "ogniwo.user": user.pk}):
            ship_roles(company_id)
            join(user, company_id, "owner")
    return user, company_id


def change_password(user: User, *, present: str, new: str) -> None:
    """Set a new password after the present one was typed. Raises WrongPassword."""
    if not user.check_password(present):
        raise WrongPassword()
    user.set_password(new)
    user.save(update_fields=["password"])


def set_password(user: User, new: str) -> None:
    """Set a password without asking for the present one: for the installation's command line."""
    user.set_password(new)
    user.save(update_fields=["password"])


def let_in(user: User) -> None:
    """The person may sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])


def lock_out(user: User) -> None:
    """The person may not sign in any more."""
    user.is_active = False
    user.save(update_fields=["is_active"])


def prefer(user: User, **chosen: str) -> None:
    """Keep a person's language, theme or density; values outside the choices are refused (ValueError)."""
    for name, value in chosen.items():
        if name not in PREFERENCES or value not in PREFERENCES[name].values:
            raise ValueError(f"{name} can't be {value!r}")
        setattr(user, name, value)
    user.save(update_fields=list(chosen))


@dataclass(frozen=True, slots=True)
class NewKey:
    """An API key to make: what it is called, what it may (permissions or patterns), from when and until when."""

    name: str
    scopes: tuple[str, ...]
    at: datetime
    until: datetime


def issue_key(user: User, company_id: int, new: NewKey) -> str:
    """A new API key for a program acting as ``user``; the text is shown once and never stored."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = key_text(prefix, secret)
    ApiKey.objects.create(
        company_id=company_id, user=user, name=new.name, prefix=f"{KEY_MARK}_{prefix}", digest=key_digest(text),
        scopes=sorted(new.scopes), created_at=new.at, expires_at=new.until,
    )
    return text


def revoke_key(key_id: int, company_id: int, *, at: datetime) -> None:
    """End an API key now; it stays in the list."""
    ApiKey.objects.filter(company_id=company_id, id=key_id, revoked_at=None).update(revoked_at=at)


def end_keys(user: User, company_id: int, *, at: datetime) -> None:
    """End all living API keys of a user in the company."""
    ApiKey.objects.filter(company_id=company_id, user=user, revoked_at=None).update(revoked_at=at)


def note_key_use(text: str, company_id: int, *, at: datetime) -> None:
    """Remember when an API key was used, to the hour."""
    stale = Q(used_at=None) | Q(used_at__lt=at - timedelta(hours=1))
    ApiKey.objects.filter(stale, company_id=company_id, digest=key_digest(text)).update(used_at=at)


@dataclass(frozen=True, slots=True)
class Visit:
    """From where and when somebody came to a door."""

    address: str | None
    browser: str
    at: datetime


def note_sign_in(outcome: Outcome, visit: Visit, *, email: str, user: User | None) -> None:
    """Write one line of the security log."""
    SignIn.objects.create(
        at=visit.at, user=user, email=normal_email(email)[:254], outcome=outcome, address=visit.address, browser=visit.browser[:200],
    )
