"""Who may act where: read in a fixed number of statements, before any company's context is set."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection, transaction

from ogniwo.kernel.access.acting import Acting, widest
from ogniwo.kernel.access.errors import BadKey, NoCompany
from ogniwo.kernel.access.models import User
from ogniwo.kernel.access.rules import business_date, key_digest, normal_email

RIGHTS = """
WITH mine AS (SELECT role_id, branch_id FROM access_membership WHERE user_id = %(user)s AND company_id = %(company)s)
SELECT c.directory_id, c.business_date, c.time_zone, u.language, c.currency,
  (SELECT array_agg(DISTINCT role_id) FROM mine),
  (SELECT CASE WHEN count(DISTINCT branch_id) = 1 AND count(*) = count(branch_id) THEN min(branch_id) END FROM mine),
  (SELECT array_agg(DISTINCT g.permission) FROM access_rolegrant g WHERE g.company_id = %(company)s AND g.role_id IN (SELECT role_id FROM mine)),
  (SELECT array_agg(DISTINCT s.kind) FROM access_rolesensitivity s WHERE s.company_id = %(company)s AND s.role_id IN (SELECT role_id FROM mine)),
  (SELECT json_agg(json_build_array(r.document_type, r.reach, r.role_id)) FROM access_rolerule r
   WHERE r.company_id = %(company)s AND r.role_id IN (SELECT role_id FROM mine)),
  (SELECT array_agg(DISTINCT o.user_id ORDER BY o.user_id) FROM access_teammember m JOIN access_teammember o ON o.company_id = m.company_id AND o.team_id = m.team_id
   WHERE m.company_id = %(company)s AND m.user_id = %(user)s)
FROM tenancy_company c, access_user u
WHERE c.id = %(company)s AND u.id = %(user)s AND u.is_active
"""

COMPANIES = """
SELECT c.id, c.code, c.name, c.directory_id, c.business_date FROM tenancy_company c
WHERE c.id IN (SELECT company_id FROM access_membership WHERE user_id = %s) ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class CompanyOf:
    """A company a person belongs to, for the switcher; ``pinned`` is a demo company's business date."""

    id: int
    code: str
    name: str
    directory_id: int
    pinned: date | None


def load_acting(user: User | int, company: Any, source: str, language: str | None = None, *, at: datetime | None = None) -> Acting:
    """The person in the company, with the rights that hold there; two statements (four inside a transaction).

    ``language``: empty takes the person's own. ``at``: the moment "today" is reckoned from (default: now).
    Raises NoCompany when the person holds no role there or is no longer active.
    """
    user_id = user if isinstance(user, int) else user.pk
    company_id = company if isinstance(company, int) else company.pk
    with context({"ogniwo.user": user_id, "ogniwo.company": company_id}), connection.cursor() as cursor:
        cursor.execute(RIGHTS, {"user": user_id, "company": company_id})
        row = cursor.fetchone()
    if row is None or not row[5]:
        raise NoCompany()
    directory_id, pinned, zone, own_language, currency, roles, branch_id, permissions, kinds, rules, team = row
    return Acting(
        user_id=user_id,
        company_id=company_id,
        directory_id=directory_id,
        branch_id=branch_id,
        permissions=frozenset(permissions or ()),
        sensitivities=frozenset(kinds or ()),
        rules=widest((tuple(rule) for rule in rules), roles=len(roles)) if rules else MappingProxyType({}),
        language=language or own_language,
        source=source,
        today=business_date(pinned, zone, at or datetime.now(UTC)),
        currency=currency,
        team=tuple(team or ()),
    )


def companies_of(user: User | int) -> list[CompanyOf]:
    """The companies a person belongs to, in the order they were founded."""
    user_id = user if isinstance(user, int) else user.pk
    with context({"ogniwo.user": user_id}), connection.cursor() as cursor:
        cursor.execute(COMPANIES, [user_id])
        return [CompanyOf(*row) for row in cursor.fetchall()]


def acting_by_key(text: str, *, at: datetime | None = None) -> Acting:
    """Who acts when a program shows the API key ``text``: its user, narrowed to the key's scopes.

    Raises BadKey for one that is unknown, revoked or expired, without telling which.
    """
    digest, moment = key_digest(text), at or datetime.now(UTC)
    with context({"ogniwo.key": digest}), connection.cursor() as cursor:
        cursor.execute("SELECT user_id, company_id, scopes, expires_at, revoked_at FROM access_apikey WHERE digest = %s", [digest])
        row = cursor.fetchone()
    if row is None or row[4] is not None or row[3] <= moment:
        raise BadKey()
    return load_acting(row[0], row[1], "api", at=moment).narrowed(row[2])


def demo_people() -> list[User]:
    """The people a demo can switch between: only those made as demo users."""
    return list(User.objects.filter(is_demo=True, is_active=True).order_by("id"))


def people() -> list[User]:
    """Everybody of this installation, by e-mail; for its command line."""
    return list(User.objects.order_by("email"))


def person(email: str) -> User | None:
    """Who signs in with this e-mail, or None."""
    return User.objects.filter(email=normal_email(email)).first()


def nobody_yet() -> bool:
    """Whether this installation waits for its first owner."""
    return not User.objects.exists()


@contextmanager
def context(settings: Mapping[str, object]) -> Iterator[None]:
    """Answer to a person, company or key for a few statements; inside a transaction the former context comes back."""
    names = list(settings)
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before: list[Any] = []
        if nested:
            cursor.execute("SELECT " + ", ".join("current_setting(%s, true)" for _ in names), names)
            before = list(cursor.fetchone())
        _set(cursor, names, [str(settings[name]) for name in names])
        yield
        if nested:
            _set(cursor, names, [value or "" for value in before])


def _set(cursor: Any, names: list[str], values: list[str]) -> None:
    pairs = [part for pair in zip(names, values, strict=True) for part in pair]
    cursor.execute("SELECT " + ", ".join("set_config(%s, %s, true)" for _ in names), pairs)
